"""Everything that the THEMENfinder finds, whatever file it stands in: examples, papers, material, articles, series."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.german import datum_in_worten, sort_key
from dkbm.model.beispiel import ARTEN, TEILE, Beispiel, Eckpunkt
from dkbm.model.format import Ausgabe, Reihe
from dkbm.model.kommune import Kommune
from dkbm.model.netzwerk import Satzangabe, Veroeffentlichung
from dkbm.queries.beispielkontakt import auskunft
from dkbm.queries.suche import Feld

_TITEL, _SCHLAGWORT, _ORT, _ECKPUNKT, _TEXT, _LEITGEDANKE = 5.0, 3.0, 3.0, 2.0, 1.0, 0.1


class Werk(NamedTuple):
    """One thing that can be found; `art` is a key of ARTEN, `id` what to call it by.

    `inhalt` are its sentences. `beispiel` is set for an example, which has more to show. `beschlossen_von` are the
    groups that adopted it, as far as a source says so. `reihenart` says of a series what it is (`newsletter`).
    """

    art: str
    id: str
    titel: str
    quellen: tuple[str, ...]
    place: Place
    inhalt: tuple[str, ...] = ()
    kommune: str | None = None
    eckpunkte: tuple[int, ...] = ()
    schlagworte: tuple[str, ...] = ()
    datum: Datum | None = None
    herausgeber: str | None = None
    gruppen: tuple[str, ...] = ()
    fassung: str | None = None
    beschlossen_von: tuple[str, ...] = ()
    web: str | None = None
    bemerkung: str | None = None
    zweifel: str | None = None
    titel_erschlossen: bool = False
    beispiel: Beispiel | None = None
    reihenart: str | None = None

    @property
    def bezeichnung(self) -> str:
        """What it is in one word: `Praxisbeispiel`, `Newsletter`."""
        return self.reihenart.capitalize() if self.reihenart else ARTEN[self.art][0]


def werke(dataset: Dataset) -> tuple[Werk, ...]:
    """Return all there is, kind by kind: examples by Eckpunkt, the rest by date, then by title."""
    return tuple(sorted(_alle(dataset), key=_folge))


def _alle(dataset: Dataset) -> Iterator[Werk]:
    yield from map(_beispiel, dataset.beispiele.values())
    if dataset.netzwerk is not None:
        yield from map(_schrift, dataset.netzwerk.veroeffentlichungen)
    yield from map(_schrift, dataset.material)
    if dataset.angebot is not None:
        yield from map(_reihe, dataset.angebot.reihen)


def _folge(werk: Werk) -> tuple[object, ...]:
    numbers = werk.eckpunkte if werk.art == "beispiel" else ()
    when = werk.datum.hi if werk.datum is not None and werk.beispiel is None else date.min
    return list(ARTEN).index(werk.art), numbers, when, sort_key(werk.titel), werk.id


def _beispiel(each: Beispiel) -> Werk:
    return Werk(
        "beispiel",
        each.id,
        each.titel,
        each.quellen,
        each.place,
        inhalt=tuple(_satz(satz) for satz in _saetze(each)),
        kommune=each.kommune,
        eckpunkte=(each.eckpunkt,),
        schlagworte=each.schlagworte,
        datum=each.stand,
        web=each.web,
        bemerkung=each.bemerkung,
        zweifel=each.zweifel,
        titel_erschlossen=each.titel_erschlossen,
        beispiel=each,
    )


def _saetze(beispiel: Beispiel) -> Iterator[Satzangabe]:
    for teil in TEILE:
        yield from getattr(beispiel, teil)


def _satz(satz: Satzangabe) -> str:
    aside = (satz.bemerkung or "").rstrip(".")
    return f"{satz.text} ({aside})" if aside else satz.text


def _schrift(each: Veroeffentlichung) -> Werk:
    return Werk(**{name: value for name, value in each._asdict().items() if name in Werk._fields})


def _reihe(each: Reihe) -> Werk:
    return Werk(
        "reihe",
        each.id,
        each.name,
        each.quellen,
        each.place,
        inhalt=(*((each.inhalt,) if each.inhalt else ()), *map(_ausgabe, each.ausgaben)),
        web=each.web,
        bemerkung=each.bemerkung,
        reihenart=each.art,
    )


def _ausgabe(ausgabe: Ausgabe) -> str:
    """An issue with its sources: `Ausgabe März 2020, Jubiläumsausgabe · Q09, Q10`."""
    told = ", ".join(filter(None, (f"Ausgabe {datum_in_worten(ausgabe.datum.text)}", ausgabe.bemerkung)))
    return f"{told} · {', '.join(ausgabe.quellen)}" if ausgabe.quellen else told


def ort(werk: Werk, dataset: Dataset) -> Kommune | None:
    """Return the Kommune (or partner) it comes from, None for what comes from none or from one that is not there."""
    ident = werk.kommune or ""
    return dataset.kommunen.get(ident) or dataset.partner.get(ident)


def schlagwort_namen(werk: Werk, dataset: Dataset) -> tuple[str, ...]:
    """Return the names of its keywords."""
    return tuple(dataset.themen.get(key, key) for key in werk.schlagworte)


def eckpunkt_namen(werk: Werk, dataset: Dataset) -> tuple[str, ...]:
    """Return its Eckpunkte in words: `Eckpunkt 5: Transparenz erzeugen`."""
    known = {each.nummer: each.name for each in (dataset.eckpunkte.eckpunkte if dataset.eckpunkte else ())}
    return tuple(f"Eckpunkt {each}: {known[each]}" if each in known else f"Eckpunkt {each}" for each in werk.eckpunkte)


def eckpunkte_von(werk: Werk, dataset: Dataset) -> tuple[Eckpunkt, ...]:
    """Return the Eckpunkte it stands for, those that the dataset knows."""
    known = dataset.eckpunkte.eckpunkte if dataset.eckpunkte else ()
    return tuple(each for each in known if each.nummer in werk.eckpunkte)


def aus_leitgedanken(stelle: str, werk: Werk, dataset: Dataset) -> bool:
    """Say whether an excerpt is of a Leitgedanke of its Eckpunkte, not of what it says itself."""
    part = stelle.strip("… ")
    return any(part in text for each in eckpunkte_von(werk, dataset) for text in each.leitgedanken)


def ist_spaeter(werk: Werk, stichtag: date) -> bool:
    """Say whether it certainly appeared after a day; what has no date may always have been there."""
    return werk.datum is not None and werk.datum.lo > stichtag


def themenfelder(werk: Werk, dataset: Dataset) -> list[Feld]:
    """Return what says of which theme it is: title, keywords, Eckpunkte."""
    return [
        Feld(werk.titel, _TITEL),
        *(Feld(name, _SCHLAGWORT) for name in schlagwort_namen(werk, dataset)),
        *(Feld(name, _ECKPUNKT) for name in eckpunkt_namen(werk, dataset)),
    ]


def suchfelder(werk: Werk, dataset: Dataset, stichtag: date) -> list[Feld]:
    """Return all in it that a search looks at, with its weight: what its screen shows on a day."""
    kommune = ort(werk, dataset)
    gedanken = (text for each in eckpunkte_von(werk, dataset) for text in each.leitgedanken)
    return [
        *themenfelder(werk, dataset),
        *([Feld(kommune.offizieller_name, _ORT)] if kommune else []),
        *(Feld(text, _TEXT) for text in _texte(werk, dataset, stichtag) if text),
        *(Feld(text, _LEITGEDANKE) for text in gedanken),
    ]


def _texte(werk: Werk, dataset: Dataset, stichtag: date) -> Iterator[str | None]:
    """Its sentences, of an example with their time and whom to ask; when it appeared, and who publishes it."""
    if werk.beispiel is None:
        yield from werk.inhalt
    else:
        yield from map(_mit_zeit, _saetze(werk.beispiel))
        yield _ansprechperson(werk.beispiel, dataset, stichtag)
    yield from (werk.bemerkung, werk.zweifel, werk.herausgeber, werk.fassung)
    yield datum_in_worten(werk.datum.text) if werk.datum else None


def _mit_zeit(satz: Satzangabe) -> str:
    when = " bis ".join(datum_in_worten(each.text) for each in (satz.datum, satz.bis) if each is not None)
    return f"{when}: {_satz(satz)}" if when else _satz(satz)


def _ansprechperson(beispiel: Beispiel, dataset: Dataset, stichtag: date) -> str | None:
    found = auskunft(dataset, beispiel, stichtag)
    if found is None or found.person is None:
        return None
    return ", ".join(filter(None, (found.person.name, found.amt.bezeichnung if found.amt else "")))
