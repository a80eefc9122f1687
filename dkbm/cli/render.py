"""`dkbm render VORLAGE [NAME]`: a document from the data, or the list of what the data lack for it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dkbm.cli.options import Ausgabe, Daten, Stand, Stichtag
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.rendering import Satz
    from dkbm.documents.verzeichnis import Vorlage


def render(
    vorlage: Annotated[
        str | None, typer.Argument(metavar="VORLAGE", help="Was entstehen soll; --liste zeigt, was es gibt.")
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]", help="Für wen: Kommune, Gruppe oder Beispiel; Name, Schlüssel oder Kennung."),
    ] = None,
    modul: Annotated[int | None, typer.Option("--modul", metavar="ZAHL", help="Zu welchem Modul.")] = None,
    ident: Annotated[
        str | None, typer.Option("--id", metavar="KENNUNG", help="Welche Vereinbarung, wenn es mehrere gibt.")
    ] = None,
    treffen: Annotated[
        str | None, typer.Option("--treffen", metavar="DATUM", help="Welches Treffen der Gruppe.")
    ] = None,
    von: Annotated[str | None, typer.Option("--von", metavar="DATUM", help="Beginn des Berichtszeitraums.")] = None,
    bis: Annotated[str | None, typer.Option("--bis", metavar="DATUM", help="Ende des Berichtszeitraums.")] = None,
    alle: Annotated[
        bool, typer.Option("--alle", help="Für alle, zu denen es passt: je eine Datei in den Ordner von -o.")
    ] = False,
    liste: Annotated[bool, typer.Option("--liste", help="Nur auflisten, welche Dokumente es gibt.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Nur auflisten, welche Angaben fehlen.")] = False,
    entwurf: Annotated[
        bool, typer.Option("--entwurf", help="Auch mit fehlenden Angaben erzeugen; sie stehen sichtbar im Text.")
    ] = False,
    format: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="md, html, docx, odt oder pdf; sonst nach der Endung von -o."),
    ] = None,
    trace: Annotated[
        bool, typer.Option("--trace", help="Daneben eine Datei schreiben, die zu jeder Angabe Datei und Zeile nennt.")
    ] = False,
    ausgabe: Ausgabe = None,
    stichtag: Stichtag = None,
    stand: Stand = None,
    daten: Daten = None,
) -> None:
    """Erzeugt ein Dokument, zum Beispiel eine Zielvereinbarung.

    Fehlt in den Daten eine Angabe, entsteht nichts; alle fehlenden werden genannt, jede mit der Stelle, an die sie
    gehört. Status 0: erzeugt, 1: es fehlt etwas, 2: falscher Aufruf, 4: Name unbekannt oder nicht eindeutig.
    """
    from dkbm.cli.frame import dataset_root, emit, parse_stichtag
    from dkbm.cli.render_alle import Ziel, render_all
    from dkbm.cli.rendering import Wahl, make, prepare, werkstatt
    from dkbm.cli.tracing import refuse_untraceable, write_trace
    from dkbm.documents.auftrag import NichtsZuAendernError
    from dkbm.documents.writers import write
    from dkbm.report.terminal import safe

    if liste:
        _put_list()
        return
    gemeint, form = _vorlage(vorlage), _format(format, None if alle else ausgabe)
    _refuse_terminal(form, ausgabe, check)
    if trace:
        refuse_untraceable(ausgabe, alle=alle, check=check)
    tag = parse_stichtag(stichtag) if stichtag else None
    wahl = Wahl(" ".join(name or ()), modul, ident, treffen, von, bis)
    root = dataset_root(daten)
    with werkstatt(root, stand) as werk:
        if alle:
            raise typer.Exit(render_all(werk, gemeint, wahl, tag, Ziel(form, ausgabe, check, entwurf)))
        try:
            satz = prepare(werk.loaded, gemeint, wahl, tag)
        except NichtsZuAendernError as error:
            if not check:
                raise
            emit(safe(f"{error.message}\n"))
            return
        if check or (satz.ansicht.luecken and not entwurf):
            _report_gaps(satz, check)
        document = make(werk, satz, entwurf=entwurf)
        content = write(document, form, werk.dateien)
        _put(content, form, ausgabe)
        if trace and ausgabe is not None:
            write_trace(root, werk, document, ausgabe, content)


def _vorlage(name: str | None) -> "Vorlage":
    from difflib import get_close_matches

    from dkbm.documents.verzeichnis import VORLAGEN

    if name is None:
        raise DkbmError("Was soll entstehen? Es fehlt der Name der Vorlage.", "Was es gibt, zeigt: dkbm render --liste")
    if name in VORLAGEN:
        return VORLAGEN[name]
    near = get_close_matches(name.casefold(), VORLAGEN, n=1, cutoff=0.5)
    meant = f" Meinten Sie »{near[0]}«?" if near else ""
    raise DkbmError(f"Die Vorlage »{name}« gibt es nicht.{meant}", "Was es gibt, zeigt: dkbm render --liste")


def _format(format: str | None, ausgabe: Path | None) -> str:
    from dkbm.documents.writers import FORMATE

    suffix = ausgabe.suffix[1:].casefold() if ausgabe else ""
    chosen = format or suffix or "md"
    if chosen in FORMATE:
        return chosen
    vorhanden = f"Vorhanden: {', '.join(FORMATE)}."
    if format is None:
        raise DkbmError(f"Welches Format? Die Endung ».{suffix}« sagt es nicht.", f"--format nennt es. {vorhanden}")
    raise DkbmError(f"Das Format »{format}« gibt es nicht.", vorhanden)


def _refuse_terminal(form: str, ausgabe: Path | None, check: bool) -> None:
    """Bytes that are no text would only confuse a screen; into a pipe they may go."""
    import sys

    from dkbm.documents.writers import FORMATE

    if ausgabe is None and not check and not FORMATE[form].is_text and sys.stdout.isatty():
        raise DkbmError(f"{form} ist kein Text für den Bildschirm.", f"Eine Datei nennen: -o dokument.{form}")


def _put_list() -> None:
    from dkbm.cli.frame import emit
    from dkbm.documents.verzeichnis import VORLAGEN
    from dkbm.report.table import columns

    head = ("Vorlage", "für", "Dokument")
    rows = [(each.name, WORUM[each.gegenstand], each.bezeichnung) for each in VORLAGEN.values()]
    emit(columns(head, rows) + "\nZum Beispiel: dkbm render zielvereinbarung Harburg --modul 4 --entwurf -o zv.pdf\n")


WORUM = {
    "vereinbarung": "Kommune",
    "kommune": "Kommune",
    "gruppe": "Gruppe",
    "treffen": "Treffen",
    "beispiel": "Beispiel",
    "land": "Land",
    "zeitraum": "Zeitraum",
}
"""What a call names for a document."""


def _put(content: bytes, form: str, ausgabe: Path | None) -> None:
    from dkbm.cli.frame import emit
    from dkbm.documents.writers import FORMATE
    from dkbm.report.terminal import put_bytes, safe
    from dkbm.store.output import write_output

    if ausgabe is not None:
        write_output(ausgabe, content)
    elif FORMATE[form].is_text:
        emit(safe(content.decode()))
    else:
        put_bytes(content)


def _report_gaps(satz: "Satz", check: bool) -> NoReturn:
    """Say what is missing, as the result of --check or as the reason why nothing was made, and end."""
    from dkbm.cli.frame import emit
    from dkbm.cli.rendering import gaps_text
    from dkbm.report.terminal import safe, warn

    text = gaps_text(satz)
    if not satz.ansicht.luecken or check:
        emit(safe(text))
    else:
        warn(text + "Es wurde nichts erzeugt. Einen Entwurf mit Lücken gibt --entwurf.")
    raise typer.Exit(1 if satz.ansicht.luecken else 0)
