"""`dkbm verify DATEI …`: is a document still what data and wording say, and still the file that was made?"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, on_disk


def verify(
    datei: Annotated[
        list[Path], typer.Argument(metavar="DATEI …", parser=on_disk, help="Dokumente, die dkbm render erzeugt hat.")
    ],
    format: Annotated[Literal["text", "json"], typer.Option("--format", help="Form der Ausgabe.")] = "text",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Prüft, ob ein Dokument noch zu Daten und Vorlage passt und unverändert ist.

    Woraus ein Dokument entstand, steht in ihm selbst (md, html, docx, odt, pdf). Status 0: unverändert, 1: etwas ist
    anders, 2: kein Dokument von dkbm, oder die Datei fehlt.
    """
    from dkbm.cli.frame import dataset_root, emit
    from dkbm.cli.verifying import judge
    from dkbm.report import verify_text

    urteile = judge(dataset_root(daten), datei)
    forms = {"text": verify_text.as_text, "json": verify_text.as_json}
    emit(forms[format](urteile), ausgabe, fixed=format == "json")
    raise typer.Exit(max(each.status for each in urteile))
