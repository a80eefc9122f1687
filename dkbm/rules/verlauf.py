"""The course of a Kommune: no assertion twice; what is unusual though attested is pointed out."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import aufzaehlung
from dkbm.model.beleg import Beleg, lies_before
from dkbm.model.kommune import Kommune
from dkbm.rules.attested import all_belege, complete_lists, is_dated_step, sound_belege, stufe, zitat
from dkbm.rules.registry import finding, rule

DOPPELT = Code("D202", "doppelte-aussage", Severity.FEHLER, "prozess")
UEBERSPRUNGEN = Code("D203", "modul-uebersprungen", Severity.HINWEIS, "prozess")
QUEREINSTIEG = Code("D204", "quereinstieg", Severity.HINWEIS, "prozess")
UNTERBRECHUNG = Code("D205", "unterbrechung", Severity.HINWEIS, "prozess")
RUECKSCHRITT = Code("D206", "rueckschritt", Severity.HINWEIS, "prozess")
NACH_QUELLE = Code("D207", "nach-der-quelle", Severity.HINWEIS, "prozess")

BELASSEN = "Nichts zu tun, wenn die Quellen es so sagen."


@rule(DOPPELT)
def check_twice(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """The same kind, module, phase and date stand once; several sources confirm one event. Steps: D208."""
    for kommune, belege in all_belege(dataset):
        seen: dict[tuple[object, ...], Place] = {}
        for beleg in sorted(belege, key=lambda found: _entry(found.place)):
            first = seen.setdefault(_assertion(kommune, beleg), beleg.place)
            if first != beleg.place and not is_dated_step(beleg):
                message = f"Dieselbe Aussage steht schon einmal im Verlauf: {beleg.name}{_about(beleg)}."
                help_text = "Einen Eintrag behalten und alle Quellen dort nennen: quelle: [Q01, Q02]."
                yield finding(DOPPELT, beleg.place, message, help_text, (Related(first, "zuerst hier"),))


def _entry(place: Place) -> tuple[str, int]:
    """The order of entry within a file."""
    return str(place.route[0]), int(place.route[1])


def _assertion(kommune: Kommune, beleg: Beleg) -> tuple[object, ...]:
    """What makes an assertion the same as another: its source only where that is all that dates it."""
    when = (beleg.wann.lo, beleg.wann.hi, beleg.wann.spanne, beleg.geplant)
    source = beleg.quelle if beleg.datierung.nur_bis or beleg.wann.lo == date.min else None
    return (beleg.ereignis, beleg.modul, beleg.phase, when, source, *_particulars(kommune, beleg))


def _particulars(kommune: Kommune, beleg: Beleg) -> tuple[str | None, ...]:
    """What tells two events apart that move nothing: which gremium, programme, Verein, and what it was about."""
    if beleg.bedeutet and not beleg.geplant:
        return ()
    event = next((entry for entry in kommune.verlauf if entry.place == beleg.place), None)
    if event is None:
        return ()
    return event.inhalt, event.gremium, event.programm, event.verein, event.stufe, event.person


def _about(beleg: Beleg) -> str:
    modul = f", {stufe(beleg)}" if beleg.modul is not None else ""
    return f"{modul}, {beleg.datum.text}" if beleg.datum is not None else modul


@rule(UEBERSPRUNGEN)
def check_skipped(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out a module no source attests although one below and one above are attested."""
    for _, belege in sound_belege(dataset):
        first = _first_by_modul(belege)
        missing = [modul for modul in range(min(first, default=0), max(first, default=0)) if modul not in first]
        if missing:
            above = first[min(modul for modul in first if modul > missing[0])]
            below = first[max(modul for modul in first if modul < missing[0])]
            message = f"{_modules(missing)} belegt keine Quelle, wohl aber Modul {below.modul} und {above.modul}."
            related = (Related(below.place, f"{stufe(below)} ({zitat(below)})"),)
            help_text = f"{BELASSEN} Ein Beleg für {_modules(missing)} gehört unter verlauf."
            yield finding(UEBERSPRUNGEN, above.place, message, help_text, related)


def _first_by_modul(belege: tuple[Beleg, ...]) -> dict[int, Beleg]:
    """The earliest evidence of each module; what is planned or left out attests none."""
    first: dict[int, Beleg] = {}
    for beleg in belege:
        if beleg.modul is not None and not beleg.geplant and beleg.bedeutet not in ("nicht_genannt", "ausstieg"):
            first.setdefault(beleg.modul, beleg)
    return first


def _modules(numbers: list[int]) -> str:
    return f"Modul {aufzaehlung(map(str, numbers))}"


@rule(QUEREINSTIEG)
def check_direct_entry(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out who is first attested above Modul 1 and had no Zielvereinbarung when a source listed all of them."""
    lists = [absent for _, name, absent in complete_lists(dataset) if name == "vereinbarungen"]
    for kommune, belege in sound_belege(dataset):
        first = _first_by_modul(belege)
        modul = min(first, default=1)
        if modul == 1:
            continue
        entry = first[modul]
        inside = [beleg for beleg in belege if beleg.modul == modul]
        known = [absent for absent in lists if any(lies_before(absent, beleg, dataset.quellen) for beleg in inside)]
        signed = (beleg for beleg in belege if beleg.place != entry.place and _is_zielvereinbarung(kommune, beleg))
        if all(any(lies_before(absent, beleg, dataset.quellen) for absent in known) for beleg in signed):
            yield _direct_entry(entry, modul, known)


def _is_zielvereinbarung(kommune: Kommune, beleg: Beleg) -> bool:
    if beleg.ereignis == "zielvereinbarung":
        return True
    return any(event.place == beleg.place and event.grundlage == "zielvereinbarung" for event in kommune.verlauf)


def _direct_entry(entry: Beleg, modul: int, known: list[Beleg]) -> Diagnostic:
    before = _modules(list(range(1, modul)))
    listed = f", und {known[-1].quelle} führt sie noch ohne Zielvereinbarung" if known else ""
    message = f"Die Kommune ist zuerst in Modul {modul} belegt; {before} belegt keine Quelle{listed}."
    related = tuple(Related(absent.place, "nennt alle aktiven Zielvereinbarungen") for absent in known[-1:])
    return finding(QUEREINSTIEG, entry.place, message, f"{BELASSEN} Ältere Belege gehören unter verlauf.", related)


@rule(UNTERBRECHUNG)
def check_interruption(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out who pauses, leaves or is left out, and is attested again after that."""
    for _, belege in sound_belege(dataset):
        for away in (beleg for beleg in belege if beleg.bedeutet in ("pause", "ausstieg") or beleg.leaves_out):
            back = next((beleg for beleg in belege if _is_back(beleg, away, dataset)), None)
            if back is not None:
                message = f"Nach »{away.name}« ({zitat(away)}) ist die Kommune wieder belegt ({zitat(back)})."
                related = (Related(back.place, f"wieder belegt für {stufe(back)}"),)
                yield finding(UNTERBRECHUNG, away.place, message, BELASSEN, related)


def _is_back(beleg: Beleg, away: Beleg, dataset: Dataset) -> bool:
    return beleg.attests_presence and beleg.bedeutet != "pause" and lies_before(away, beleg, dataset.quellen)


@rule(RUECKSCHRITT)
def check_step_back(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out who is attested in a lower module or phase after a higher one."""
    for _, belege in sound_belege(dataset):
        inside = [beleg for beleg in belege if beleg.attests_presence and beleg.modul is not None]
        pairs = ((older, younger) for younger in inside for older in inside if _falls(older, younger))
        found = next((pair for pair in pairs if lies_before(*pair, dataset.quellen)), None)
        if found is not None:
            older, younger = found
            message = f"Nach {stufe(older)} ({zitat(older)}) folgt {stufe(younger)} ({zitat(younger)})."
            related = (Related(older.place, f"vorher {stufe(older)}"),)
            yield finding(RUECKSCHRITT, younger.place, message, f"{BELASSEN} Sonst Modul und Datum prüfen.", related)


def _falls(older: Beleg, younger: Beleg) -> bool:
    if older.modul != younger.modul:
        return (older.modul or 0) > (younger.modul or 0)
    return younger.phase is not None and (older.phase or 0) > younger.phase


@rule(NACH_QUELLE)
def check_after_source(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Point out what a source reports as done although its own date lies before it."""
    for _, belege in sound_belege(dataset):
        for beleg in belege:
            sources = [dataset.quellen[key] for key in beleg.quellen if key in dataset.quellen]
            ends = [quelle.stand.hi if quelle.stand is not None else date.max for quelle in sources]
            if beleg.datum is not None and not beleg.geplant and ends and beleg.datum.lo > max(ends):
                message = f"{beleg.datum.text} liegt nach dem Stand der Quelle {zitat(beleg)}, die es berichtet."
                help_text = f"{BELASSEN} War es erst angekündigt: geplant: true eintragen."
                related = tuple(Related(quelle.place, f"Stand {_stand(quelle.stand)}") for quelle in sources)
                yield finding(NACH_QUELLE, beleg.place, message, help_text, related)


def _stand(stand: object) -> str:
    return str(getattr(stand, "text", "unbekannt"))
