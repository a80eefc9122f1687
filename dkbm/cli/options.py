"""The options that mean the same in every command; a command takes them as annotations of its parameters."""

from pathlib import Path
from typing import Annotated

import typer

Daten = Annotated[
    Path | None,
    typer.Option(
        "--daten",
        metavar="ORDNER",
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
Ausgabe = Annotated[
    Path | None,
    typer.Option("--ausgabe", "-o", metavar="DATEI", help="In diese Datei schreiben statt auf den Bildschirm."),
]
Ja = Annotated[bool, typer.Option("--ja", help="Jede Frage mit Ja beantworten.")]

Zahlen = list[int] | None
Worte = list[str] | None
"""Options that may be given several times (`dkbm list` shadows the name `list`)."""
