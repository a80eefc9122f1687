"""All that is known of a Kommune in the order of time: process, agreements, offices, meetings, examples (M 27)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.model.kommune import Angabe, Kommune
from dkbm.model.quelle import Quelle
from dkbm.model.zeit import Datierung, datierungen, has_happened
from dkbm.queries.status import Eintrag, status
from dkbm.queries.timeline_files import Fund, funde


class Station(NamedTuple):
    """One entry of the time line.

    `art` is one of `ereignis vereinbarung plan leitung amt netzwerkamt vorgaenger treffen beispiel`; an event or
    agreement is the `eintrag`, a plan the beginning that an agreement plans. Of all others `worte` says what it is,
    from the general to the particular. `datum` is the date as entered, None without one; `datierung` are the days
    covered, lent by the source where there is no date; `geschaetzt` says that the source lends an estimate.
    `abweichend` is what other sources say of the same date.
    """

    art: str
    datum: Datum | None
    datierung: Datierung
    quellen: tuple[str, ...]
    place: Place
    worte: tuple[str, ...] = ()
    eintrag: Eintrag | None = None
    geplant: bool = False
    geschaetzt: bool = False
    abweichend: tuple[Angabe, ...] = ()
    anmerkungen: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether it has a place in time at all."""
        return bool(self.datierung.wann.text)


class Zeitleiste(NamedTuple):
    """The time line as a Stichtag cuts it.

    `bisher` has happened by then or was planned for then; of what is `ungewiss` nobody knows whether it had;
    `danach` is what certainly comes later, `ohne_datum` what no source places in time.
    """

    kommune: Kommune
    stichtag: date
    bisher: tuple[Station, ...]
    ungewiss: tuple[Station, ...]
    danach: tuple[Station, ...]
    ohne_datum: tuple[Station, ...]


def timeline(dataset: Dataset, kommune: Kommune, stichtag: date) -> Zeitleiste:
    """Return the time line of a Kommune. What `dataset` lacks or could not read is missing in it."""
    found: dict[str, list[Station]] = {"bis": [], "ungewiss": [], "danach": [], "unbekannt": []}
    for each in sorted(_stations(dataset, kommune, stichtag), key=_order):
        found[relation(each, stichtag)].append(each)
    return Zeitleiste(kommune, stichtag, *map(tuple, found.values()))


def relation(station: Station, stichtag: date) -> str:
    """Say whether it has happened by the Stichtag: `bis`, `ungewiss`, `danach`, or `unbekannt` without any time.

    A plan counts by when it was planned for.
    """
    wann = station.datierung.wann
    if not station.is_dated:
        return "unbekannt"
    if wann.lo > stichtag:
        return "danach"
    return "bis" if station.geplant or has_happened(wann, stichtag) else "ungewiss"


def placed(station: Station) -> date:
    """The day it is placed at: its first one, and its last one where only the end is known."""
    wann = station.datierung.wann
    return wann.hi if wann.lo == date.min else wann.lo


def _order(station: Station) -> tuple[object, ...]:
    """The order of time; what only ends on a day comes after what is known of it; no tie is left to the file."""
    wann = station.datierung.wann
    beleg = station.eintrag.beleg if station.eintrag else None
    stage = (beleg.modul or 0, beleg.phase or 0) if beleg else (0, 0)
    return (placed(station), wann.lo == date.min, wann.hi, station.art, *stage, station.worte, str(station.place))


def _stations(dataset: Dataset, kommune: Kommune, stichtag: date) -> Iterator[Station]:
    estimated = {key for key, quelle in dataset.quellen.items() if quelle.stand_art == "geschaetzt"}
    found = [
        *(each for eintrag in status(dataset, kommune, stichtag).verlauf for each in _of_verlauf(eintrag, dataset)),
        *_of_kommune(dataset, kommune),
        *(_of_fund(each, dataset) for each in funde(dataset, kommune)),
    ]
    for each in found:
        lent = each.datierung.aus_quelle and each.datierung.quelle in estimated
        yield each._replace(geschaetzt=lent)


def _of_verlauf(eintrag: Eintrag, dataset: Dataset) -> Iterator[Station]:
    beleg, agreement, event = eintrag.beleg, eintrag.vereinbarung, eintrag.ereignis
    part = event or agreement
    yield Station(
        art="vereinbarung" if agreement else "ereignis",
        datum=beleg.datum,
        datierung=beleg.datierung,
        quellen=part.quellen if part else beleg.quellen,
        place=beleg.place,
        eintrag=eintrag,
        geplant=beleg.geplant,
        abweichend=part.abweichend if part else (),
        anmerkungen=tuple(filter(None, (part.bemerkung,))) if part else (),
    )
    if agreement is not None and agreement.beginn_geplant is not None:
        place = Place(agreement.place.file, (*agreement.place.route, "beginn_geplant"))
        when = _when(agreement.beginn_geplant, agreement.quellen, dataset.quellen)
        yield Station("plan", agreement.beginn_geplant, when, agreement.quellen, place, eintrag=eintrag, geplant=True)


def _when(datum: Datum | None, quellen: tuple[str, ...], known: Mapping[str, Quelle]) -> Datierung:
    """The days of something that its source tells as it was when the source was written."""
    return datierungen(datum, quellen, True, known)[0]


def _of_kommune(dataset: Dataset, kommune: Kommune) -> Iterator[Station]:
    file = kommune.place.file
    for index, head in enumerate(kommune.leitung):
        person = dataset.personen.get(head.person or "")
        yield Station(
            "leitung",
            head.datum,
            _when(head.datum, head.quellen, dataset.quellen),
            head.quellen,
            Place(file, ("leitung", index)),
            (head.amt, *((person.name if person else head.person,) if head.person else ())),
            anmerkungen=tuple(filter(None, (head.bemerkung,))),
        )
    for index, before in enumerate(kommune.vorgaenger):
        place = Place(file, ("vorgaenger", index))
        when = _when(before.bis, before.quellen, dataset.quellen)
        remarks = tuple(filter(None, (before.bemerkung,)))
        yield Station(
            "vorgaenger", before.bis, when, before.quellen, place, (before.name, before.schluessel), anmerkungen=remarks
        )


def _of_fund(fund: Fund, dataset: Dataset) -> Station:
    when = _when(fund.datum, fund.quellen, dataset.quellen)
    return Station(
        art=fund.art,
        datum=fund.datum,
        datierung=when,
        quellen=fund.quellen,
        place=fund.place,
        worte=fund.worte,
        geplant=fund.geplant,
        abweichend=fund.abweichend,
        anmerkungen=fund.anmerkungen,
    )
