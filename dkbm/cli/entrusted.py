"""What `dkbm record` enters of a Kommune at the agency: who looks after it, and what material it entrusted."""

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.changes.bogen import Regel
    from dkbm.cli.entry import Call, Change
    from dkbm.queries.reading import Found
    from dkbm.text.document import Document
    from dkbm.text.patch import Patch


def look_after(call: "Call", name: str) -> "Change":
    """Return the change that enters who is in charge, hands over, or ends it."""
    from dkbm.changes import betreuung
    from dkbm.cli.entry import answers

    personen = sorted(PurePosixPath(path).stem for path in call.files if path.startswith("data/personen/"))
    is_end = "bis" in call.given and "datum" not in call.given
    rules = (betreuung.ending if is_end else betreuung.beginning)(call.umfeld, personen)
    reading, document = _document(call, name, "betreuung", rules)
    made = answers(rules, call.given, call.dialog)
    found = (betreuung.end if is_end else betreuung.begin)(document, made)
    return _change(reading, found.patches, found.text, "" if is_end else _without_office(call, made["person"]))


def _without_office(call: "Call", person: str) -> str:
    """Say that no office at the agency is entered for a person who is to be in charge, "" where one is."""
    from dkbm.dataset import load
    from dkbm.model.betreuung import AGENTUR

    path = f"data/personen/{person}.yaml"
    known = load({path: call.files[path]}).dataset.personen.get(person)
    if known is None or any(amt.stelle == AGENTUR for amt in known.aemter):
        return ""
    return f"{person} hat nach den Daten kein Amt bei der Agentur. Eintragen: in {path} unter aemter, stelle: {AGENTUR}"


def material(call: "Call", name: str) -> "Change":
    """Return the change that enters material of a Kommune, or what is new about an entry (`--unterlage`)."""
    from dkbm.changes import unterlagen
    from dkbm.cli.entry import answers

    reading, document = _document(call, name, "unterlage", unterlagen.received(call.umfeld))
    is_known = "unterlage" in call.given
    rules = unterlagen.known(document) if is_known else unterlagen.received(call.umfeld)
    made = answers(rules, call.given, call.dialog)
    found = (unterlagen.alter if is_known else unterlagen.enter)(document, made)
    return _change(reading, found.patches, found.text)


def destruction(call: "Call", name: str) -> "Change":
    """Return the change that marks material as destroyed, or enters that everything is, with what that leaves open."""
    from dkbm.changes import unterlagen
    from dkbm.cli.entry import answers, event, subject
    from dkbm.model.aufbewahrung import VERNICHTUNG

    if not {"unterlage", "nachweis"} & call.given.keys():
        entered = event(call, call.umfeld.prozess.ereignisse[VERNICHTUNG], name)
        if entered.reading is None or call.geplant or call.ersetzt:
            return entered
        document = entered.reading.dataset.documents[subject(entered.reading).place.file]
        return entered._replace(rest=unterlagen.still_open(document))
    reading, document = _document(call, name, "vernichtung", [])
    made = answers(unterlagen.destroyed(call.umfeld, document), call.given, call.dialog)
    found = unterlagen.destroy(document, made)
    return _change(reading, found.patches, found.text, found.rest)


def _document(call: "Call", name: str, art: str, rules: "Sequence[Regel]") -> "tuple[Found, Document]":
    from dkbm.cli.entry import kommune, subject

    if call.geplant is not None or call.ersetzt:
        raise DkbmError("--geplant und --ersetzt gehören hier nicht hin.", f"Was geht, sagt: dkbm record {art} --help")
    reading = kommune(call, name, art, rules)
    return reading, reading.dataset.documents[subject(reading).place.file]


def _change(reading: "Found", patches: "Sequence[Patch]", text: str, rest: str = "") -> "Change":
    from dkbm.cli.entry import Change, subject

    known = subject(reading)
    return Change(known.place.file, patches, f"{known.offizieller_name}: {text}", reading, rest)
