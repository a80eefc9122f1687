"""What the entries of a Kommune name must exist in the process: an unknown kind of event would silently say nothing."""

from collections.abc import Iterator, Mapping

from dkbm.diagnostic import Diagnostic, Place, Severity
from dkbm.model.kommune import Ereignis, Kommune, Vereinbarung
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle


def undeclared(kommune: Kommune, prozess: Prozess, quellen: Mapping[str, Quelle]) -> Diagnostic | None:
    """Return the first fault of an entry whose kind, module, phase or source the dataset does not declare."""
    phasen = {modul.nummer: [phase.nummer for phase in modul.phasen] for modul in prozess.module}
    parts: list[Vereinbarung | Ereignis] = [*kommune.vereinbarungen, *kommune.verlauf]
    for part in parts:
        for code, key, message in (*_faults(part, prozess, phasen), *_sources(part, quellen)):
            return Diagnostic(code, Severity.FEHLER, message, Place(part.place.file, (*part.place.route, key)))
    return None


def _faults(
    part: Ereignis | Vereinbarung, prozess: Prozess, phasen: dict[int, list[int]]
) -> Iterator[tuple[str, str, str]]:
    """Code, key and message of each fault, as the rules of `validate` know them."""
    if isinstance(part, Ereignis) and part.ereignis not in prozess.ereignisse:
        yield "D201", "ereignis", f"Die Ereignisart »{part.ereignis}« gibt es nicht."
    if part.modul is None:
        return
    if part.modul not in phasen:
        yield "D312", "modul", f"Modul {part.modul} gibt es nicht."
    elif part.phase is not None and part.phase not in phasen[part.modul]:
        yield "D312", "phase", f"Eine Phase {part.phase} gibt es in Modul {part.modul} nicht."


def _sources(part: Ereignis | Vereinbarung, quellen: Mapping[str, Quelle]) -> Iterator[tuple[str, str, str]]:
    """An entry without a source, or with one nobody knows, has no time and would drop out of the answer unsaid."""
    if not part.quellen:
        yield "D102", "quelle", "Die Angabe »quelle« fehlt."
    for ident in part.quellen:
        if ident not in quellen:
            yield "D310", "quelle", f"Die Quelle »{ident}« gibt es nicht."
