"""From a view and a wording to a document: a tree, with what it says of its own origin."""

import hashlib
import itertools
import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from dkbm.datum import Datum
from dkbm.documents.angaben import Benannt, numbered, packed, texts
from dkbm.documents.auftrag import Ansicht
from dkbm.documents.fuellen import Fill
from dkbm.documents.loader import SIEHE, Fassung, VorlageError, Vorlagen
from dkbm.documents.parse import parse
from dkbm.documents.tree import Block, Container, Heading, Paragraph, Text, plain
from dkbm.errors import DkbmError
from dkbm.german import anzahl

_LEERZEILEN = re.compile(r"\n{3,}")


class Herkunft(NamedTuple):
    """What a document says of its own origin, enough to make it again and to see what has moved since.

    `aufruf` are the arguments of `dkbm render` with ids in full. The sums are SHA-256 of the wording (with all it
    includes) and of the values. `revision` is the commit of the data, "" where the data are not all in git.
    """

    vorlage: str
    fassung: str
    aufruf: tuple[str, ...]
    stichtag: str
    revision: str
    vorlage_sha256: str
    daten_sha256: str
    entwurf: bool


class Dokument(NamedTuple):
    """A document, ready to be written in any format. `angaben` are its values; a run of text names them by number."""

    titel: str
    blocks: tuple[Block, ...]
    angaben: tuple[Benannt, ...]
    herkunft: Herkunft
    daten: str  # the values as canonical JSON, as they travel with a PDF


class Kopf(NamedTuple):
    """What is known of a document before it is made: the call with ids in full, the day it speaks of, the commit.

    Only a draft may lack something (`entwurf`).
    """

    aufruf: tuple[str, ...]
    stichtag: str
    revision: str = ""
    entwurf: bool = False


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


def render(vorlagen: Vorlagen, chosen: Fassung, ansicht: Ansicht, kopf: Kopf, *, fill: Fill) -> Dokument:
    """The document; always the same for the same data, wording and call. `fill` fills in the template.

    Missing fields are allowed in a draft only, where they stay visible (ValueError otherwise). Raises VorlageError.
    """
    if ansicht.luecken and not kopf.entwurf:
        raise ValueError("a document with missing fields can only be a draft")
    angaben = numbered(ansicht.daten)
    zahlen = itertools.count()
    filled = fill(chosen.pfad, {name: packed(wert, zahlen) for name, wert in ansicht.daten.items()})
    try:
        blocks = parse(_LEERZEILEN.sub("\n\n", filled.text), angaben, ansicht.bilder, chosen.pfad)
    except VorlageError as error:
        raise _with_place(error, vorlagen, filled.wortlaute) from error
    titel = _title(blocks, chosen.pfad)
    if kopf.entwurf:
        blocks = (blocks[0], _draft_note(len(ansicht.luecken)), *blocks[1:])
    daten = json.dumps(texts(ansicht.daten), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    herkunft = Herkunft(
        vorlage=chosen.pfad.partition("/")[0],
        fassung=chosen.kennung,
        aufruf=kopf.aufruf,
        stichtag=kopf.stichtag,
        revision=kopf.revision,
        vorlage_sha256=wording_sum(vorlagen, filled.wortlaute),
        daten_sha256=_sum(daten),
        entwurf=kopf.entwurf,
    )
    return Dokument(titel, blocks, angaben, herkunft, daten)


def _with_place(error: VorlageError, vorlagen: Vorlagen, wortlaute: tuple[str, ...]) -> VorlageError:
    """The same with the line of the template that is at fault, where it can be told."""
    wo = vorlagen.zeile(wortlaute, error.text)
    return VorlageError(wo[0], f"Zeile {wo[1]}: {error.grund}", error.hint or "") if wo else error


def _title(blocks: tuple[Block, ...], pfad: str) -> str:
    """The title a document begins with, once; raises VorlageError."""
    titel = [block for block in blocks if isinstance(block, Heading) and block.level == 1]
    if len(titel) != 1 or blocks[0] is not titel[0] or not plain(titel[0].content).strip():
        raise VorlageError(pfad, "Ein Dokument beginnt mit seinem Titel (# …); es hat nur einen.", SIEHE)
    return plain(titel[0].content)


def wording_sum(vorlagen: Vorlagen, wortlaute: Iterable[str]) -> str:
    """The SHA-256 of a wording with all it includes: each by its name and its text."""
    return _sum("".join(f"{pfad}\n{vorlagen.text(pfad)}\0" for pfad in wortlaute))


def _sum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _draft_note(count: int) -> Block:
    fehlt = "Eine Angabe fehlt" if count == 1 else f"Es fehlen {anzahl(count, 'Angabe', 'Angaben')}"
    said = f" {fehlt if count else 'Es fehlt keine Angabe'}."
    return Container(
        "hinweis", (Paragraph((Text("ENTWURF – nicht zur Unterschrift bestimmt.", strong=True), Text(said))),)
    )
