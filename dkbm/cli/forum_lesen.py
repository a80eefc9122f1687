"""The answer of `dkbm forum` in the form that was asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dkbm.dataset import Dataset
    from dkbm.queries.forum import Faden, Fund
    from dkbm.report.forum_text import Namen


class Frage(NamedTuple):
    """What was asked: threads of some groups, whether one of them by name, and words to look for ("" for none).

    `filter` says in words for programs by what the threads were chosen.
    """

    dataset: "Dataset"
    faeden: "tuple[Faden, ...]"
    gruppen: tuple[str, ...]
    einer: bool
    suche: str
    filter: str
    datenstand: str


def antwort(frage: Frage, form: str, revision: Callable[[], str | None], *, ascii_only: bool) -> str:
    """Return the answer as `text`, `json` or `atom`; a search narrows the threads in the forms for programs."""
    from dkbm.queries.forum import gesucht
    from dkbm.report.forum_text import namen

    names = namen(frage.dataset)
    funde = gesucht(frage.faeden, frage.suche, frage.dataset.themen) if frage.suche else None
    if form == "text":
        return _text(frage, funde, names)
    hits = {fund.faden.beitrag.place.file for fund in funde or ()}
    faeden = frage.faeden if funde is None else tuple(each for each in frage.faeden if each.beitrag.place.file in hits)
    if form == "json":
        return _json(faeden, funde, names, revision(), ascii_only=ascii_only)
    return _atom(frage, faeden, names)


def _text(frage: Frage, funde: "tuple[Fund, ...] | None", names: "Namen") -> str:
    from dkbm.report import forum_text

    if funde is not None:
        nichts = forum_text.Nichts(_wo(frage, names), _meinten(frage) if not funde else None)
        return forum_text.as_found(funde, frage.suche, names, frage.datenstand, nichts)
    if frage.einer:
        return forum_text.as_thread(frage.faeden[0], names, frage.datenstand)
    return forum_text.as_list(frage.faeden, frage.gruppen, names, frage.datenstand, gewaehlt=bool(frage.filter))


def _wo(frage: Frage, names: "Namen") -> str:
    """Where a search looked, if it finds nothing there."""
    if frage.filter != f"suche={frage.suche}":
        return "in keinem Beitrag der gewählten Fäden"
    one = f"in keinem Beitrag im Forum {names.gruppen[frage.gruppen[0]]}" if len(frage.gruppen) == 1 else ""
    return one or "in keinem Beitrag"


def _meinten(frage: Frage) -> str | None:
    from dkbm.queries.forum import felder
    from dkbm.queries.vorschlag import vorschlag

    return vorschlag(felder(frage.faeden, frage.dataset.themen), frage.suche)


def _json(
    faeden: "tuple[Faden, ...]",
    funde: "tuple[Fund, ...] | None",
    names: "Namen",
    revision: str | None,
    *,
    ascii_only: bool,
) -> str:
    from dkbm.report.forum_json import as_json
    from dkbm.report.json_out import dumps
    from dkbm.report.terminal import speaks_utf8

    return dumps(as_json(faeden, names, revision, funde), ascii_only=ascii_only and not speaks_utf8())


def _atom(frage: Frage, faeden: "tuple[Faden, ...]", names: "Namen") -> str:
    from dkbm.changes.forum import ORDNER
    from dkbm.report.atom import as_atom

    gruppe = frage.gruppen[0] if len(frage.gruppen) == 1 else ""
    titel = f"Forum {names.gruppen.get(gruppe, gruppe)}" if gruppe else f"Forum der Gruppen, {frage.dataset.name}"
    parts = (ORDNER, gruppe, frage.faeden[0].beitrag.id if frage.einer else "", frage.filter)
    return as_atom(faeden, titel, frage.dataset.name, "/".join(filter(None, parts)), names)
