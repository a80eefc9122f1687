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

_FOLDERS = {
    "kommunen": "kommune",
    "partner": "kommune",
    "personen": "person",
    "netzwerk": "gruppe",
    "beispiele": "beispiel",
}
_FILES = {place: kind for kind, place in KINDS.items() if place.endswith(".yaml")}


def kind_of(path: str) -> str | None:
    """Return the kind of the file with this name (relative to the dataset, with `/`), None for any other file."""
    if not path.endswith(".yaml"):
        return None
    if kind := _FILES.get(path):
        return kind
    top, _, rest = path.partition("/")
    folder, _, name = rest.partition("/")
    return _FOLDERS.get(folder) if top == "data" and name else None
