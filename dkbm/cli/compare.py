"""`dkbm compare DATEI.docx`: what was negotiated in Word, against the text the data give."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Stand, on_disk
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.documents.readers.docx import Gelesen
    from dkbm.documents.render import Herkunft


def compare(
    datei: Annotated[
        Path,
        typer.Argument(metavar="DATEI", parser=on_disk, help="Das Word-Dokument, das dkbm render erzeugt hat."),
    ],
    format: Annotated[Literal["text", "json", "markdown"], typer.Option("--format", help="Form der Ausgabe.")] = "text",
    check: Annotated[bool, typer.Option("--check", help="Mit Status 1 enden, wenn etwas abweicht.")] = False,
    ausgabe: Ausgabe = None,
    stand: Stand = None,
    daten: Daten = None,
) -> None:
    """Zeigt, was in einem Word-Dokument anders steht als im Text aus den Daten, Absatz für Absatz.

    Auch Fuß- und Endnoten, Kopf- und Fußzeilen, Durchgestrichenes, Verborgenes und Bilder. Nachverfolgte Änderungen
    gelten als angenommen; Kommentare werden ohne Namen genannt. Woraus das Dokument entstand, steht in ihm selbst.
    Status 0: verglichen, 1: mit --check, wenn etwas abweicht, 2: kein solches Dokument.
    """
    from dkbm.cli.frame import dataset_root, emit
    from dkbm.cli.recall import recall
    from dkbm.cli.rendering import werkstatt
    from dkbm.documents import beiwerk, vergleich
    from dkbm.documents.readers import docx
    from dkbm.documents.tree import paragraphs
    from dkbm.documents.writers import write
    from dkbm.report import compare_text

    _refuse_others(datei)
    gelesen, herkunft = _negotiated(datei)
    with werkstatt(dataset_root(daten), stand) as werk:
        dokument, bewegt = recall(werk, herkunft)
        eigenes = docx.read_beiwerk(write(dokument._replace(herkunft=herkunft), "docx", werk.dateien))
    unterschiede = vergleich.compare(paragraphs(dokument.blocks), gelesen.absaetze, vergleich.headings(dokument.blocks))
    daneben = tuple(each for each in beiwerk.differing(eigenes, gelesen.beiwerk) if each.art != "Kommentar")
    found = compare_text.Vergleich(
        datei.name,
        dokument.titel,
        herkunft.aufruf,
        bewegt,
        unterschiede,
        daneben,
        gelesen.aenderungen,
        gelesen.kommentare,
    )
    forms = {"text": compare_text.as_text, "json": compare_text.as_json, "markdown": compare_text.as_markdown}
    emit(forms[format](found), ausgabe, fixed=format == "json")
    raise typer.Exit(int(check and bool(unterschiede or daneben)))


def _negotiated(datei: Path) -> "tuple[Gelesen, Herkunft]":
    """Read the Word file, and from what it was made. Raises DkbmError where it does not say so."""
    from dkbm.documents.office.paket import MAX_BYTES
    from dkbm.documents.readers import docx
    from dkbm.store.input import read_input

    content = read_input(datei, MAX_BYTES)
    gelesen, herkunft = docx.read(content), docx.read_herkunft(content)
    if herkunft is None:
        raise DkbmError(
            f"{datei.name} nennt keine Herkunft; womit sollte es verglichen werden?",
            "Verglichen wird ein .docx, das dkbm render erzeugt hat; die Eigenschaften des Dokuments behalten.",
        )
    return gelesen, herkunft


def _refuse_others(datei: Path) -> None:
    """Tracked changes and remarks are read from Word files alone; the other formats get one and the same answer."""
    from dkbm.documents.writers import FORMATE

    form = datei.suffix[1:].casefold()
    if form != "docx" and form in FORMATE:
        hint = "Ob ein anderes Dokument unverändert ist, sagt: dkbm verify DATEI"
        raise DkbmError(f"compare liest Word-Dateien (.docx); {datei.name} ist keine.", hint)
