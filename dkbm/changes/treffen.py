"""Meetings of groups: what one needs, the count of a year, and how a planned one becomes one that was held."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from dkbm.changes import felder
from dkbm.changes.bogen import Feld, Regel
from dkbm.changes.felder import always
from dkbm.changes.record import Eintrag, Umfeld, append, change
from dkbm.datum import Datum, DatumError, parse_datum
from dkbm.errors import DkbmError
from dkbm.german import datum_in_worten
from dkbm.text.document import Document
from dkbm.text.patch import Append, Patch, Remove

TREFFEN, JAHRE = "treffen", "treffen_je_jahr"
_JAHR = re.compile(r"([0-9]{4})(?:\.\.([0-9]{4})(-[0-9]{2}(?:-[0-9]{2})?))?")
_MEISTE = 99


def treffen(umfeld: Umfeld, kind: str, name: str, gruppe: Callable[[str], str], *, alles: bool = False) -> list[Regel]:
    """Return the questions for a meeting of a group, or of the whole network by its `kind`; `name` suggests itself.

    `gruppe` makes the id of the name of a group, as `Umfeld.kommune` does of a Kommune. With `alles` also what few
    meetings have is asked for.
    """
    schema = felder.entry_schema(kind, TREFFEN)
    sonst = "Ein angekündigtes Treffen wird mit --geplant festgehalten."
    return [
        always(felder.listed(schema, "name", pflicht=True, vorgabe=name)),
        always(felder.listed(schema, "art", still=True)),
        always(felder.datum(umfeld.stichtag, geplant=umfeld.geplant, sonst=sonst)),
        always(felder.listed(schema, "ort")),
        always(Feld("gastgeber", "gastgeber", "Gastgebende Kommune", umfeld.kommune, still=not alles)),
        always(Feld("zugleich", "zugleich", "Zugleich Treffen dieser Gruppen", gruppe, trenner=",", still=not alles)),
        always(felder.themen(str)),
        always(Feld("teilnehmende", "teilnehmende", "Zahl der Teilnehmenden", _people, still=umfeld.geplant)),
        always(Feld("papiere", "papier", "Papiere", lambda text: {"titel": text}, trenner=";", still=not alles)),
        always(Feld("datei", "datei", "Dokument (Pfad im Datensatz)", umfeld.attach, still=True)),
        always(felder.quelle(umfeld.quellen)),
        always(felder.listed(schema, "bemerkung")),
        always(felder.listed(schema, "zweifel", still=True)),
    ]


def _people(text: str) -> str:
    if text.startswith("-"):
        raise ValueError("Weniger als niemand kommt nicht. Eine Zahl wie 40, oder Worte wie »rund 40«.")
    return text


def jahreszahl(umfeld: Umfeld) -> list[Regel]:
    """Return the questions for what a source only counts for a year; `--datum` is that year."""
    schema = felder.entry_schema("gruppe", JAHRE)

    def count(text: str) -> int:
        if not text.isascii() or not text.isdecimal() or int(text) > _MEISTE:
            raise ValueError(f"Eine Zahl von 0 bis {_MEISTE}.")
        return int(text)

    def year(text: str) -> str:
        found = _JAHR.fullmatch(text)
        if found is None or found[2] not in (None, found[1]):
            raise ValueError("Zu --anzahl gehört ein Jahr: JJJJ, oder JJJJ..JJJJ-MM, wenn nur bis dahin gezählt ist.")
        if _parsed(text).lo > umfeld.stichtag:
            raise ValueError("Das Jahr hat noch nicht begonnen.")
        return text

    return [
        always(Feld("jahr", "datum", "Jahr, JJJJ", year, pflicht=True)),
        always(Feld("anzahl", "anzahl", "Zahl der Treffen", count, pflicht=True)),
        always(felder.quelle(umfeld.quellen)),
        always(felder.listed(schema, "bemerkung")),
        always(felder.listed(schema, "zweifel", still=True)),
    ]


def _parsed(text: str) -> Datum:
    try:
        return parse_datum(text)
    except DatumError as error:
        raise ValueError(f"{error} {error.hint}".strip()) from None


def with_papers(made: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers with the document put to its paper. Raises DkbmError unless there is just one for it."""
    entry = {key: value for key, value in made.items() if key != "datei"}
    if "datei" not in made:
        return entry
    if len(entry.get("papiere", ())) != 1:
        raise DkbmError(
            "--datei ist das Dokument zu einem Papier.", "Das Papier nennen, zum Beispiel --papier Protokoll."
        )
    entry["papiere"] = [{**entry["papiere"][0], "datei": made["datei"]}]
    return entry


def year_patches(document: Document, made: Mapping[str, Any]) -> list[Patch]:
    """Return the patches that enter the count of a year. Raises DkbmError where the same source has one already."""
    jahr, _, bis = made["jahr"].partition("..")
    entry = {**made, "jahr": jahr, **({"bis": bis} if bis else {})}
    for nummer, other in enumerate(document.value.get(JAHRE, []), 1):
        if other.get("jahr") == jahr and set(sources_of(other)) & set(sources_of(entry)):
            line = document.span((JAHRE, nummer - 1)).line
            raise DkbmError(f"Für {jahr} zählt diese Quelle schon {other.get('anzahl')} (Zeile {line}).")
    return append(document, "gruppe", JAHRE, entry)


def known(document: Document, made: Mapping[str, Any], *, named: bool) -> Eintrag | None:
    """Return the meeting that `made` speaks of and the file holds already, None for a new one.

    A planned one is meant by its time, which the day may narrow down; without a name of its own (`named`), whatever
    its name. One that was held is meant by name and date.
    """
    entries = [Eintrag(TREFFEN, nummer, value) for nummer, value in enumerate(document.value.get(TREFFEN, []), 1)]
    fitting = [each for each in entries if _is_meant(each.value, made, named=named)]
    return fitting[0] if len(fitting) == 1 else None


def _is_meant(entry: Mapping[str, Any], made: Mapping[str, Any], *, named: bool) -> bool:
    when, said = entry.get("datum"), made["datum"]
    if not isinstance(when, str):
        return False
    same_name = bool(entry.get("name") == made["name"])
    if not entry.get("geplant"):
        return same_name and bool(when == said)
    plan, day = _parsed(when), _parsed(said)
    within = plan.lo <= day.lo and day.hi <= plan.hi
    return within and (same_name or not named)


def held_patches(plan: Eintrag, made: Mapping[str, Any], kind: str, *, named: bool) -> list[Patch]:
    """Return the patches that make a meeting that was held of a planned one: what is new, and no `geplant`.

    That it took place is a new fact and no correction: it needs no reason, but its source stands beside the first.
    """
    schema = felder.entry_schema(kind, TREFFEN)
    new = {key: value for key, value in made.items() if key != "name" or named}
    new["quelle"] = with_source(plan.value, made["quelle"])
    return [*_changes(plan, new, schema), Remove((*plan.route, "geplant"))]


def paper_patches(entry: Eintrag, made: Mapping[str, Any], kind: str) -> list[Patch]:
    """Return the patches that add papers to a meeting. Raises DkbmError if anything else would change."""
    there = [each.get("titel") for each in entry.value.get("papiere", [])]
    papers = [each for each in made.get("papiere", []) if each.get("titel") not in there]
    if made.get("papiere") and not papers:
        raise DkbmError(f"»{made['papiere'][0]['titel']}« steht bei diesem Treffen schon da.")
    sources = with_source(entry.value, made["quelle"])
    other = {key for key in made if key not in ("papiere", "quelle") and made[key] != entry.value.get(key)}
    if not papers or other:
        raise DkbmError(
            f"»{entry.value['name']}« ({datum_in_worten(made['datum'])}) steht schon da.",
            "Dazu lassen sich nur noch Papiere festhalten: --papier TITEL. Anderes in der Datei berichtigen.",
        )
    together = [*entry.value.get("papiere", []), *papers]
    schema = felder.entry_schema(kind, TREFFEN)
    if "papiere" not in entry.value:
        return _changes(entry, {"papiere": together, "quelle": sources}, schema)
    return [
        *(Append((*entry.route, "papiere"), each) for each in papers),
        *_changes(entry, {"quelle": sources}, schema),
    ]


def _changes(entry: Eintrag, new: Mapping[str, Any], schema: felder.Schema) -> list[Patch]:
    """The patches for what differs, the last key first: each new one then comes to stand before those behind it."""
    differing = felder.in_order({key: value for key, value in new.items() if entry.value.get(key) != value}, schema)
    return [change(entry, key, differing[key], schema) for key in reversed(differing)]


def with_source(entry: Mapping[str, Any], more: list[str]) -> list[str] | str:
    """Return the sources of an entry with `more` of them; a single one stands without a list."""
    found = list(dict.fromkeys((*sources_of(entry), *more)))
    return found[0] if len(found) == 1 else found


def sources_of(entry: Mapping[str, Any]) -> list[str]:
    """Return the ids of the sources of an entry."""
    found = entry.get("quelle", [])
    return found if isinstance(found, list) else [found]
