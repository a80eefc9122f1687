"""What had to be assumed for an answer, as German sentences."""

from collections.abc import Iterator
from datetime import date

from dkbm.german import aufzaehlung, datum_in_worten, tag
from dkbm.model.beleg import Beleg
from dkbm.model.ordnung import Ergebnis
from dkbm.model.prozess import Prozess


def annahmen(found: Ergebnis, happened: tuple[Beleg, ...], stichtag: date, prozess: Prozess) -> tuple[str, ...]:
    """Return what the answer rests on beside the sources, each sentence once."""
    sentences = [*_counted_early(happened, stichtag), *_order_unknown(found, prozess), *_phase_ended(found, prozess)]
    return tuple(dict.fromkeys(sentences))


def _counted_early(happened: tuple[Beleg, ...], stichtag: date) -> Iterator[str]:
    """A bare year or month counts from its first day, although the day may still be to come."""
    for beleg in happened:
        if beleg.wann.hi > stichtag:
            when = datum_in_worten(beleg.wann.text)
            yield f"»{_what(beleg)}« ist nur mit {when} belegt und zählt hier ab dem {tag(beleg.wann.lo)}."


def _order_unknown(found: Ergebnis, prozess: Prozess) -> Iterator[str]:
    """Two modules or phases attested for times that touch: the higher is taken, as nobody goes backwards unsaid."""
    places = {(beleg.modul, beleg.phase or 0): beleg for beleg in found.offen if beleg.modul is not None}
    exact = sorted(key for key in places if not _says_less(key, places))
    if len(exact) > 1:
        names = aufzaehlung(f"{_place_name(*key, prozess)} ({places[key].quelle})" for key in exact)
        yield f"Für Zeiten, die sich berühren, sind {names} belegt; angenommen ist, was im Prozess später kommt."


def _says_less(key: tuple[int, int], places: dict[tuple[int, int], Beleg]) -> bool:
    return not key[1] and any(other[0] == key[0] and other[1] for other in places)


def _phase_ended(found: Ergebnis, prozess: Prozess) -> Iterator[str]:
    sieger = found.sieger
    if sieger is not None and sieger.bedeutet == "abschluss" and sieger.phase is not None:
        place = _place_name(sieger.modul, sieger.phase, prozess)
        yield f"{place} ist abgeschlossen; dass danach etwas Neues begonnen hat, ist nicht belegt."


def _what(beleg: Beleg) -> str:
    parts = [beleg.name]
    if beleg.modul is not None:
        parts.append(f"Modul {beleg.modul}" + (f" Phase {beleg.phase}" if beleg.phase is not None else ""))
    return ", ".join(parts)


def _place_name(modul: int | None, phase: int | None, prozess: Prozess) -> str:
    if not phase:
        return f"Modul {modul}"
    names = {(m.nummer, p.nummer): p.name for m in prozess.module for p in m.phasen}
    return f"Modul {modul}, {names.get((modul or 0, phase), f'Phase {phase}')}"
