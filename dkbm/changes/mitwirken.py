"""Joining and leaving a group: an entry in the person's file, and its end."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from dkbm.changes import felder
from dkbm.changes.bogen import Feld, Regel
from dkbm.changes.felder import always
from dkbm.changes.record import Eintrag, Umfeld, append, change
from dkbm.changes.treffen import sources_of
from dkbm.errors import DkbmError
from dkbm.model.mitwirkung import EINMALIG, SPRECHEND
from dkbm.model.person import Aufgabe, Person
from dkbm.text.document import Document
from dkbm.text.patch import Patch

KEY = "netzwerk"
AGENTUR = "agentur"
ROLLEN = {
    "mitglied": "Mitglied",
    "sprecheramt": "Sprecheramt; auch wenn die Quelle nicht sagt, ob in Stellvertretung",
    "stellvertretung": "Stellvertretung",
    "mitkonzeption": "Mitkonzeption",
    "vortrag": "Vortrag",
    "moderation": "Moderation",
}
ALLE = "alle"
"""Ends every part that a person still has in a group."""


def beitritt(umfeld: Umfeld, person: Person | None = None) -> list[Regel]:
    """Return the questions for a part that a person takes up, once it is known who that is."""
    schema = felder.entry_schema("person", KEY)
    offered = attested_stelle(person) if person is not None else ""
    several = person is not None and len(stellen(person)) > 1

    def stelle(text: str) -> str:
        return text if text == AGENTUR else umfeld.kommune(text)

    def titled(answers: Mapping[str, Any]) -> Feld:
        return felder.listed(schema, "bezeichnung", still=answers.get("rolle") not in SPRECHEND)

    rolle = Feld("rolle", "rolle", "Rolle", str, tuple(ROLLEN.items()), pflicht=True, vorgabe="mitglied", folgt=True)
    return [
        always(rolle),
        titled,
        always(
            Feld(
                "stelle",
                "stelle",
                "Stelle (Kommune, Partner oder agentur)",
                stelle,
                pflicht=several,
                vorgabe=offered,
                folgt=True,
            )
        ),
        always(felder.datum(umfeld.stichtag, sonst="Was erst kommt, wird festgehalten, wenn es so weit ist.")),
        always(felder.quelle(umfeld.quellen)),
        always(felder.listed(schema, "bemerkung")),
        always(felder.listed(schema, "zweifel", still=True)),
    ]


def attested_stelle(person: Person) -> str:
    """Return the one Stelle at which sources attest a person and no end; "" for none or several."""
    found = stellen(person)
    return found[0] if len(found) == 1 else ""


def stellen(person: Person) -> tuple[str, ...]:
    """Return the Stellen at which sources attest a person and no end, by their offices before all."""
    offices = {each.stelle for each in person.aemter if each.bis is None}
    return tuple(sorted(offices or {each.stelle for each in person.netzwerk if each.stelle is not None}))


def is_there(document: Document, gruppe: str, made: Mapping[str, Any]) -> int | None:
    """Return the line of the entry that says the same of the same time from the same sources; None without one."""
    for index, each in enumerate(document.value.get(KEY, [])):
        same = each.get("gruppe") == gruppe and all(
            each.get(key) == made.get(key) for key in ("rolle", "datum", "stelle")
        )
        if same and set(made.get("quelle", ())) <= set(sources_of(each)):
            line: int = document.span((KEY, index)).line
            return line
    return None


def joined(document: Document, gruppe: str, made: Mapping[str, Any]) -> list[Patch]:
    """Return the patches that enter the part in the person's file."""
    return append(document, "person", KEY, {"gruppe": gruppe, **made})


def offene(person: Person, gruppe: str) -> dict[str, Aufgabe]:
    """Return by role the parts of a person in a group that no source ends: the latest attestation of each."""
    own = [each for each in person.netzwerk if each.gruppe == gruppe and each.rolle not in EINMALIG]
    latest = {each.rolle: each for each in sorted(own, key=_begin)}
    ends = {
        each.rolle: max((one.bis.hi for one in own if one.rolle == each.rolle and one.bis), default=None)
        for each in own
    }
    return {rolle: each for rolle, each in latest.items() if each.bis is None and _outlives(each, ends[rolle])}


def _outlives(aufgabe: Aufgabe, end: date | None) -> bool:
    """Whether it begins after the end that another entry gives the same part, where there is one."""
    return end is None or end <= _begin(aufgabe)[0]


def _begin(aufgabe: Aufgabe) -> tuple[date, date]:
    return (aufgabe.datum.lo, aufgabe.datum.hi) if aufgabe.datum is not None else (date.min, date.min)


def austritt(umfeld: Umfeld, offen: Mapping[str, Aufgabe] = MappingProxyType({})) -> list[Regel]:
    """Return the questions for the end of one of the open parts, or of all."""
    erlaubt = tuple((rolle, ROLLEN.get(rolle, rolle)) for rolle in offen)
    more = ((ALLE, "alles davon"),) if offen else ()
    single = len(offen) == 1
    only = next(iter(offen)) if single else ""
    rolle = Feld("rolle", "rolle", "Welche Aufgabe endet", str, (*erlaubt, *more), True, only, folgt=True, still=single)
    last = felder.datum(umfeld.stichtag, sonst="Ein Ende wird festgehalten, wenn es so weit ist.")

    def end(text: str) -> str:
        if ".." in text:
            raise ValueError("Ein Ende ist ein Tag, ein Monat oder ein Jahr, kein Zeitraum.")
        found: str = last.lies(text)
        return found

    frage = "Letzter Tag, JJJJ-MM-TT, JJJJ-MM oder JJJJ"
    return [
        always(rolle),
        always(last._replace(key="bis", frage=frage, lies=end)),
        always(felder.quelle(umfeld.quellen)),
    ]


def left(document: Document, ending: Sequence[Aufgabe], bis: str, quelle: list[str]) -> list[Patch]:
    """Return the patches that give parts an end, with its source where the part has another."""
    return [patch for each in ending for patch in _ended(document, each, bis, quelle)]


def _ended(document: Document, aufgabe: Aufgabe, bis: str, quelle: list[str]) -> list[Patch]:
    index = aufgabe.place.route[-1]
    if not isinstance(index, int):
        raise DkbmError(f"In {document.path} ist die Aufgabe nicht zu finden.")
    eintrag = Eintrag(KEY, index + 1, document.value[KEY][index])
    schema = felder.entry_schema("person", KEY)
    changed = [change(eintrag, "bis", bis, schema)]
    if set(quelle) <= set(sources_of(eintrag.value)):
        return changed
    return [change(eintrag, "bis_quelle", quelle[0] if len(quelle) == 1 else quelle, schema), *changed]
