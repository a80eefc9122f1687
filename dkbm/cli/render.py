"""`dkbm render VORLAGE [NAME]`: a document from the data, or the list of what the data lack for it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dkbm.cli.options import Ausgabe, Daten, Stand, Stichtag
from dkbm.errors import DkbmError
from dkbm.german import aufzaehlung

if TYPE_CHECKING:
    from collections.abc import Callable

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
    nachtrag: Annotated[
        int | None,
        typer.Option("--nachtrag", metavar="ZAHL", help="Welcher unterzeichnete Nachtrag; ohne: der noch nötige."),
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
    from dkbm.cli.frame import dataset_root, parse_stichtag
    from dkbm.cli.mappe import as_mappe
    from dkbm.cli.render_alle import Ziel, render_all
    from dkbm.cli.render_wahl import refuse_idle, refuse_unknown_modul
    from dkbm.cli.rendering import Wahl, make, prepare, werkstatt
    from dkbm.cli.tracing import refuse_untraceable, write_trace
    from dkbm.documents.writers import write

    wahl = Wahl(" ".join(name or ()), modul, ident, treffen, von, bis, nachtrag)
    if liste:
        _refuse_beside_list()
        _put_list(ausgabe)
        return
    gemeint = _vorlage(vorlage)
    form = _format(format, None if alle else ausgabe, "" if alle else gemeint.name)
    refuse_idle(gemeint, wahl)
    _refuse_terminal(form, ausgabe, check)
    if trace:
        refuse_untraceable(ausgabe, alle=alle, check=check)
    tag = parse_stichtag(stichtag) if stichtag else None
    root = dataset_root(daten)
    with werkstatt(root, stand) as werk:
        refuse_unknown_modul(werk.loaded, modul)
        if alle:
            raise typer.Exit(render_all(werk, gemeint, wahl, tag, Ziel(form, ausgabe, check, entwurf)))
        satz = _prepared(partial(prepare, werk.loaded, gemeint, wahl, tag), check=check)
        if check or (satz.ansicht.luecken and not entwurf):
            _report_gaps(satz, check)
        document = make(werk, satz, entwurf=entwurf)
        content = as_mappe(root, satz, document) if form == MAPPE else write(document, form, werk.dateien)
        _put(content, form, ausgabe)
        if trace and ausgabe is not None:
            write_trace(root, werk, document, ausgabe, content)


def _prepared(prepare: "Callable[[], Satz]", *, check: bool) -> "Satz":
    """Return what to render; for --check, that nothing has changed is the result, and the call ends with 0."""
    from dkbm.cli.frame import emit
    from dkbm.documents.auftrag import NichtsZuAendernError
    from dkbm.report.terminal import safe

    try:
        return prepare()
    except NichtsZuAendernError as error:
        if not check:
            raise
        emit(safe(f"{error.message}\n"))
        raise typer.Exit(0) from error


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


def _format(format: str | None, ausgabe: Path | None, vorlage: str) -> str:
    from dkbm.documents.writers import FORMATE

    suffix = ausgabe.suffix[1:].casefold() if ausgabe else ""
    chosen = format or suffix or "md"
    _refuse_contradiction(format, suffix)
    if chosen in FORMATE or (chosen == MAPPE and vorlage == "weitergabe"):
        return chosen
    if chosen == MAPPE:
        beispiel = "Zum Beispiel: dkbm render weitergabe Nienburg/Weser -o mappe.zip"
        raise DkbmError("Eine Mappe (zip) gibt es nur für die Weitergabe, und je Kommune eine.", beispiel)
    vorhanden = f"Vorhanden: {', '.join([*FORMATE, *([MAPPE] if vorlage == 'weitergabe' else [])])}."
    if format is None:
        raise DkbmError(f"Welches Format? Die Endung ».{suffix}« sagt es nicht.", f"--format nennt es. {vorhanden}")
    raise DkbmError(f"Das Format »{format}« gibt es nicht.", vorhanden)


def _refuse_contradiction(format: str | None, suffix: str) -> None:
    """A file whose name promises another format than it holds opens nowhere."""
    from dkbm.documents.writers import FORMATE

    known = {*FORMATE, MAPPE}
    if format != suffix and format in known and suffix in known:
        gemeint = f"--format {format} und die Endung ».{suffix}« widersprechen einander."
        raise DkbmError(gemeint, f"--format weglassen oder die Datei auf .{format} enden lassen.")


def _refuse_terminal(form: str, ausgabe: Path | None, check: bool) -> None:
    """Bytes that are no text would only confuse a screen; into a pipe they may go."""
    import sys

    if ausgabe is None and not check and not _is_text(form) and sys.stdout.isatty():
        raise DkbmError(f"{form} ist kein Text für den Bildschirm.", f"Eine Datei nennen: -o dokument.{form}")


def _is_text(form: str) -> bool:
    from dkbm.documents.writers import FORMATE

    return form in FORMATE and FORMATE[form].is_text


def _refuse_beside_list() -> None:
    """The list is of all there is; who names something beside it, or an option, meant something else."""
    import click
    from click.core import ParameterSource

    call = click.get_current_context()
    typed = [
        each for each in call.command.params if call.get_parameter_source(each.name) is ParameterSource.COMMANDLINE
    ]
    options = [max(each.opts, key=len) for each in typed if isinstance(each, click.Option)]
    words = [call.params[each.name] for each in typed if isinstance(each, click.Argument)]
    names = [f"»{' '.join([word] if isinstance(word, str) else word)}«" for word in words]
    given = aufzaehlung([*names, *(option for option in options if option not in ("--liste", "--ausgabe"))])
    if given:
        raise DkbmError(f"--liste zeigt alle Vorlagen; dazu passt nicht: {given}.", "Nur --liste schreiben.")


def _put_list(ausgabe: Path | None) -> None:
    from dkbm.cli.frame import emit
    from dkbm.documents.verzeichnis import VORLAGEN
    from dkbm.report.table import columns

    head = ("Vorlage", "für", "Dokument")
    rows = [(each.name, WORUM[each.gegenstand], each.bezeichnung) for each in VORLAGEN.values()]
    beispiel = "dkbm render zielvereinbarung Harburg --modul 4 --entwurf -o zv.pdf"
    emit(columns(head, rows) + f"\nZum Beispiel: {beispiel}\n", ausgabe)


MAPPE = "zip"
"""The cover sheet for the Projektträger with all it lists, in one file."""
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
    from dkbm.report.terminal import put_bytes, safe
    from dkbm.store.output import write_output

    if ausgabe is not None:
        write_output(ausgabe, content)
    elif _is_text(form):
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
