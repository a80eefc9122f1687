"""Who is who: file names are ids, keys and ids are unique, and each file lies where its kind belongs."""

import unicodedata
from collections.abc import Iterator
from datetime import date

from dkbm.dataset import Dataset
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Route, Severity
from dkbm.kinds import KINDS, KOPF, kind_of
from dkbm.rules.known import LISTS, WERKE, entity_files, entries, expected_names, stem
from dkbm.rules.registry import finding, rule

DATEINAME = Code("D301", "dateiname-ungleich-id", Severity.FEHLER, "identitaet")
FREMD = Code("D302", "fremde-datei", Severity.FEHLER, "identitaet")
SCHLUESSEL = Code("D303", "schluessel-doppelt", Severity.FEHLER, "identitaet")
VEREINBARUNG = Code("D304", "vereinbarung-doppelt", Severity.FEHLER, "identitaet")
ID = Code("D305", "id-doppelt", Severity.FEHLER, "identitaet")
VERBUND = Code("D306", "verbund-am-falschen-ort", Severity.FEHLER, "identitaet")
ZWILLING = Code("D308", "dateiname-doppelt", Severity.FEHLER, "identitaet")


_FOLDERS = {place for places in KINDS.values() for place in places.split(", ") if place.endswith("/")}


@rule(DATEINAME)
def check_file_name(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """The file name is the id that follows from name and kind; a person may carry a number behind it."""
    for path, expected, key in expected_names(dataset):
        actual = stem(path)
        if actual == expected or (kind_of(path) == "person" and _is_numbered(actual, expected)):
            continue
        folder = path.rpartition("/")[0]
        message = f"Die Datei heißt »{actual}.yaml«, aus ihrem Inhalt folgt aber »{expected}.yaml«."
        help_text = f"Die Datei in {folder}/{expected}.yaml umbenennen oder »{key}« berichtigen."
        if kind_of(path) == "person":  # the id holds the name, and findings name no value of a person
            message = f"Die Datei heißt »{actual}.yaml«, aus »{key}« folgt aber ein anderer Dateiname."
            help_text = f"Die Datei nach »{key}« umbenennen (p-vorname-nachname) oder »{key}« berichtigen."
        yield finding(DATEINAME, Place(path, (key,)), message, help_text)


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
    """The finding that something below `data/` (a file of another kind, a link) is not read.

    What has a fitting name and is none of the files of the dataset all the same is no regular file.
    """
    if kind_of(path) is not None or f"{path}/" in _FOLDERS:
        message = f"{path} ist eine Verknüpfung oder ein Gerät und wird nicht gelesen."
        return finding(FREMD, Place(path), message, "Durch die Datei selbst ersetzen oder aus data/ entfernen.")
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
            if first := _first(seen, schluessel, place):
                yield _again(SCHLUESSEL, f"Den Schlüssel {schluessel} trägt schon {first.file}.", place, first)


@rule(VEREINBARUNG)
def check_agreement_ids(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Within a Kommune each agreement has its own id."""
    for path in entity_files(dataset, "kommune"):
        yield from _unique(dataset, VEREINBARUNG, path, "vereinbarungen", "id")


@rule(ID)
def check_ids(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """An id is declared once: in the lists (sources, keywords …) and, across sub-folders, as a file name."""
    for path, key, name in (*LISTS.values(), (KOPF, "regeln", "code")):
        yield from _unique(dataset, ID, path, key, name)
    werke: dict[str, Place] = {}
    for path, key, name in WERKE:
        yield from _unique(dataset, ID, path, key, name, werke)
    for kind in ("kommune", "person", "gruppe", "beispiel", "auswahl"):
        seen: dict[str, Place] = {}
        for path in entity_files(dataset, kind):
            if first := _first(seen, stem(path), Place(path)):
                yield _again(ID, f"Die id »{stem(path)}« trägt schon {first.file}.", Place(path), first)


def _unique(  # noqa: PLR0913, PLR0917 -- a list is named by three words
    dataset: Dataset, code: Code, path: str, key: str, name: str, known: dict[str, Place] | None = None
) -> Iterator[Diagnostic]:
    """Yield a finding for each id that stands again in a list, or in one looked at before with the same `known`."""
    seen = {} if known is None else known
    for index, entry in entries(dataset, path, key):
        value = entry.get(name)
        if isinstance(value, (str, int)):
            route: Route = (key, index, name)
            if first := _first(seen, str(value), Place(path, route)):
                where = f"weiter oben unter {key}" if first.file == path else f"in {first.file}"
                yield _again(code, f"»{value}« steht schon {where}.", Place(path, route), first)


def _first(seen: dict[str, Place], value: str, place: Place) -> Place | None:
    """Return where `value` was seen before, if it was."""
    first = seen.setdefault(value, place)
    return None if first is place else first


def _again(code: Code, message: str, place: Place, first: Place) -> Diagnostic:
    return finding(code, place, message, "Eine der beiden Angaben ändern.", (Related(first, "zuerst hier"),))


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


@rule(ZWILLING)
def check_twins(dataset: Dataset, stichtag: date) -> Iterator[Diagnostic]:  # noqa: ARG001
    """No two files differ only in case or in the composition of their letters: on many systems they are one (S 92)."""
    seen: dict[str, Place] = {}
    for path in sorted(dataset.texts):
        name = unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
        first = seen.setdefault(name, Place(path))
        if first.file != path:
            help_text = "Eine der beiden umbenennen oder ihren Inhalt in die andere übernehmen."
            message = f"Auf Windows und macOS ist das dieselbe Datei wie {first.file}."
            yield finding(ZWILLING, Place(path), message, help_text)
