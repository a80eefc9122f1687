"""The offices of the network: nobody in one, and who has one without being in the Konzeptgruppe."""

from collections.abc import Iterable, Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.datum import Datum
from dkbm.diagnostic import Code, Diagnostic, Severity
from dkbm.german import aufzaehlung, datum_in_worten
from dkbm.model.gruppenpflichten import TREFFEN, besetzung_je_arbeitsgruppe, offenes
from dkbm.model.mitwirkung import SPRECHEND, Mitwirkung, beendete, has_left, mitwirkungen
from dkbm.rules.besetzung import KONZEPTGRUPPE, arbeitsgruppen, konzeptgruppen
from dkbm.rules.known import entity_files
from dkbm.rules.registry import finding, rule

UNBESETZT = Code("D601", "amt-nicht-besetzt", Severity.HINWEIS, "netzwerk")
FREMD = Code("D608", "amt-ohne-konzeptgruppe", Severity.HINWEIS, "netzwerk")


@rule(UNBESETZT)
def check_vacancies(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out the offices of Arbeitsgruppen that nobody is attested in; silent if a person cannot be read."""
    if not _is_sound(dataset):
        return
    for each in offenes(
        dataset.gruppen.values(), None, dataset.personen.values(), dataset.prozess, dataset.quellen, stichtag
    ):
        if each.art != TREFFEN:
            since = f" (letztes Ende: {datum_in_worten(each.ab_datum)})" if each.ab_datum else ""
            message = f"{each.text}{since}; vorgesehen ist es nach {aufzaehlung(each.quellen)}."
            help_text = f"Ist jemand benannt: dkbm record beitritt {each.gruppe.id} --person p-… --rolle {each.art}"
            yield finding(UNBESETZT, each.place, message, help_text)


@rule(FREMD)
def check_officers(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Point out who has an office and is not attested in the Konzeptgruppe, to which the office belongs."""
    besetzung, konzept = besetzung_je_arbeitsgruppe(dataset.gruppen.values()), konzeptgruppen(dataset)
    if besetzung is None or not dataset.quellen:
        return
    now = mitwirkungen(dataset.personen.values(), stichtag, dataset.quellen)
    former = beendete(dataset.personen.values(), stichtag, dataset.quellen)
    members = {each.person.id for each in now if each.aufgabe.gruppe in konzept}
    groups = arbeitsgruppen(dataset)
    for each in now:
        if each.aufgabe.gruppe in groups and each.aufgabe.rolle in SPRECHEND and each.person.id not in members:
            own = (left for left in former if left.person.id == each.person.id and left.aufgabe.gruppe in konzept)
            left = next((left.beendet for left in own if has_left(left, each)), None)
            message = f"Wer dieses Amt hat, gehört auch der Konzeptgruppe an ({aufzaehlung(besetzung.quellen)}); "
            yield finding(FREMD, each.aufgabe.place, message + _missing(left), _remedy(each, left, konzept))


def _missing(left: Datum | None) -> str:
    if left is None:
        return "belegt ist das hier nicht."
    return f"dort ist der Austritt belegt ({datum_in_worten(left.text)}), ein Ende des Amtes nicht."


def _remedy(each: Mitwirkung, left: Datum | None, konzept: Iterable[str]) -> str:
    if left is not None:
        part = f"{each.aufgabe.gruppe} --person {each.person.id} --rolle {each.aufgabe.rolle}"
        return f"Ist auch das Amt zu Ende: dkbm record austritt {part}"
    return f"Ist es belegt: dkbm record beitritt {min(konzept, default=KONZEPTGRUPPE)} --person {each.person.id}"


def _is_sound(dataset: Dataset) -> bool:
    """Whether every person could be read: who is missing may have the very office."""
    persons = sum(1 for _ in entity_files(dataset, "person"))
    return "data/personen" not in dataset.ungelesen and persons == len(dataset.personen)
