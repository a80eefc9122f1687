"""Where the files lie that travel with the program: the schemas and the pages of the rules.

In a wheel they are packed below `dkbm/_daten`; in a checkout they are the folders beside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def schemas_dir() -> Path:
    """Return the folder with one `<kind>.schema.json` for each kind of file."""
    return _find("schemas", "schemas")


def rules_dir() -> Path:
    """Return the folder with one page `<CODE>-<name>.md` for each kind of finding."""
    return _find("regeln", "docs/regeln")


def _find(packed: str, checkout: str) -> Path:
    folder = _PACKAGE / "_daten" / packed
    return folder if folder.is_dir() else _PACKAGE.parent / checkout
