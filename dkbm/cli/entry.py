"""What `dkbm record` does: find the file, get the answers, make the patches."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dkbm.errors import DkbmError
from dkbm.german import aufzaehlung

if TYPE_CHECKING:
    from dkbm.changes.bogen import Given, Regel
    from dkbm.changes.record import Eintrag, Umfeld
    from dkbm.model.kommune import Kommune
    from dkbm.model.prozess import Ereignisart
    from dkbm.model.stand import Lage
    from dkbm.queries.reading import Files, Found
    from dkbm.text.patch import Patch

_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,199}")


class Call(NamedTuple):
    """One call of `dkbm record`: the dataset, the day, what was typed, and whether to ask from the start."""

    root: Path
    files: "Files"
    day: date
    given: "Given"
    geplant: bool | None
    ersetzt: str
    dialog: bool
    umfeld: "Umfeld"


class Change(NamedTuple):
    """The patches of one file; `text` says in German what is entered, `reading` holds the Kommune, if it is one.

    `rest` says what is still to be done, "" for nothing.
    """

    path: str
    patches: "Sequence[Patch]"
    text: str
    reading: "Found | None" = None
    rest: str = ""


def answers(rules: "Sequence[Regel]", given: "Given", dialog: bool, start: Any = None) -> dict[str, Any]:  # noqa: ANN401
    """Fill the form from the options; ask for what is missing if `dialog` says so or somebody sits there."""
    from dkbm.changes.bogen import IncompleteError, fill
    from dkbm.cli.prompts import ask
    from dkbm.cli.writing import interactive

    try:
        return fill(rules, given, ask if dialog else None, start)
    except IncompleteError:
        if dialog or not interactive():
            raise
        return fill(rules, given, ask, start)


def event(call: Call, art: "Ereignisart", name: str) -> Change:
    """Return the change that enters (or corrects) an event of this kind."""
    from dkbm.changes import record
    from dkbm.model.schritt import naechster_schritt

    reading = kommune(call, name, art.art, record.ereignis(call.umfeld, art, None))
    schritt = naechster_schritt(_lage(call, reading), call.umfeld.prozess)
    rules = record.ereignis(call.umfeld, art, schritt)
    return _entered(call, reading, "verlauf", art.art, art.name, rules)


def agreement(call: Call, art: str, name: str) -> Change:
    """Return the change that enters (or corrects) an agreement."""
    from dkbm.changes import record
    from dkbm.changes.sealing import to_sign
    from dkbm.cli.sealing import signature
    from dkbm.model.beleg import VEREINBARUNGEN

    if call.geplant:
        raise DkbmError(
            "--geplant gehört nicht zu einer Vereinbarung: sie zählt erst, wenn sie unterzeichnet ist.",
            "Eine Zielvereinbarung vor der Unterschrift wird ohne --datum festgehalten.",
        )
    reading = kommune(call, name, art, record.vereinbarung(call.umfeld, art, (), 0))
    taken = [each.id for each in subject(reading).vereinbarungen]
    lage = _lage(call, reading)
    rules = record.vereinbarung(call.umfeld, art, taken, lage.modul or lage.abgeschlossen or 0)
    document, ident = reading.dataset.documents[subject(reading).place.file], call.given.get("id")
    if not call.ersetzt and isinstance(ident, str) and (eintrag := to_sign(document, art, ident)):
        return signature(call, reading, eintrag, VEREINBARUNGEN[art], rules)
    return _entered(call, reading, "vereinbarungen", art, VEREINBARUNGEN[art], rules)


def subject(reading: "Found") -> "Kommune":
    """Return the Kommune that was asked for."""
    return reading.treffer.kommune


def _lage(call: Call, reading: "Found") -> "Lage":
    from dkbm.model.lage import lage_am

    return lage_am(subject(reading), call.day, call.umfeld.prozess, call.umfeld.quellen)


def _entered(call: Call, reading: "Found", key: str, art: str, name: str, rules: "Sequence[Regel]") -> Change:
    from dkbm.changes import record
    from dkbm.changes.sealing import open_draft, sealed
    from dkbm.report.terminal import warn

    known = subject(reading)
    document = reading.dataset.documents[known.place.file]
    if call.ersetzt:
        return _corrected(call, reading, record.entry_at(document, key, art, call.ersetzt), name, rules)
    if "grund" in call.given:
        raise DkbmError("--grund gehört zu einer Korrektur.", "Welchen Eintrag sie ersetzt, nennt --ersetzt NUMMER.")
    made = answers(rules, call.given, call.dialog)
    made |= {"ereignis" if key == "verlauf" else "art": art, **({"geplant": True} if call.geplant else {})}
    if art == "zielvereinbarung":
        draft = {"geplant": True} if "unterzeichnet" not in made and call.geplant is None else {}
        made = sealed(made | draft, call.day)
        if (ident := open_draft(document, made)) is not None:
            warn(f"»{ident}« ist noch nicht unterzeichnet. Ist sie gemeint: dkbm record {art} … --id {ident}")
    text = _text(known.offizieller_name, name, made)
    return Change(document.path, record.append(document, "kommune", key, made), text, reading, _rest(call, made))


def _rest(call: Call, entry: dict[str, Any]) -> str:
    """What a signed Zielvereinbarung lacks for its seal, and what to do then."""
    from dkbm.changes.sealing import unsealed

    lacks = unsealed(entry, call.day)
    if not lacks:
        return ""
    verb = "fehlt" if len(lacks) == 1 else "fehlen"
    return f"»{entry['id']}« ist noch nicht besiegelt: Es {verb} {aufzaehlung(lacks)}. Danach: dkbm record siegel"


def _corrected(call: Call, reading: "Found", eintrag: "Eintrag", name: str, rules: "Sequence[Regel]") -> Change:
    from dkbm.changes import record
    from dkbm.changes.sealing import sealed

    changes = answers(record.correcting(rules), call.given, call.dialog, eintrag.value)
    if call.geplant is not None:
        changes["geplant"] = call.geplant or None
    if eintrag.value.get("art") == "zielvereinbarung" and "siegel" not in eintrag.value and "unterzeichnet" in changes:
        changes |= {"siegel": sealed({**eintrag.value, **changes}, call.day).get("siegel"), "geplant": None}
    return altered(call, reading, eintrag, name, changes, f"Korrektur: {changes['grund']}")


def altered(
    call: Call, reading: "Found", eintrag: "Eintrag", name: str, changes: "Mapping[str, Any]", why: str
) -> Change:
    """Return the change that gives an entry other values."""
    from dkbm.changes import record
    from dkbm.cli.frame import today

    made = {key: value for key, value in {**eintrag.value, **changes}.items() if value is not None}
    text = f"{_text(subject(reading).offizieller_name, name, made)}, {why}"
    patches = record.correct(eintrag, changes, today())
    return Change(subject(reading).place.file, patches, text, reading, _rest(call, made))


def _text(wo: str, name: str, entry: dict[str, Any]) -> str:
    from dkbm.german import datum_in_worten

    where = f"Modul {entry['modul']}" if "modul" in entry else ""
    where += f" Phase {entry['phase']}" if "phase" in entry else ""
    when = entry.get("datum", entry.get("unterzeichnet"))
    day = datum_in_worten(when) if isinstance(when, str) else ""
    plan = "geplant" if entry.get("geplant") else ""
    return f"{wo}: {', '.join(filter(None, (name, where, day, plan)))}"


def kommune(call: Call, name: str, art: str, rules: "Sequence[Regel]") -> "Found":
    """Return the Kommune `name` means. Without a name ask for it, or name it with all else that `rules` miss."""
    from dkbm.changes.bogen import Feld
    from dkbm.changes.felder import always
    from dkbm.cli.writing import interactive
    from dkbm.queries.reading import one_kommune

    befehl = f"dkbm record {art}"
    feld = Feld("kommune", "KOMMUNE", "Kommune", lambda text: one_kommune(call.files, text, befehl), pflicht=True)
    if name or call.dialog or interactive():
        found: Found = answers([always(feld)], {"KOMMUNE": name} if name else {}, call.dialog)["kommune"]
        return found
    answers([always(feld), *rules], call.given, False)
    raise AssertionError


def attach(root: Path, text: str) -> dict[str, str]:
    """Return `pfad` and `sha256` of a document, named from the working directory or from the root of the dataset.

    Raises ValueError (German) for one that is not there, lies elsewhere, or has a name the dataset does not take.
    """
    from dkbm.store.dokumente import digest

    base = root.resolve()
    place = next((path for path in (Path(text), root / text) if path.exists()), None)
    if place is None:
        raise ValueError(f"Das Dokument »{text}« gibt es nicht.")
    if not place.resolve().is_relative_to(base):
        raise ValueError(f"»{text}« liegt nicht im Datensatz. Es zuerst in den Ordner {root / 'belege'} legen.")
    name = place.absolute().resolve().relative_to(base).as_posix()
    if name.startswith("data/") or not _PLAIN_NAME.fullmatch(name):
        raise ValueError(
            f"»{name}« eignet sich nicht: Dokumente liegen im Ordner belege und heißen ohne Umlaute und Leerzeichen."
        )
    found = digest(root, name)
    if found is None:
        raise ValueError(f"»{name}« ist keine gewöhnliche, lesbare Datei.")
    return {"pfad": name, "sha256": found}
