"""The options that mean the same in every command; a command takes them as annotations of its parameters."""

import os
from pathlib import Path
from typing import Annotated, Literal

import typer


def on_disk(path: str | Path) -> Path:
    """Return a path as the system names it: arguments are read as UTF-8, file names in the encoding of the locale."""
    return Path(os.fsdecode(str(path).encode("utf-8", "surrogateescape")))


Daten = Annotated[
    Path | None,
    typer.Option(
        "--daten",
        metavar="ORDNER",
        parser=on_disk,
        envvar="DKBM_DATEN",
        show_envvar=False,
        help="Ordner des Datensatzes, mit der Datei dkbm.yaml. Ohne Angabe wird er von hier aus aufwärts gesucht.",
    ),
]
Stichtag = Annotated[
    str | None,
    typer.Option(
        "--stichtag", metavar="DATUM", help="Nach dem Stand an diesem Tag fragen, JJJJ-MM-TT. Ohne Angabe: heute."
    ),
]
Stand = Annotated[
    str | None,
    typer.Option(
        "--stand",
        metavar="STAND",
        help="Den Datensatz lesen, wie er in git festgehalten ist: Zweig, Marke, Commit oder Datum (JJJJ-MM-TT). "
        "Ohne Angabe: wie er im Ordner liegt.",
    ),
]


def _not_the_screen(target: Path | None) -> Path | None:
    """Take `-` for what it is everywhere else: no file of that name, but where the text goes without one."""
    return None if target is not None and str(target) == "-" else target


Ausgabe = Annotated[
    Path | None,
    typer.Option(
        "--ausgabe",
        "-o",
        metavar="DATEI",
        parser=on_disk,
        callback=_not_the_screen,
        help="In diese Datei schreiben statt auf den Bildschirm; - ist der Bildschirm.",
    ),
]
Form = Annotated[
    Literal["text", "json"], typer.Option("--format", help="text zum Lesen, json für Programme.", show_default=True)
]
Ja = Annotated[bool, typer.Option("--ja", help="Jede Frage mit Ja beantworten.")]
Trocken = Annotated[bool, typer.Option("--dry-run", help="Nur zeigen, was sich ändern würde, und nichts schreiben.")]
Commit = Annotated[bool, typer.Option("--commit", help="Die Änderung in git festhalten, mit einer Meldung dazu.")]

Zahlen = list[int] | None
Worte = list[str] | None
"""Options that may be given several times (`dkbm list` shadows the name `list`)."""
