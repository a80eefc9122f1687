"""Who is who: file names are ids, keys and ids are unique, and each file lies where its kind belongs."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Route, Severity
from dkbm.german import fold
from dkbm.kinds import kind_of
from dkbm.rules.known import LISTS, entity_files, entries, stem
from dkbm.rules.registry import finding, rule

DATEINAME = Code("D301", "dateiname-ungleich-id", Severity.FEHLER, "identitaet")
FREMD = Code("D302", "fremde-datei", Severity.FEHLER, "identitaet")
SCHLUESSEL = Code("D303", "schluessel-doppelt", Severity.FEHLER, "identitaet")
VEREINBARUNG = Code("D304", "vereinbarung-doppelt", Severity.FEHLER, "identitaet")
ID = Code("D305", "id-doppelt", Severity.FEHLER, "identitaet")
VERBUND = Code("D306", "verbund-am-falschen-ort", Severity.FEHLER, "identitaet")

VORSATZ = {"landkreis": "landkreis", "region": "region", "kreisfreie-stadt": "stadt"}


def slug(text: str) -> str:
    """Return a name as it stands in a file name: `Rotenburg (Wümme)` becomes `rotenburg-wuemme`."""
    return "-".join("".join(char if char.isascii() else " " for char in fold(text)).split())


@rule(DATEINAME)
def check_file_name(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """The file name is the id that follows from name and kind; a person may carry a number behind it."""
    for path, expected, key in _expected_names(dataset):
        actual = stem(path)
        if actual == expected or (kind_of(path) == "person" and _is_numbered(actual, expected)):
            continue
        folder = path.rpartition("/")[0]
        message = f"Die Datei heißt »{actual}.yaml«, aus ihrem Inhalt folgt aber »{expected}.yaml«."
        help_text = f"Die Datei in {folder}/{expected}.yaml umbenennen oder »{key}« berichtigen."
        yield finding(DATEINAME, Place(path, (key,)), message, help_text)


def _expected_names(dataset: Dataset) -> Iterator[tuple[str, str, str]]:
    """Path, expected id, and the key it follows from, of each file whose name follows from its content."""
    for path, document in dataset.documents.items():
        kind, value = kind_of(path), document.value
        rule_of_kind = _NAMES.get(kind or "")
        if rule_of_kind is not None and isinstance(value, dict):
            key, make = rule_of_kind
            if isinstance(value.get(key), str) and (expected := make(path, value)):
                yield path, expected, key


def _kommune_id(path: str, value: dict[str, Any]) -> str | None:
    if path.startswith("data/partner/"):
        return slug(value["name"])
    vorsatz = VORSATZ.get(str(value.get("art")))
    return f"{vorsatz}-{slug(value['name'])}" if vorsatz else None


_NAMES: dict[str, tuple[str, Callable[[str, dict[str, Any]], str | None]]] = {
    "kommune": ("name", _kommune_id),
    "person": ("name", lambda _, value: f"p-{slug(value['name'])}"),
    "gruppe": ("kennung", lambda _, value: slug(value["kennung"])),
}


def _is_numbered(actual: str, expected: str) -> bool:
    number = actual.removeprefix(f"{expected}-")
    return number != actual and number.isascii() and number.isdecimal() and int(number) > 1


@rule(FREMD)
def check_stray_files(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Every file below `data/` is of a known kind: a misplaced one would silently not count."""
    for path in sorted(dataset.texts):
        if path.startswith("data/") and kind_of(path) is None:
            yield stray(path)


def stray(path: str) -> Diagnostic:
    """The finding that something below `data/` (a file of another kind, a link) is not read."""
    message = f"Die Datei {path} gehört zu keiner Art von Datei, die dkbm kennt; sie wird nicht gelesen."
    help_text = "In den passenden Ordner legen, auf .yaml enden lassen oder aus data/ entfernen."
    return finding(FREMD, Place(path), message, help_text)


@rule(SCHLUESSEL)
def check_keys(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """No two Kommunen carry the same `schluessel`."""
    seen: dict[str, Place] = {}
    for path in entity_files(dataset, "kommune"):
        document = dataset.documents.get(path)
        schluessel = document.value.get("schluessel") if document and isinstance(document.value, dict) else None
        if isinstance(schluessel, str):
            place = Place(path, ("schluessel",))
            yield from _twice(SCHLUESSEL, f"Den Schlüssel {schluessel} trägt schon {{}}.", seen, schluessel, place)


@rule(VEREINBARUNG)
def check_agreement_ids(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Within a Kommune each agreement has its own id."""
    for path in entity_files(dataset, "kommune"):
        yield from _unique(dataset, VEREINBARUNG, path, "vereinbarungen", "id")


@rule(ID)
def check_ids(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """An id is declared once: in the lists (sources, keywords …) and, across sub-folders, as a file name."""
    for path, key, name in (*LISTS.values(), ("dkbm.yaml", "regeln", "code")):
        yield from _unique(dataset, ID, path, key, name)
    for kind in ("kommune", "person", "gruppe", "beispiel"):
        seen: dict[str, Place] = {}
        for path in entity_files(dataset, kind):
            yield from _twice(ID, f"Die id »{stem(path)}« trägt schon {{}}.", seen, stem(path), Place(path))


def _unique(dataset: Dataset, code: Code, path: str, key: str, name: str) -> Iterator[Diagnostic]:
    seen: dict[str, Place] = {}
    for index, entry in entries(dataset, path, key):
        value = entry.get(name)
        if isinstance(value, (str, int)):
            route: Route = (key, index, name)
            message = f"»{value}« steht schon weiter oben unter {key}."
            yield from _twice(code, message, seen, str(value), Place(path, route))


def _twice(code: Code, message: str, seen: dict[str, Place], value: str, place: Place) -> Iterator[Diagnostic]:
    """Yield a finding when `value` was seen before; `{}` in the message becomes the file of the first."""
    first = seen.setdefault(value, place)
    if first is not place:
        related = (Related(first, "zuerst hier"),)
        yield finding(code, place, message.format(first.file), "Eine der beiden Angaben ändern.", related)


@rule(VERBUND)
def check_partners(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """A `verbund` is a partner and stands in `data/partner/`; every other Kommune in `data/kommunen/`."""
    for path in entity_files(dataset, "kommune"):
        document = dataset.documents.get(path)
        art = document.value.get("art") if document and isinstance(document.value, dict) else None
        if not isinstance(art, str) or (art == "verbund") == path.startswith("data/partner/"):
            continue
        target = "data/partner" if art == "verbund" else "data/kommunen"
        message = f"Die Art »{art}« gehört nach {target}/, die Datei liegt aber in {path.rpartition('/')[0]}/."
        yield finding(VERBUND, Place(path, ("art",)), message, f"Die Datei nach {target}/ verschieben.")
