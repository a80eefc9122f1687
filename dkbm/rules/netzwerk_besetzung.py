"""More persons in an office, or in the Konzeptgruppe, than sources provide for."""

from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity
from dkbm.german import aufzaehlung, tag
from dkbm.model.gruppenpflichten import besetzung_je_arbeitsgruppe
from dkbm.model.mitwirkung import SPRECHEND, Mitwirkung, hat_beide_aemter, mitwirkungen
from dkbm.model.netzwerk import Besetzung
from dkbm.model.person import Aufgabe, Person
from dkbm.rules.besetzung import Zuviel, konzeptgruppen, zu_viele
from dkbm.rules.registry import finding, rule

IM_AMT = Code("D602", "amt-mehrfach-besetzt", Severity.WARNUNG, "netzwerk")
WEITERE = Code("D603", "zu-viele-weitere-mitglieder", Severity.WARNUNG, "netzwerk")
BEIDE = Code("D615", "beide-aemter-einer-person", Severity.WARNUNG, "netzwerk")
OHNE_ENDE = Code("D604", "ende-vermutlich-nicht-belegt", Severity.HINWEIS, "netzwerk")


@rule(IM_AMT, WEITERE, OHNE_ENDE)
def check_numbers(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:
    """Yield what has more persons than provided for: surely on some day until now, else perhaps on `stichtag`."""
    besetzung = besetzung_je_arbeitsgruppe(dataset.gruppen.values())
    persons = [each for each in dataset.personen.values() if _counted(dataset, each)]
    if besetzung is None or not dataset.quellen:
        return
    told: set[tuple[bool, str]] = set()
    for day in sorted({span[0] for each in persons for span in _spans(_counted(dataset, each)) if span[0] <= stichtag}):
        alle = mitwirkungen(persons, day, dataset.quellen)
        for each in zu_viele(dataset, besetzung, alle, [who for who in alle if _is_certain(who, day)]):
            if _key(each) not in told:
                told.add(_key(each))
                yield _surely(each, day, besetzung)
    now = mitwirkungen(persons, stichtag, dataset.quellen)
    yield from (_perhaps(each, besetzung) for each in zu_viele(dataset, besetzung, now, now) if _key(each) not in told)


@rule(BEIDE)
def check_both(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield each person who is attested in both offices of a group for one time: one stands in for the other."""
    for person in dataset.personen.values():
        for ident in dict.fromkeys(each.gruppe for each in person.netzwerk):
            both = hat_beide_aemter(person, ident)
            if both is not None:
                first, second = sorted(both, key=lambda each: each.place.route)
                message = f"Sprecheramt und Stellvertretung in {ident} sind für dieselbe Zeit belegt."
                help_text = (
                    "Eines von beiden an der Quelle berichtigen, oder das Ende eintragen, bevor das andere begann."
                )
                yield finding(BEIDE, second.place, message, help_text, (Related(first.place, "das andere Amt"),))


def _key(found: Zuviel) -> tuple[bool, str]:
    return found.weitere, found.gruppe.id


def _counted(dataset: Dataset, person: Person) -> list[Aufgabe]:
    """The offices of a person, and the parts in the Konzeptgruppe."""
    konzept = konzeptgruppen(dataset)
    return [each for each in person.netzwerk if each.rolle in SPRECHEND or each.gruppe in konzept]


def _spans(aufgaben: list[Aufgabe]) -> Iterator[tuple[date, date]]:
    """The days on which somebody surely has a part: of an attestation without an end that is its very day."""
    for each in aufgaben:
        if each.datum is not None and not (each.datum.spanne and each.bis is None):
            first, last = each.datum.hi, each.bis.lo if each.bis is not None else each.datum.lo
            if first <= last:
                yield first, last


def _is_certain(who: Mitwirkung, day: date) -> bool:
    same = [
        each for each in who.person.netzwerk if (each.gruppe, each.rolle) == (who.aufgabe.gruppe, who.aufgabe.rolle)
    ]
    return any(first <= day <= last for first, last in _spans(same))


def _surely(found: Zuviel, day: date, besetzung: Besetzung) -> Diagnostic:
    code = WEITERE if found.weitere else IM_AMT
    message = f"{found.gruppe.kennung}: Am {tag(day)} sind {_zahl(found, besetzung)}."
    *others, last = (each.aufgabe for each in found.wer)
    related = tuple(Related(each.place, "auch hier") for each in others[:5])
    help_text = "Das Ende dessen eintragen, was vorher endete, oder eine der Angaben an der Quelle berichtigen."
    return finding(code, last.place, message, help_text, related)


def _perhaps(found: Zuviel, besetzung: Besetzung) -> Diagnostic:
    key = "besetzung" if found.gruppe.besetzung is not None else "kennung"
    message = f"{found.gruppe.kennung}: Es sind {_zahl(found, besetzung)}; vermutlich fehlt ein Ende."
    group = next(iter(found.wer)).aufgabe.gruppe
    help_text = f"Ist ein Ende belegt: dkbm record austritt {group} --person … --datum … --quelle …"
    return finding(OHNE_ENDE, Place(found.gruppe.place.file, (key,), at_key=key == "besetzung"), message, help_text)


def _zahl(found: Zuviel, besetzung: Besetzung) -> str:
    provided = f"vorgesehen {'ist eine' if found.erlaubt == 1 else f'sind höchstens {found.erlaubt}'}"
    return f"{len(found.wer)} Personen {found.was} belegt, {provided} ({aufzaehlung(besetzung.quellen)})"
