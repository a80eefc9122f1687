"""`record unterlage` and `record vernichtung --unterlage`: what the agency holds of a Kommune, and when it is gone."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dkbm.changes import felder, record
from dkbm.changes.bogen import Feld, Regel
from dkbm.changes.felder import always
from dkbm.changes.record import Eintrag, Umfeld
from dkbm.datum import parse_datum
from dkbm.errors import DkbmError
from dkbm.german import anzahl, aufzaehlung, datum_in_worten
from dkbm.model.aufbewahrung import VERNICHTUNG
from dkbm.text.document import Document
from dkbm.text.patch import Patch

KEY = "unterlagen"
ALLE = "alle"
_GEZAEHLT = re.compile(r"u-([0-9]{1,6})")
_REGISTER = "Das Verzeichnis zeigt: dkbm unterlagen KOMMUNE"
_ABSCHLUSS = "Liegt sonst nichts mehr vor: dkbm record vernichtung KOMMUNE --datum … --quelle …"


class Eingriff(NamedTuple):
    """The patches of a change, and what it says in German; `rest` says what is left, "" for nothing."""

    patches: list[Patch]
    text: str
    rest: str = ""


def _text(schema: felder.Schema, key: str, *, pflicht: bool = False, still: bool = False) -> Feld:
    """Ask for a text that is shown in one line."""

    def read(text: str) -> str:
        if not text.isprintable():
            raise ValueError("Der Text braucht eine einzige Zeile ohne Steuerzeichen.")
        return text

    return felder.listed(schema, key, pflicht=pflicht, still=still)._replace(lies=read)


def received(umfeld: Umfeld) -> list[Regel]:
    """Return the questions for a new entry of the register."""
    schema = felder.entry_schema("kommune", KEY)
    return [
        always(_text(schema, "titel", pflicht=True)),
        always(_day(umfeld, "erhalten", "Erhalten am")),
        always(_text(schema, "ablage")),
        always(felder.quelle(umfeld.quellen)),
        always(_text(schema, "aufbewahren", still=True)),
        always(_text(schema, "bemerkung", still=True)),
    ]


def known(document: Document) -> list[Regel]:
    """Return the questions for an entry that is there: why it is kept, where it lies, a remark."""
    schema = felder.entry_schema("kommune", KEY)
    more = (always(_text(schema, key, still=True)) for key in ("titel", "ablage", "aufbewahren", "bemerkung"))
    return [always(_which(document, ())), *more]


def destroyed(umfeld: Umfeld, document: Document) -> list[Regel]:
    """Return the questions for the destruction of one or of all; a source is needed where it is entered as event."""
    schema = felder.entry_schema("kommune", KEY)
    if _entries(document) and all("vernichtet" in each.value for each in _entries(document)):
        raise DkbmError("Im Verzeichnis steht nichts, was noch zu vernichten wäre.", f"{_REGISTER}\n{_ABSCHLUSS}")

    def source(answers: Mapping[str, Any]) -> Feld:
        needed = _closes(document, answers)
        return felder.quelle(umfeld.quellen)._replace(pflicht=needed, still=not needed)

    return [
        always(_which(document, (ALLE,))),
        always(_day(umfeld, "vernichtet", "Vernichtet am")._replace(pflicht=True)),
        always(_text(schema, "nachweis", pflicht=True)),
        source,
    ]


def _day(umfeld: Umfeld, key: str, frage: str) -> Feld:
    field = felder.datum(umfeld.stichtag, pflicht=False, sonst="")

    def read(text: str) -> Any:  # noqa: ANN401 -- as `Feld.lies`
        if ".." in text:
            raise ValueError("Hier steht ein Tag, ein Monat oder ein Jahr, kein Zeitraum.")
        return field.lies(text)

    return field._replace(key=key, frage=f"{frage}, JJJJ-MM-TT, JJJJ-MM oder JJJJ", lies=read)


def _which(document: Document, more: Sequence[str]) -> Feld:
    ids = [str(each.value.get("id")) for each in _entries(document)]
    if not ids:
        raise DkbmError("Diese Kommune hat kein Verzeichnis von Unterlagen.", "Eintragen: dkbm record unterlage")
    erlaubt = tuple((each, "") for each in (*ids, *more))
    return Feld("unterlage", "unterlage", "Unterlage", str, erlaubt, pflicht=True)


def enter(document: Document, made: Mapping[str, Any]) -> Eingriff:
    """Return the change that enters material that came, with the next free id."""
    ident = next_id(document)
    return Eingriff(record.append(document, "kommune", KEY, {"id": ident, **made}), f"Unterlage »{ident}«")


def next_id(document: Document) -> str:
    """Return `u-1`, `u-2` … behind the highest that was ever given: an id must not mean two things in history."""
    taken = (_GEZAEHLT.fullmatch(str(each.value.get("id"))) for each in _entries(document))
    return f"u-{max((int(found[1]) for found in taken if found), default=0) + 1}"


def alter(document: Document, made: Mapping[str, Any]) -> Eingriff:
    """Return the change that gives an entry other values. Raises DkbmError where nothing would change."""
    eintrag = next(each for each in _entries(document) if each.value.get("id") == made["unterlage"])
    schema = felder.entry_schema("kommune", KEY)
    changes = {key: value for key, value in made.items() if key != "unterlage" and eintrag.value.get(key) != value}
    if not changes:
        raise DkbmError("An der Unterlage würde sich nichts ändern.", "Zum Beispiel: --aufbewahren GRUND")
    if "aufbewahren" in changes and "vernichtet" in eintrag.value:
        raise DkbmError(f"»{made['unterlage']}« ist schon vernichtet.", _REGISTER)
    patches = [record.change(eintrag, key, value, schema) for key, value in felder.in_order(changes, schema).items()]
    return Eingriff(patches, f"Änderung an Unterlage »{made['unterlage']}«")


def destroy(document: Document, made: Mapping[str, Any]) -> Eingriff:
    """Return the change that marks entries destroyed; with all of them it enters the event.

    `alle` spares what is kept for a reason: the event says that everything else is gone, also what the register does
    not list. Raises DkbmError where there is nothing to destroy.
    """
    chosen = _chosen(document, made)
    patches: list[Patch] = [patch for eintrag in chosen for patch in _gone(eintrag, made)]
    ids = [str(each.value["id"]) for each in chosen]
    left = [each for each in _entries(document) if "vernichtet" not in each.value and each not in chosen]
    when = datum_in_worten(made["vernichtet"])
    if _closes(document, made):
        event = {"ereignis": VERNICHTUNG, "datum": made["vernichtet"], "quelle": made["quelle"]}
        patches += record.append(document, "kommune", "verlauf", event)
        return Eingriff(patches, f"Vernichtung interner Daten ({aufzaehlung(ids)}), {when}", _left(left))
    rest = _left(left)
    if not any("aufbewahren" not in each.value for each in left) and not _is_entered(document, made):
        rest = f"{rest} {_ABSCHLUSS}".lstrip()
    return Eingriff(patches, f"Vernichtung von {aufzaehlung(ids)}, {when}", rest)


def still_open(document: Document) -> str:
    """Say which entries of the register an event alone leaves open, "" where there is none."""
    left = [each for each in _entries(document) if not {"vernichtet", "aufbewahren"} & each.value.keys()]
    if not left:
        return ""
    ids = aufzaehlung(str(each.value.get("id")) for each in left)
    verb = "bleibt" if len(left) == 1 else "bleiben"
    return f"Im Verzeichnis {verb} offen: {ids}. Mit Nachweis: dkbm record vernichtung … --unterlage {ALLE}"


def _chosen(document: Document, made: Mapping[str, Any]) -> list[Eintrag]:
    held = [each for each in _entries(document) if "vernichtet" not in each.value]
    if made["unterlage"] == ALLE:
        found = [each for each in held if "aufbewahren" not in each.value]
        if not found:
            hint = f"Einzeln vernichten: --unterlage KENNUNG\n{_ABSCHLUSS}"
            raise DkbmError("Alles Übrige wird mit Grund aufbewahrt.", hint)
        return found
    found = [each for each in held if each.value.get("id") == made["unterlage"]]
    if not found:
        raise DkbmError(f"»{made['unterlage']}« ist schon vernichtet.", _REGISTER)
    return found


def _gone(eintrag: Eintrag, made: Mapping[str, Any]) -> list[Patch]:
    schema = felder.entry_schema("kommune", KEY)
    kept = [record.change(eintrag, "aufbewahren", None, schema)] if "aufbewahren" in eintrag.value else []
    proof = {"vernichtet": made["vernichtet"], "nachweis": made["nachweis"]}
    known: dict[str, Any] = dict(eintrag.value)
    patches: list[Patch] = []
    for key, value in proof.items():
        patches.append(record.change(eintrag._replace(value=known), key, value, schema))
        known[key] = value
    return [*patches, *kept]


def _closes(document: Document, made: Mapping[str, Any]) -> bool:
    """Whether destroying all is to be entered as event, too: none up to that day is entered yet."""
    return made.get("unterlage") == ALLE and not _is_entered(document, made)


def _is_entered(document: Document, made: Mapping[str, Any]) -> bool:
    """Whether an event attests the destruction of what was entrusted up to that day; without a day it does."""
    done = [
        each.get("datum")
        for each in document.value.get("verlauf", [])
        if each.get("ereignis") == VERNICHTUNG and not each.get("geplant")
    ]
    day = made.get("vernichtet")
    return any(each is None or day is None or parse_datum(each).hi >= parse_datum(day).lo for each in done)


def _left(left: Sequence[Eintrag]) -> str:
    if not left:
        return ""
    kept = [str(each.value["id"]) for each in left if "aufbewahren" in each.value]
    some = anzahl(len(left), "Unterlage bleibt", "Unterlagen bleiben")
    return f"{some} im Verzeichnis" + (f", mit Grund aufbewahrt: {aufzaehlung(kept)}." if kept else ".")


def _entries(document: Document) -> list[Eintrag]:
    return [Eintrag(KEY, nummer, value) for nummer, value in enumerate(document.value.get(KEY, []), 1)]
