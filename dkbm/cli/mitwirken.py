"""`dkbm record beitritt|austritt GRUPPE`: what a person has a part in from a day on, and until when."""

from typing import TYPE_CHECKING

from dkbm.cli.entry import Call, Change, answers
from dkbm.cli.meeting import group, groups
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.dataset import Dataset
    from dkbm.model.person import Aufgabe, Person
    from dkbm.text.document import Document

PERSONEN = "data/personen/"
_FEW = 20
"""So many names are listed where none fits."""


def join(call: Call, name: str) -> Change:
    """Return the change that enters a part of a person in a group."""
    from dkbm.changes import mitwirken
    from dkbm.german import datum_in_worten
    from dkbm.report.terminal import warn

    gruppe, person, document = _meant(call, name, "beitritt")
    rules = mitwirken.beitritt(call.umfeld, person)
    _require_stelle(call, person)
    made = answers(rules, _rest(call), call.dialog)
    line = mitwirken.is_there(document, gruppe, made)
    if line is not None:
        raise DkbmError(
            f"Das steht schon da ({document.path}, Zeile {line}).", "Eine weitere Quelle dafür: --quelle Q…"
        )
    before = mitwirken.offene(person, gruppe).get(made["rolle"])
    if before is not None:
        since = f" (belegt für {datum_in_worten(before.datum.text)})" if before.datum is not None else ""
        warn(f"Diese Aufgabe hat die Person schon{since}: Der Eintrag ist ein weiterer Beleg dafür, kein neuer Beginn.")
    text = f"{gruppe}: Beitritt, {_rolle(made['rolle'])}, {datum_in_worten(made['datum'])}"
    return Change(document.path, mitwirken.joined(document, gruppe, made), text)


def leave(call: Call, name: str) -> Change:
    """Return the change that ends a part of a person in a group, or all of them."""
    from dkbm.changes import mitwirken
    from dkbm.german import datum_in_worten

    gruppe, person, document = _meant(call, name, "austritt")
    offen = mitwirken.offene(person, gruppe)
    _require_one(call, person, gruppe, offen)
    made = answers(mitwirken.austritt(call.umfeld, offen), _rest(call), call.dialog)
    ending = [each for rolle, each in offen.items() if made["rolle"] in (rolle, mitwirken.ALLE)]
    roles = ", ".join(_rolle(each.rolle) for each in ending)
    text = f"{gruppe}: Austritt, {roles}, {datum_in_worten(made['bis'])}"
    return Change(document.path, mitwirken.left(document, ending, made["bis"], made["quelle"]), text)


def _meant(call: Call, name: str, art: str) -> "tuple[str, Person, Document]":
    """Return the group, the person and her file; asks for what was not named."""
    if call.geplant is not None or call.ersetzt:
        raise DkbmError(f"--geplant und --ersetzt gehören nicht zu einem {art.capitalize()}.")
    befehl = f"dkbm record {art}"
    known = groups(call, PERSONEN)
    gruppe = group(call, name, known, befehl)
    person = _person(call, known, art, f"{befehl} {gruppe} --person")
    document = known.documents[person.place.file]
    return gruppe, person, document


def _person(call: Call, known: "Dataset", art: str, befehl: str) -> "Person":
    """Return the person that was named. Without a name ask for it, or name it with all else that is missing."""
    from dkbm.changes import mitwirken
    from dkbm.changes.bogen import Feld
    from dkbm.changes.felder import always
    from dkbm.cli.writing import interactive

    feld = Feld("person", "person", "Person, Kennung oder Name", lambda text: _named(text, known, befehl), pflicht=True)
    given = {key: value for key, value in call.given.items() if key == "person"}
    if given or call.dialog or interactive():
        found: Person = answers([always(feld)], given, call.dialog)["person"]
        return found
    rules = mitwirken.beitritt if art == "beitritt" else mitwirken.austritt
    answers([always(feld), *rules(call.umfeld)], call.given, False)
    raise AssertionError


def _named(text: str, known: "Dataset", befehl: str) -> "Person":
    from dkbm.errors import NameUnresolvedError
    from dkbm.queries.netzwerk_namen import resolve_person

    path = f"{PERSONEN}{text.strip()}.yaml"
    if path in known.texts and text.strip() not in known.personen:
        raise DkbmError(f"{path} lässt sich nicht lesen.", f"Mehr dazu sagt: dkbm validate {path}")
    try:
        return resolve_person(text, known, befehl)
    except NameUnresolvedError as error:
        few = f"\nEs gibt: {', '.join(known.personen)}." if len(known.personen) <= _FEW else ""
        raise NameUnresolvedError(error.message, f"{error.hint}{few}") from None


def _rest(call: Call) -> dict[str, str | list[str]]:
    return {key: value for key, value in call.given.items() if key != "person"}


def _rolle(rolle: str) -> str:
    return rolle.capitalize()


def _require_stelle(call: Call, person: "Person") -> None:
    """Raise DkbmError where sources attest a person at several Stellen, and nobody can be asked for which it is."""
    from dkbm.changes import mitwirken
    from dkbm.cli.writing import interactive

    several = mitwirken.stellen(person)
    if len(several) > 1 and "stelle" not in call.given and not call.dialog and not interactive():
        lines = "\n".join(f"  --stelle {each}" for each in several)
        raise DkbmError(f"{person.id} ist an mehr als einer Stelle belegt.", f"Für welche:\n{lines}")


def _require_one(call: Call, person: "Person", gruppe: str, offen: "dict[str, Aufgabe]") -> None:
    """Raise DkbmError where nothing is open, or several are and nobody can be asked which of them ends."""
    from dkbm.changes import mitwirken
    from dkbm.cli.writing import interactive
    from dkbm.german import aufzaehlung, datum_in_worten

    if not offen:
        others = sorted({each.gruppe for each in person.netzwerk if mitwirken.offene(person, each.gruppe)})
        hint = (
            f"Offen ist etwas in: {aufzaehlung(others)}."
            if others
            else "Auch in keiner anderen Gruppe ist etwas offen."
        )
        raise DkbmError(f"In {gruppe} hat {person.id} keine Aufgabe, die noch offen ist.", hint)
    if len(offen) > 1 and "rolle" not in call.given and not call.dialog and not interactive():
        when = {
            rolle: f"  belegt für {datum_in_worten(each.datum.text)}" if each.datum else ""
            for rolle, each in offen.items()
        }
        lines = "\n".join(f"  --rolle {rolle:{max(map(len, offen))}}{since}" for rolle, since in when.items())
        raise DkbmError(
            f"In {gruppe} hat {person.id} mehr als eine Aufgabe.", f"Welche endet:\n{lines}\n  --rolle {mitwirken.ALLE}"
        )
