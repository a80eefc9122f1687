"""Questions that several entries share: module and phase, date, sources, themes, and what a schema lists."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from dkbm.changes.bogen import Feld, Regel
from dkbm.datum import DatumError, parse_datum
from dkbm.german import tag
from dkbm.model.prozess import Prozess
from dkbm.model.quelle import Quelle
from dkbm.schema import schema_of

Schema = dict[str, Any]
_FRAGEN = {"datum": "Datum", "unterzeichnet": "Unterzeichnet am"}


def always(feld: Feld) -> Regel:
    """Return the rule that asks this whatever was answered before."""
    return lambda _: feld


def datum(
    stichtag: date,
    *,
    key: str = "datum",
    pflicht: bool = True,
    geplant: bool = False,
    sonst: str = "Ein Vorhaben wird mit --geplant festgehalten.",
) -> Feld:
    """Ask for a date, as precise as it is known; only a plan may lie after `stichtag`, and `sonst` says how."""

    def read(text: str) -> str:
        try:
            found = parse_datum(text)
        except DatumError as error:
            raise ValueError(f"{error} {error.hint}".strip()) from None
        if found.lo > stichtag and not geplant:
            raise ValueError(f"Das Datum liegt nach dem {tag(stichtag)}. {sonst}".rstrip())
        return text

    hint = "JJJJ-MM-TT, JJJJ-MM, JJJJ oder von..bis"
    offered = stichtag.isoformat() if pflicht and not geplant else ""
    return Feld(key, "datum", f"{_FRAGEN[key]}, {hint}", read, pflicht=pflicht, vorgabe=offered)


def modul(prozess: Prozess, vorgabe: int | None, *, pflicht: bool = False, folgt: bool = False) -> Feld:
    """Ask for a module of the process; `vorgabe` is the one that suggests itself."""
    erlaubt = tuple((str(each.nummer), each.name) for each in prozess.module)
    offered = "" if vorgabe is None else str(vorgabe)
    return Feld("modul", "modul", "Modul", int, erlaubt, pflicht, offered, folgt)


def phase(prozess: Prozess) -> Regel:
    """Ask for a phase, if the module has any."""

    def rule(answers: Mapping[str, Any]) -> Feld | None:
        found = next((each for each in prozess.module if each.nummer == answers.get("modul")), None)
        if found is None or not found.phasen:
            return None
        return Feld("phase", "phase", "Phase", int, tuple((str(each.nummer), each.name) for each in found.phasen))

    return rule


def quelle(quellen: Mapping[str, Quelle]) -> Feld:
    """Ask for the sources, at least one."""

    def read(text: str) -> str:
        if text in quellen:
            return text
        from dkbm.schema.suggest import nearest  # noqa: PLC0415 -- only needed once something is wrong

        near = nearest(text, sorted(quellen))
        meant = f"Meinten Sie »{near}«? " if near else ""
        raise ValueError(f"Die Quelle »{text}« gibt es nicht. {meant}Eine neue legt an: dkbm new quelle")

    frage = "Quelle, mehrere mit Komma"
    return Feld("quelle", "quelle", frage, read, pflicht=True, trenner=",")


def themen(lies: Callable[[str], Any], *, still: bool = False) -> Feld:
    """Ask for themes, each with its own option or, in one line, parted by semicolons."""
    return Feld("themen", "thema", "Themen, mehrere mit Semikolon", lies, trenner=";", still=still)


def listed(schema: Schema, key: str, *, pflicht: bool = False, vorgabe: str = "", still: bool = False) -> Feld:
    """Ask for a text, or for one of the words the schema lists."""
    node = schema["properties"][key]
    words = tuple((word, "") for word in node.get("enum", ()))
    return Feld(key, key.replace("_", "-"), node["title"], str, words, pflicht, vorgabe, bool(vorgabe), "", still)


def entry_schema(kind: str, *path: str) -> Schema:
    """Return the schema of the items of a list, e.g. `("kommune", "verlauf")`."""
    root = schema_of(kind)
    node: Schema = root
    for key in path:
        node = node["properties"][key]["items"]
    name = node.get("$ref", "").rpartition("/")[2]
    found: Schema = root["$defs"][name] if name else node
    return found


def in_order(entry: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    """Return the entry with its keys in the order of the schema; one source stands without a list."""
    made = {key: entry[key] for key in schema["properties"] if key in entry}
    if isinstance(sources := made.get("quelle"), list) and len(sources) == 1:
        made["quelle"] = sources[0]
    return made


def key_before(key: str, present: Iterable[str], schema: Schema) -> str | None:
    """Return after which of the `present` keys a new one belongs by the order of the schema."""
    order = list(schema["properties"])
    earlier = [each for each in present if each in order and order.index(each) < order.index(key)]
    return earlier[-1] if earlier else None
