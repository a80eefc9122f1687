"""What `dkbm record siegel` and `dkbm record nachtrag` enter into an agreement that stands there already."""

from typing import TYPE_CHECKING, Any

from dkbm.errors import DkbmError
from dkbm.german import datum_in_worten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dkbm.changes.bogen import Regel
    from dkbm.changes.record import Eintrag
    from dkbm.cli.entry import Call, Change
    from dkbm.queries.reading import Found


def seal(call: "Call", name: str) -> "Change":
    """Return the change that seals a signed agreement, or seals it anew for a reason."""
    from dkbm.changes import sealing
    from dkbm.cli.frame import today

    reading, entries = _agreements(call, name, "siegel")
    made, eintrag = _answered(call, sealing.for_seal(entries), entries)
    grund = made.get("grund")
    patches = sealing.add_seal(eintrag, grund, call.day, today())
    what = f"»{eintrag.value['id']}« {'neu ' if grund else ''}besiegelt"
    return _change(reading, patches, f"{what}: {grund}" if grund else what)


def nachtrag(call: "Call", name: str) -> "Change":
    """Return the change that enters a signed Nachtrag."""
    from dkbm.changes import sealing

    reading, entries = _agreements(call, name, "nachtrag")
    made, eintrag = _answered(call, sealing.for_nachtrag(call.umfeld, entries), entries)
    entry = {key: value for key, value in made.items() if key != "id"}
    what = f"Nachtrag zu »{eintrag.value['id']}«, {datum_in_worten(made['unterzeichnet'])}"
    return _change(reading, sealing.add_nachtrag(eintrag, entry), what)


def signature(call: "Call", reading: "Found", eintrag: "Eintrag", name: str, rules: "Sequence[Regel]") -> "Change":
    """Return the change that adds the signature to an agreement that was recorded without one: it needs no reason."""
    from dkbm.changes import record
    from dkbm.changes.sealing import sign
    from dkbm.cli.entry import altered, answers

    needed = ["quelle"] if call.geplant is False else ["quelle", "unterzeichnet"]  # a day may be unknown for good
    given = {key: value for key, value in call.given.items() if key != "id"}
    changes = sign(eintrag, answers(record.quiet(rules, needed), given, call.dialog, eintrag.value), call.day)
    return altered(call, reading, eintrag, name, changes, "unterzeichnet")


def _agreements(call: "Call", name: str, art: str) -> "tuple[Found, Sequence[Eintrag]]":
    from dkbm.changes import sealing
    from dkbm.cli.entry import kommune, subject

    if call.geplant is not None or call.ersetzt:
        raise DkbmError(f"--geplant und --ersetzt gehören nicht zu: {sealing.ARTEN[art]}.")
    reading = kommune(call, name, art, [])
    return reading, sealing.agreements(reading.dataset.documents[subject(reading).place.file])


def _answered(call: "Call", rules: "Sequence[Regel]", entries: "Sequence[Eintrag]") -> "tuple[dict[str, Any], Eintrag]":
    from dkbm.cli.entry import answers

    made = answers(rules, call.given, call.dialog)
    return made, next(each for each in entries if each.value["id"] == made["id"])


def _change(reading: "Found", patches: "Sequence[Any]", what: str) -> "Change":
    from dkbm.cli.entry import Change, subject

    kommune = subject(reading)
    return Change(kommune.place.file, patches, f"{kommune.offizieller_name}: {what}", reading)
