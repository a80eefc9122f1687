"""`record`: what an event or an agreement needs, and the patches that enter or correct it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from dkbm.changes import felder
from dkbm.changes.bogen import Feld, Regel
from dkbm.changes.felder import always
from dkbm.diagnostic import Route
from dkbm.errors import DkbmError
from dkbm.model.prozess import Ereignisart, Prozess
from dkbm.model.quelle import Quelle
from dkbm.model.schritt import Schritt
from dkbm.schema import schema_of
from dkbm.text.document import Document
from dkbm.text.patch import Add, Append, Patch, Remove, Replace

ERFRAGT = {
    "gremium": ("gremium", "inhalt"),
    "foerderprogramm": ("programm", "inhalt"),
    "mitgliedschaft": ("verein", "inhalt"),
    "auszeichnung": ("stufe", "inhalt"),
}
"""What a dialog asks for beside the usual; every kind takes all of it as options."""
BESONDERE = ("grundlage", "inhalt", "gremium", "programm", "verein", "stufe", "person")


class Umfeld(NamedTuple):
    """What the questions have to know.

    `attach` makes the value of `datei` of a path, `kommune` that of a name; both raise ValueError or DkbmError.
    """

    prozess: Prozess
    quellen: Mapping[str, Quelle]
    stichtag: date
    attach: Callable[[str], dict[str, str]]
    kommune: Callable[[str], str]
    geplant: bool = False


class Eintrag(NamedTuple):
    """An entry of the list `key` of a Kommune, as it stands in the file; the first one has the `nummer` 1."""

    key: str
    nummer: int
    value: Mapping[str, Any]

    @property
    def route(self) -> Route:
        """Where it stands."""
        return (self.key, self.nummer - 1)


def ereignis(umfeld: Umfeld, art: Ereignisart, schritt: Schritt | None) -> list[Regel]:
    """Return the questions for an event of this kind; `schritt` is the next one of the Kommune."""
    steps = art.moves and art.bedeutet in ("beginn", "abschluss")
    speaks_of_source = art.moves and art.bedeutet in ("belegt", "nicht_genannt")
    due = schritt.modul if steps and schritt is not None and schritt.schritt == art.bedeutet else None
    gate = None if art.moves else _modul_of(art.art, umfeld.prozess)
    asked = ERFRAGT.get(art.art, ())
    schema = felder.entry_schema("kommune", "verlauf")
    return [
        always(felder.modul(umfeld.prozess, gate or due, pflicht=steps, folgt=gate is not None)),
        felder.phase(umfeld.prozess),
        always(felder.datum(umfeld.stichtag, pflicht=not speaks_of_source, geplant=umfeld.geplant)),
        always(felder.quelle(umfeld.quellen)),
        *(always(felder.listed(schema, key, still=key not in asked)) for key in BESONDERE),
        always(felder.themen(_thema, still=art.bedeutet != "beginn")),
        *_closing(umfeld, schema),
    ]


def vereinbarung(umfeld: Umfeld, art: str, ids: Sequence[str], stand: int) -> list[Regel]:
    """Return the questions for an agreement; `ids` are taken already, `stand` is the module reached, 0 for none.

    Without a day a Zielvereinbarung is a draft.
    """
    schema = felder.entry_schema("kommune", "vereinbarungen")
    asked = {tor.modul for tor in umfeld.prozess.tore for each in tor.verlangt if each.nachweis == "zielvereinbarung"}
    due = min((modul for modul in asked if modul > stand), default=None)

    def ident(answers: Mapping[str, Any]) -> Feld:
        ohne_datum = f"modul-{answers['modul']}" if "modul" in answers else "ohne-datum"
        found = _free_id(f"zv-{answers.get('unterzeichnet', '')[:4].strip('.') or ohne_datum}", ids)
        return felder.listed(schema, "id", vorgabe=found, still=True)

    return [
        always(felder.modul(umfeld.prozess, due)),
        felder.phase(umfeld.prozess),
        always(_unterzeichnet(umfeld, art)),
        ident,
        always(felder.listed(schema, "ort")),
        always(felder.quelle(umfeld.quellen)),
        always(felder.themen(_thema)),
        *_closing(umfeld, schema),
    ]


def _unterzeichnet(umfeld: Umfeld, art: str) -> Feld:
    is_draft = art == "zielvereinbarung"
    sonst = "Ist sie noch nicht unterzeichnet, --datum weglassen." if is_draft else ""
    return felder.datum(umfeld.stichtag, key="unterzeichnet", pflicht=not is_draft, sonst=sonst)


def correcting(rules: Sequence[Regel]) -> list[Regel]:
    """Return the same questions for a correction: nothing is needed or follows but the reason."""
    return [*quiet(rules), always(Feld("grund", "grund", "Grund der Korrektur", pflicht=True))]


def quiet(rules: Sequence[Regel], needed: Collection[str] = ()) -> list[Regel]:
    """Return the same questions for an entry that is there: only keys in `needed` are asked for, nothing follows."""

    def asked(rule: Regel, answers: Mapping[str, Any]) -> Feld | None:
        feld = rule(answers)
        must = feld is not None and feld.key in needed
        return feld and feld._replace(pflicht=must, vorgabe="", folgt=False, still=not must)

    return [partial(asked, rule) for rule in rules]


def append(document: Document, kind: str, key: str, entry: Mapping[str, Any]) -> list[Patch]:
    """Return the patches that add `entry` to the list `key` of a file, and the list itself where it is missing."""
    made = felder.in_order(entry, felder.entry_schema(kind, key))
    if key in document.value:
        return [Append((key,), made)]
    return [Add((), key, [made], felder.key_before(key, document.value, schema_of(kind)))]


def correct(eintrag: Eintrag, changes: Mapping[str, Any], heute: date) -> list[Patch]:
    """Return the patches that change an entry of a Kommune and say why; a value of None takes the key away.

    `changes` holds the `grund`, unless it adds a new fact. Raises DkbmError if nothing would change.
    """
    schema = felder.entry_schema("kommune", eintrag.key)
    made = felder.in_order(changes, schema) | {name: None for name, value in changes.items() if value is None}
    made = {name: value for name, value in made.items() if value != eintrag.value.get(name)}
    if not made:
        raise DkbmError("An dem Eintrag würde sich nichts ändern.", "Nennen, was neu ist, zum Beispiel --datum.")
    # what goes, goes last: a new key may stand behind it
    return [
        *(change(eintrag, name, made[name], schema) for name in sorted(made, key=lambda name: made[name] is None)),
        *([reason(eintrag, changes["grund"], heute)] if "grund" in changes else []),
    ]


def reason(eintrag: Eintrag, grund: str, heute: date) -> Patch:
    """Return the patch that says when and why an entry was changed."""
    korrektur = {"datum": heute.isoformat(), "grund": _reason(grund, eintrag.value.get("korrektur"))}
    return change(eintrag, "korrektur", korrektur, felder.entry_schema("kommune", eintrag.key))


def _reason(grund: str, earlier: Any) -> str:  # noqa: ANN401 -- as it stands in the file
    """Return the reason; that of an earlier correction stays readable behind it."""
    if not isinstance(earlier, dict):
        return grund
    return f"{grund} (zuvor {earlier.get('datum')}: {earlier.get('grund')})"


def change(eintrag: Eintrag, name: str, value: object, schema: felder.Schema) -> Patch:
    """Return the patch that gives one key of an entry a value; None takes it away."""
    if value is None:
        return Remove((*eintrag.route, name))
    if name in eintrag.value:
        return Replace((*eintrag.route, name), value)
    return Add(eintrag.route, name, value, felder.key_before(name, eintrag.value, schema))


def entry_at(document: Document, key: str, art: str, wanted: str) -> Eintrag:
    """Return the entry `wanted` names: its number in the list `key`, counted from 1, or its id.

    `art` is its `ereignis` or `art`. Raises DkbmError, listing the entries of that kind, for any other.
    """
    entries = [Eintrag(key, nummer, value) for nummer, value in enumerate(document.value.get(key, []), 1)]
    fitting = [each for each in entries if art in (each.value.get("ereignis"), each.value.get("art"))]
    found = next((each for each in fitting if wanted in (each.value.get("id"), str(each.nummer))), None)
    if found is not None:
        return found
    if not fitting:
        raise DkbmError(f"In {document.path} gibt es keinen Eintrag »{art}«.", "Ohne --ersetzt entsteht ein neuer.")
    lines = (f"  {each.nummer}  Zeile {document.span(each.route).line}: {_in_short(each.value)}" for each in fitting)
    raise DkbmError(
        f"»{wanted}« nennt keinen Eintrag »{art}« in {document.path}. Es gibt:\n" + "\n".join(lines),
        "Die Nummer vorn mit --ersetzt angeben.",
    )


def _in_short(entry: Mapping[str, Any]) -> str:
    parts = [f"{key}: {entry[key]}" for key in ("modul", "phase", "datum", "unterzeichnet", "quelle") if key in entry]
    return ", ".join(parts)


def _closing(umfeld: Umfeld, schema: felder.Schema) -> list[Regel]:
    return [
        always(felder.listed(schema, "bemerkung")),
        always(felder.listed(schema, "zweifel", still=True)),
        always(Feld("datei", "datei", "Dokument (Pfad im Datensatz)", umfeld.attach)),
    ]


def _thema(text: str) -> dict[str, str]:
    return {"text": text}


def _modul_of(art: str, prozess: Prozess) -> int | None:
    """The one module whose gates ask for this evidence, or whose duties count from it; None if there are several."""
    asked = {each.modul for tor in prozess.tore for each in tor.verlangt if each.nachweis == art}
    found = asked or {frist.modul for frist in prozess.fristen if frist.ab == art}
    return found.pop() if len(found) == 1 else None


def _free_id(wanted: str, taken: Sequence[str]) -> str:
    names = (wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
