"""What kind of entity a file of the dataset holds, by its place alone."""

KOPF = "dkbm.yaml"
PROZESS = "data/prozess.yaml"
QUELLEN = "data/quellen.yaml"

KINDS = {
    "kommune": "data/kommunen/, data/partner/",
    "person": "data/personen/",
    "gruppe": "data/netzwerk/",
    "netzwerk": "data/netzwerk/netzwerk.yaml",
    "beispiel": "data/beispiele/",
    "auswahl": "data/auswahl/",
    "material": "data/material.yaml",
    "forum": "data/forum/",
    "prozess": PROZESS,
    "prozessfakten": "data/prozessfakten.yaml",
    "quellen": QUELLEN,
    "themen": "data/themen.yaml",
    "formate": "data/formate.yaml",
    "eckpunkte": "data/eckpunkte.yaml",
    "agentur": "data/agentur.yaml",
    "aussagen": "data/aussagen.yaml",
    "karte": "data/karte.yaml",
    "dkbm": KOPF,
}
"""Every kind with the place of its files; a name that ends in `/` is a folder, with all below it."""

VERSCHWIEGEN = frozenset({"person", "forum"})
"""Kinds whose values no finding, no comparison and no excerpt repeats: they would end up in logs."""
_VERSCHWIEGENE_ORDNER = ("data/personen/", "data/forum/")

REGISTER = ("betreuung", "unterlagen")
"""Lists of a Kommune that are internal from beginning to end: no log repeats a line of them."""
_FOLDERS = {
    "kommunen": "kommune",
    "partner": "kommune",
    "personen": "person",
    "netzwerk": "gruppe",
    "beispiele": "beispiel",
    "auswahl": "auswahl",
}
_FILES = {place: kind for kind, place in KINDS.items() if place.endswith(".yaml")}


def is_verschwiegen(path: str) -> bool:
    """Say whether nothing that stands in this file is repeated; so for loose files beside those of these kinds."""
    return path.startswith(_VERSCHWIEGENE_ORDNER) or kind_of(path) in VERSCHWIEGEN


def register_at(path: str, text: str, line: int) -> str | None:
    """Return which register of a Kommune a line (from 1) of its file belongs to, None outside of any.

    By the text alone, so that it holds for a file that cannot be read, too.
    """
    if kind_of(path) != "kommune":
        return None
    above = (each.partition(":")[0] for each in reversed(text.split("\n")[:line]) if each[:1].isalpha())
    return found if (found := next(above, None)) in REGISTER else None


def mentioned(path: str) -> str:
    """Return how a report on changes names a file: one of which nothing is repeated only by its folder."""
    return "/".join([*path.split("/")[:2], ""]) if is_verschwiegen(path) else path


def kind_of(path: str) -> str | None:
    """Return the kind of the file with this name (relative to the dataset, with `/`), None for any other file."""
    if not path.endswith(".yaml"):
        return None
    if kind := _FILES.get(path):
        return kind
    top, _, rest = path.partition("/")
    folder, _, name = rest.partition("/")
    if top == "data" and folder == "forum":  # the group is a folder: a file is neither above nor below it
        return "forum" if name.count("/") == 1 and not name.startswith("/") else None
    return _FOLDERS.get(folder) if top == "data" and name else None
