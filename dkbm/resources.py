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


def vorlage(kind: str) -> bytes:
    """Return the annotated template of a new file of this kind."""
    return (_PACKAGE / "vorlagen" / f"{kind}.yaml").read_bytes()


def schriftvorlage(kind: str) -> dict[str, bytes]:
    """Return the parts of the template for Word (`docx`) or LibreOffice (`ott`) that travels with the program."""
    folder = _PACKAGE / "vorlagen" / kind
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _find(packed: str, checkout: str) -> Path:
    folder = _PACKAGE / "_daten" / packed
    return folder if folder.is_dir() else _PACKAGE.parent / checkout
