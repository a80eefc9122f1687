"""The forum of the groups: contributions, each a file of its own; only for the members, never published."""

from collections.abc import Mapping
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.netzwerk import Netzwerk

ANFRAGE = "anfrage"
"""The kind of contribution that waits for an answer."""
_ARTEN = {"idee": "Idee", ANFRAGE: "Anfrage", "hinweis": "Hinweis", "mitteilung": "Mitteilung"}


class Beitrag(NamedTuple):
    """One file of `data/forum/<gruppe>/`; `id` is its file name without ending, `datum` a single day.

    `titel` is that of the thread it opens, None of an answer. `von` is the id of a person, `antwort_auf` that of
    a contribution of the same group.
    """

    id: str
    gruppe: str
    von: str
    datum: Datum
    text: str
    place: Place
    art: str | None = None
    titel: str | None = None
    antwort_auf: str | None = None
    schlagworte: tuple[str, ...] = ()


def beitragsarten(netzwerk: Netzwerk | None) -> Mapping[str, str]:
    """Return the kinds of contributions with their names: those the network declares, else the four usual ones."""
    declared = netzwerk.forum.beitragsarten if netzwerk is not None and netzwerk.forum is not None else ()
    return {each.art: each.name for each in declared} or _ARTEN
