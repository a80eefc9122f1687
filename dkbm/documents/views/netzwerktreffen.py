"""The meetings of the network: one by one, numbers by year, and the time line of the whole."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePosixPath

from dkbm.dataset import Dataset
from dkbm.diagnostic import Place
from dkbm.documents.angaben import Angabe, Inhalt, join
from dkbm.documents.views.fund import Fund
from dkbm.documents.views.treffen import teilnehmende
from dkbm.documents.views.wissen import NICHT_BELEGT, zeit_in_worten
from dkbm.documents.views.zeitlich import quellen_text, zeit
from dkbm.german import datum_in_worten
from dkbm.queries.netzwerk_treffen import VORLAEUFER, Jahr, Jahresangabe, Schritt, jahre, termine
from dkbm.queries.netzwerk_treffen import zeitleiste as schritte

_ERSCHLOSSEN = "*"


def treffen(alle: Iterable[Fund], dataset: Dataset, day: date) -> tuple[Inhalt, ...]:
    """Every single meeting held up to a day, in the order of time, as `alle` (the network and its groups) tell it."""
    found = {each.place: each for fund in alle for each in fund.jeder("treffen")}
    held = (termin.treffen.place for termin in termine(dataset.gruppen.values(), dataset.netzwerk, day))
    return tuple(_treffen(found[place]) for place in held if place in found)


def _treffen(each: Fund) -> Inhalt:
    themen, nothing = each.texte("themen"), Angabe(NICHT_BELEGT, each.place)
    name = each.text("name") or Angabe("Treffen", each.place)
    if each.wert.get("art") == VORLAEUFER:
        name = join("{} (Vorläufer)", name)
    return {
        "wann": _alle_daten(each),
        "name": join("{}, {}", name, ort) if (ort := each.text("ort")) else name,
        "themen": join("; ".join(["{}"] * len(themen)), *themen) if themen else nothing,
        "teilnehmende": teilnehmende(each) or nothing,
        "quelle": quellen_text(each),
    }


def _alle_daten(each: Fund) -> Angabe:
    """The date; where sources give different ones, all of them."""
    found = [(wann, quellen_text(other)) for other in each.jeder("datum") if (wann := other.wann())]
    if not found:
        return zeit(each)
    return join("; ".join(["{} ({})"] * len(found)), *(part for pair in found for part in pair))


def kennungen(alle: tuple[Fund, ...]) -> tuple[Inhalt, ...]:
    """The groups, as the head of the table of numbers by year."""
    return tuple(fund.text("kennung") or Angabe(fund.place.file, fund.place) for fund in alle)


def anzahlen(alle: tuple[Fund, ...], dataset: Dataset, day: date) -> tuple[Inhalt, ...]:
    """A row for each year up to a day: how many meetings each group had; inferred numbers carry an asterisk."""
    return tuple(
        {"jahr": _jahr(each), "zahlen": tuple(_anzahl(each.zahlen.get(_ident(fund), ()), fund) for fund in alle)}
        for each in _jahre(alle, dataset, day)
    )


def einzeln_belegt(alle: tuple[Fund, ...], dataset: Dataset, day: date) -> bool:
    """Say whether some number is only that of the meetings that are told one by one."""
    numbers = (some for each in _jahre(alle, dataset, day) for some in each.zahlen.values())
    return any(zahl.mindestens for some in numbers for zahl in some)


def _jahre(alle: tuple[Fund, ...], dataset: Dataset, day: date) -> tuple[Jahr, ...]:
    groups = [dataset.gruppen[ident] for fund in alle if (ident := _ident(fund)) in dataset.gruppen]
    return jahre(groups, termine(dataset.gruppen.values(), dataset.netzwerk, day), day)


def _ident(fund: Fund) -> str:
    return PurePosixPath(fund.place.file).stem


def _jahr(each: Jahr) -> Angabe:
    numbers = [zahl for some in each.zahlen.values() for zahl in some]
    places = [zahl.place if zahl.mindestens else below(zahl.place, "jahr") for zahl in numbers]
    if each.bis is None:
        return Angabe(str(each.jahr), *places)
    until = next(zahl.place for zahl in numbers if zahl.bis == each.bis)
    return join(f"{each.jahr} (bis {{}})", Angabe(datum_in_worten(each.bis.text), below(until, "bis")))


def _anzahl(zahlen: Sequence[Jahresangabe], fund: Fund) -> Angabe:
    if not zahlen:
        return Angabe("–", fund.at("treffen_je_jahr"))
    places = [zahl.place if zahl.mindestens else below(zahl.place, "anzahl") for zahl in zahlen]
    return Angabe(anzahl_text(zahlen), *places)


def anzahl_text(zahlen: Sequence[Jahresangabe]) -> str:
    """Return the numbers for a year in short: `2*` is inferred, `≥ 3` told one by one."""
    single = [zahl for zahl in zahlen if zahl.mindestens]
    return " / ".join(
        f"{'≥ ' if zahl.mindestens else ''}{zahl.anzahl}{_ERSCHLOSSEN if zahl.erschlossen else ''}"
        for zahl in single or zahlen
    )


def below(place: Place, key: str) -> Place:
    """Return the place of a key of the entry at `place`."""
    return Place(place.file, (*place.route, key))


def zeitleiste(dataset: Dataset, day: date) -> tuple[Inhalt, ...]:
    """The steps of the network as a whole up to a day, numbered as in the picture."""
    return tuple(
        {
            "nummer": Angabe(str(number), step.place),
            "wann": Angabe(zeit_in_worten(step.datum.text), Place(step.place.file, (*step.place.route, "datum"))),
            "was": _was(step),
            "quelle": _quellen(step),
        }
        for number, step in enumerate(schritte(dataset.netzwerk, (), day), 1)
    )


def _was(step: Schritt) -> Angabe:
    """What happened, with what is noted on it."""
    notes = [Angabe(step.bemerkung.rstrip("."), below(step.place, "bemerkung"))] if step.bemerkung else []
    notes += [Angabe("erschlossen", below(step.place, "erschlossen"))] if step.erschlossen else []
    text = Angabe(step.text.rstrip(".") if notes else step.text, below(step.place, step.feld))
    return join(f"{{}} ({', '.join(['{}'] * len(notes))})", text, *notes) if notes else text


def _quellen(step: Schritt) -> Angabe:
    at = Place(step.place.file, (*step.place.route, "quelle"))
    return Angabe(", ".join(step.quellen), at if step.quellen else step.place)
