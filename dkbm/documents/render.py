"""From a view and a template to the text of a document."""

import json
import re
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.documents.environment import environment, fill
from dkbm.documents.gaps import Luecke, platzhalter
from dkbm.documents.loader import Fassung, VorlageError, Vorlagen
from dkbm.documents.markdown import finalizer
from dkbm.documents.views import Ansicht
from dkbm.errors import DkbmError
from dkbm.german import anzahl

_LEERZEILEN = re.compile(r"\n{3,}")


class Kopf(NamedTuple):
    """What a document says of its own origin: ids of the dataset and the wording it was made from."""

    vorlage: str
    kommune: str
    vereinbarung: str | None


def fassung(vorlagen: Vorlagen, vorlage: str, teil: str, datum: Datum | None) -> Fassung:
    """The wording in use on the day of a document, the newest for one without a day.

    Raises VorlageError when the dataset has no wording, DkbmError when none is as old as the document.
    """
    alle = vorlagen.fassungen(vorlage, teil)
    if not alle:
        raise VorlageError(f"{vorlage}/{teil}.md.j2", "Diese Vorlage gibt es nicht.", "Sie gehört in den Datensatz.")
    gueltig = [eine for eine in alle if datum is None or eine.gilt_ab <= datum.lo]
    if not gueltig:
        raise DkbmError(
            f"Keine Fassung der Vorlage {vorlage} galt schon am Tag der Vereinbarung ({datum.text if datum else ''}).",
            f"Im Kopf der Vorlage templates/{alle[0].pfad} steht, ab wann sie gilt.",
        )
    return gueltig[-1]


def render(vorlagen: Vorlagen, chosen: Fassung, ansicht: Ansicht, kopf: Kopf, *, entwurf: bool = False) -> str:
    """The document as Markdown, with a front matter that names its wording; always the same for the same data.

    Missing fields are allowed in a draft only, where they stay visible (ValueError otherwise). Raises VorlageError.
    """
    if ansicht.luecken and not entwurf:
        raise ValueError("a document with missing fields can only be a draft")
    marken = [platzhalter(luecke.label) for luecke in ansicht.luecken]
    text = fill(environment(vorlagen, finalizer(marken)), chosen.pfad, ansicht.daten)
    teile = [_vorspann(chosen, kopf, entwurf), *([_entwurf(ansicht.luecken)] if entwurf else []), text]
    return _LEERZEILEN.sub("\n\n", "\n".join(teile)).rstrip("\n") + "\n"


def _vorspann(chosen: Fassung, kopf: Kopf, entwurf: bool) -> str:
    angaben = {
        "vorlage": kopf.vorlage,
        "fassung": chosen.kennung,
        "kommune": kopf.kommune,
        "vereinbarung": kopf.vereinbarung,
        "entwurf": entwurf or None,
    }
    zeilen = (f"{name}: {json.dumps(wert, ensure_ascii=False)}" for name, wert in angaben.items() if wert is not None)
    return "\n".join(["---", *zeilen, "---", ""])


def _entwurf(luecken: tuple[Luecke, ...]) -> str:
    fehlt = "Eine Angabe fehlt" if len(luecken) == 1 else f"Es fehlen {anzahl(len(luecken), 'Angabe', 'Angaben')}"
    return f"**ENTWURF – nicht zur Unterschrift bestimmt.** {fehlt if luecken else 'Es fehlt keine Angabe'}.\n"
