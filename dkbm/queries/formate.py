"""The formats of the agency on a day: what is attested of each, who may attend, and where it was used or planned."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Place
from dkbm.german import sort_key
from dkbm.model.beleg import Beleg, belege
from dkbm.model.format import Ausgabe, Format, Formatart, Portfolio, Reihe, Teilnahme, Veranstaltung
from dkbm.model.kommune import Kommune
from dkbm.model.netzwerk import Veroeffentlichung
from dkbm.model.zeit import has_happened, is_known
from dkbm.queries.benennung import Benannt, resolve_named
from dkbm.queries.names import in_order

FORMATE = "data/formate.yaml"
_LEER = Portfolio((), ())


class Nutzung(NamedTuple):
    """A Kommune for which an event of this name is attested by a day."""

    kommune: Kommune
    beleg: Beleg


class Planung(NamedTuple):
    """A line of the Umsetzungsplan of a Kommune that names the format, in an agreement of this id."""

    kommune: Kommune
    vereinbarung: str
    teilziel: str
    zeitplan: Datum | None
    quellen: tuple[str, ...]
    place: Place


class Formatbild(NamedTuple):
    """All that is known of a format on a day; `teilnahme` is None where no source says who may attend.

    `bekannt` is false where every source of it is younger than that day. `ausgaben` are issues of a series that have
    no title of their own, `schriften` those that have one.
    """

    format: Format
    art: Formatart
    bekannt: bool
    teilnahme: Teilnahme | None
    veranstaltungen: tuple[Veranstaltung, ...]
    reihe: Reihe | None
    ausgaben: tuple[Ausgabe, ...]
    schriften: tuple[Veroeffentlichung, ...]
    nutzungen: tuple[Nutzung, ...]
    planungen: tuple[Planung, ...]

    @property
    def wer(self) -> str | None:
        """Who may attend, as a word of `TEILNAHME`, None where no source says it."""
        return self.teilnahme.wer if self.teilnahme is not None else None


class Uebersicht(NamedTuple):
    """The answer of `dkbm formate`: the formats asked for, in the order of the file, and the events until that day.

    `spaeter` are formats that only younger sources know, `offen` is what no source says. Where only those for
    somebody are asked for, `ungesagt` are the ones of which no source says for whom they are.
    """

    stichtag: date
    arten: tuple[Formatart, ...]
    formate: tuple[Formatbild, ...]
    spaeter: tuple[Format, ...]
    veranstaltungen: tuple[Veranstaltung, ...]
    offen: tuple[str, ...]
    ungesagt: tuple[Format, ...] = ()


class Auswahl(NamedTuple):
    """Which formats are asked for: those of a module (and beside every module), those with this answer to `wer`."""

    modul: int | None = None
    wer: str | None = None

    def takes(self, bild: Formatbild) -> bool:
        """Say whether a format is asked for; what runs beside the modules belongs to each of them."""
        beside = not bild.format.module and bild.wer == "vereinbarung"
        of_modul = self.modul is None or self.modul in bild.format.module or beside
        return of_modul and self.wer in (None, bild.wer)


def formate(dataset: Dataset, stichtag: date, auswahl: Auswahl = Auswahl()) -> Uebersicht:  # noqa: B008 -- immutable
    """Return the formats of `auswahl` as they are known on a day. A dataset without them has none."""
    portfolio = dataset.formate or _LEER
    everything = list(_bilder(dataset, portfolio, stichtag))
    alle = [each for each in everything if auswahl.takes(each)]
    shown = tuple(each for each in alle if each.bekannt)
    kinds = {each.format.art for each in shown}
    events = veranstaltungen(dataset, stichtag)
    if auswahl != Auswahl():
        wanted = {each.format.id for each in shown}
        events = tuple(each for each in events if wanted.intersection(each.formate))
    return Uebersicht(
        stichtag,
        tuple(each for each in portfolio.arten if each.id in kinds),
        shown,
        tuple(each.format for each in alle if not each.bekannt),
        events,
        portfolio.offen,
        tuple(each.format for each in everything if _is_unsaid(each, auswahl)),
    )


def _by_then(ids: tuple[str, ...], dataset: Dataset, stichtag: date) -> tuple[str, ...]:
    """Those of the sources that were written by that day; all of them where none was: then it is not known yet."""
    return tuple(each for each in ids if is_known(None, (each,), dataset.quellen, stichtag)) or ids


def _is_unsaid(bild: Formatbild, auswahl: Auswahl) -> bool:
    asked = auswahl.wer is not None and bild.bekannt and auswahl._replace(wer=None).takes(bild)
    return asked and bild.wer is None and not bild.art.eigene_einteilung


def eines(dataset: Dataset, name: str, stichtag: date) -> Uebersicht:
    """Return the one format that `name` means, by its id, its name or the beginning of a word of it.

    Raises NameUnresolvedError (exit status 4) where none does, or several do.
    """
    portfolio = dataset.formate or _LEER
    found = _resolve(name, portfolio.formate)
    (bild,) = _bilder(dataset, portfolio._replace(formate=(found,)), stichtag)
    return Uebersicht(stichtag, (bild.art,), (bild,), (), bild.veranstaltungen, ())


def veranstaltungen(dataset: Dataset, stichtag: date) -> tuple[Veranstaltung, ...]:
    """Return the events of the agency that had happened by a day, in the order of time."""
    found = dataset.angebot.veranstaltungen if dataset.angebot is not None else ()
    held = [(each.datum, each) for each in found if each.datum is not None and has_happened(each.datum, stichtag)]
    return tuple(each for datum, each in sorted(held, key=lambda pair: (pair[0].lo, pair[0].hi, pair[1].name)))


def _bilder(dataset: Dataset, portfolio: Portfolio, stichtag: date) -> Iterator[Formatbild]:
    arten = {each.id: each for each in portfolio.arten}
    events = veranstaltungen(dataset, stichtag)
    reihen = {each.id: each for each in (dataset.angebot.reihen if dataset.angebot is not None else ())}
    used = _nutzungen(dataset, stichtag, {each.id for each in portfolio.formate})
    for each in portfolio.formate:
        art = arten.get(each.art) or Formatart(each.art, each.art, each.place, ())
        reihe = reihen.get(each.id)
        yield Formatbild(
            format=each._replace(quellen=_by_then(each.quellen, dataset, stichtag)),
            art=art,
            bekannt=is_known(None, each.quellen, dataset.quellen, stichtag),
            teilnahme=each.teilnahme or art.teilnahme,
            veranstaltungen=tuple(event for event in events if each.id in event.formate),
            reihe=reihe,
            ausgaben=tuple(issue for issue in (reihe.ausgaben if reihe else ()) if has_happened(issue.datum, stichtag)),
            schriften=_schriften(dataset, each.id, stichtag),
            nutzungen=used.get(each.id, ()),
            planungen=tuple(_planungen(dataset, stichtag, each.id)),
        )


def _schriften(dataset: Dataset, ident: str, stichtag: date) -> tuple[Veroeffentlichung, ...]:
    """The papers that appeared in a series by a day, in the order of time; one without a date is last."""
    everything = (*(dataset.netzwerk.veroeffentlichungen if dataset.netzwerk else ()), *dataset.material)
    found = [each for each in everything if each.reihe == ident]
    known = [each for each in found if each.datum is None or has_happened(each.datum, stichtag)]
    return tuple(sorted(known, key=lambda each: (each.datum.hi if each.datum else date.max, sort_key(each.titel))))


def _nutzungen(dataset: Dataset, stichtag: date, wanted: set[str]) -> dict[str, tuple[Nutzung, ...]]:
    """By format the Kommunen with an event of its name, each once with the latest of them."""
    found: dict[str, dict[str, Nutzung]] = {}
    for kommune in in_order(dataset.kommunen_und_partner):
        if wanted.isdisjoint(each.ereignis for each in kommune.verlauf):
            continue
        for beleg in belege(kommune, dataset.prozess, dataset.quellen):
            if beleg.ereignis in wanted and not beleg.geplant and has_happened(beleg.wann, stichtag):
                found.setdefault(beleg.ereignis, {})[kommune.id] = Nutzung(kommune, beleg)
    return {ident: tuple(uses.values()) for ident, uses in found.items()}


def _planungen(dataset: Dataset, stichtag: date, ident: str) -> Iterator[Planung]:
    """The lines of plans that name a format, of agreements that are not certainly younger than that day."""
    for kommune in in_order(dataset.kommunen_und_partner):
        for eine in kommune.vereinbarungen:
            if eine.unterzeichnet is not None and eine.unterzeichnet.lo > stichtag:
                continue
            for line in eine.umsetzungsplan:
                if ident in line.formate:
                    yield Planung(kommune, eine.id, line.teilziel, line.zeitplan, eine.quellen, line.place)


def _resolve(name: str, formate: Iterable[Format]) -> Format:
    entries = [Benannt(each, each.id, each.id, each.name, (each.id, each.name)) for each in formate]
    everything = "Alle nennt: dkbm formate" if entries else f"In {FORMATE} steht keines."
    return resolve_named(name, entries, "dkbm formate", ("Kein Format heißt", everything))
