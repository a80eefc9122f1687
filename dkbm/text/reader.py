"""Reading a file: guard, then libyaml's events with limits, then own scalars. Faults in the data are never raised."""

from typing import Any, NamedTuple

from dkbm.diagnostic import Diagnostic
from dkbm.text.builder import EMPTY, Built, build
from dkbm.text.codes import CALENDAR, CODES, MAX_FAULTS, Fault
from dkbm.text.discretion import discreet
from dkbm.text.document import Document
from dkbm.text.events import is_wellformed
from dkbm.text.guard import guard

_MANY_BRACKETS = 1_000
"""libyaml takes quadratic time for nested brackets; beyond this `probe` lets the bounded reader decide."""
_TWICE = "D019"


class Reading(NamedTuple):
    """A file as far as it was read: its Document if nothing is wrong, its findings, and otherwise a `healed` Document.

    That one is only for looking on: its faulty values stand there as text, of a key given twice the first counts.
    """

    document: Document | None
    findings: tuple[Diagnostic, ...]
    healed: Document | None = None


def read(path: str, raw: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return the Document in `raw` and the findings of its text.

    There is no Document if any finding is a Fehler. All findings of a file come in one run, in order of their places;
    the code of each is in CODES, or D113 for an impossible day in a file that has other errors.
    """
    document, text, faults = _read(path, raw)
    sound = not any(fault.grave for fault in faults)
    return document if sound else None, _findings(path, text, faults)


def read_on(path: str, raw: bytes) -> Reading:
    """Return the same, and where only single values are faulty a Document to check the rest of the file by.

    An impossible day is then left to the schema.
    """
    document, text, faults = _read(path, raw)
    if not any(fault.grave for fault in faults):
        return Reading(document, _findings(path, text, faults))
    found = tuple(fault for fault in faults if fault.code != CALENDAR)
    if len(found) <= MAX_FAULTS and all(_is_single(fault) for fault in found if fault.grave):
        return Reading(None, _findings(path, text, found), document)
    return Reading(None, _findings(path, text, faults))


def probe(path: str, raw: bytes) -> tuple[Diagnostic, ...]:
    """Return the findings of a file that cannot be read at all; a cheap look that builds no values.

    Faults that only a full reading sees (a key twice, a trap among the scalars) are not looked for, unless the file
    has another fault; then the findings are those of `read`.
    """
    guarded = guard(raw)
    text = guarded.text
    if not guarded.faults and text.count("[") + text.count("{") < _MANY_BRACKETS and is_wellformed(text):
        return ()
    return read(path, raw)[1]


def _read(path: str, raw: bytes) -> tuple[Document, str, tuple[Fault, ...]]:
    guarded = guard(raw)
    value, faults = _build(guarded.versions)
    return Document(path, guarded.text, value), guarded.text, guarded.faults + faults


def _findings(path: str, text: str, faults: tuple[Fault, ...]) -> tuple[Diagnostic, ...]:
    return tuple(discreet(path, text, fault).diagnostic(path) for fault in _shown(faults)) if faults else ()


def _is_single(fault: Fault) -> bool:
    """Whether a fault concerns one value alone, so that everything around it can be judged."""
    return fault.code == _TWICE or (fault.code in CODES and CODES[fault.code].gruppe == "werte")


def _build(versions: tuple[str, ...]) -> tuple[Any, tuple[Fault, ...]]:
    """The value of a text and its faults; of a healed text only those faults that do not come from the healing."""
    if not versions:
        return None, ()
    built = build(versions[0])
    if len(versions) == 1:
        return built.value, _faults(built, built.broken, healed=False)
    return None, _healed(built, versions[1])


def _healed(gentle: Built, strict_text: str) -> tuple[Fault, ...]:
    """The faults of the version that can be read further. A syntax error counts only if it stands in both."""
    if gentle.broken is None:
        return _faults(gentle, None, healed=True)
    strict = build(strict_text)
    if strict.broken is None:
        return _faults(strict, None, healed=True)
    if strict.broken.span == gentle.broken.span:
        return _faults(strict, strict.broken, healed=True)
    return _faults(max(gentle, strict, key=_reach), None, healed=True)


def _reach(built: Built) -> tuple[int, int]:
    return (built.broken.span.line, built.broken.span.column) if built.broken else (0, 0)


def _faults(built: Built, broken: Fault | None, *, healed: bool) -> tuple[Fault, ...]:
    """All faults of one reading; impossible days among them only if the schema will never see the file.

    A healed text may be empty because everything in it had to be healed.
    """
    faults = (*built.faults, broken) if broken else built.faults
    if healed:
        faults = tuple(fault for fault in faults if fault.code != EMPTY)
    unseen = healed or any(fault.grave for fault in faults)
    return faults + built.calendar if unseen else faults


def _shown(faults: tuple[Fault, ...]) -> list[Fault]:
    """The faults in order of place, at most MAX_FAULTS of them, with a word on the rest."""
    shown = sorted(faults, key=lambda fault: (fault.span, fault.code))
    if len(shown) > MAX_FAULTS:
        del shown[MAX_FAULTS:]
        message = f"Diese Datei hat mehr als {MAX_FAULTS} Befunde; gezeigt sind die ersten."
        shown.append(Fault("D024", shown[-1].span, message, "Zuerst diese beheben, dann erneut prüfen."))
    return shown
