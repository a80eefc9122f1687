"""`dkbm render VORLAGE KOMMUNE`: a document from the data, or the list of what the data lack for it."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dkbm.cli.options import Ausgabe, Daten
from dkbm.errors import DkbmError, NameUnresolvedError

if TYPE_CHECKING:
    from dkbm.dataset import Loaded
    from dkbm.documents.gaps import Luecke
    from dkbm.model.kommune import Kommune, Vereinbarung

VORLAGEN = ("zielvereinbarung",)
MODULE = (1,)
FORMATE = ("md",)


def render(
    vorlage: Annotated[str, typer.Argument(metavar="VORLAGE", help="Was entstehen soll: zielvereinbarung.")],
    kommune: Annotated[str, typer.Argument(metavar="KOMMUNE", help="Für wen: Name oder Schlüssel.")],
    modul: Annotated[int, typer.Option("--modul", metavar="ZAHL", help="Zu welchem Modul.")] = 1,
    ident: Annotated[
        str | None, typer.Option("--id", metavar="KENNUNG", help="Welche Vereinbarung, wenn es mehrere gibt.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Nur auflisten, welche Angaben fehlen.")] = False,
    entwurf: Annotated[
        bool, typer.Option("--entwurf", help="Auch mit fehlenden Angaben erzeugen; sie stehen sichtbar im Text.")
    ] = False,
    format: Annotated[str, typer.Option("--format", metavar="FORMAT", help="Form des Dokuments.")] = "md",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Erzeugt ein Dokument, zum Beispiel eine Zielvereinbarung.

    Fehlt in den Daten eine Angabe, entsteht nichts; alle fehlenden werden genannt, jede mit der Stelle, an die sie
    gehört. Status 0: erzeugt, 1: es fehlt etwas, 2: falscher Aufruf, 4: Name unbekannt oder nicht eindeutig.
    """
    from dkbm.cli.frame import dataset_root
    from dkbm.documents.auswahl import vereinbarung as waehle
    from dkbm.documents.loader import Vorlagen
    from dkbm.documents.render import Kopf, fassung
    from dkbm.documents.render import render as erzeuge
    from dkbm.documents.views.zielvereinbarung import ansicht

    _pruefe_aufruf(vorlage, modul, format)
    root = dataset_root(daten)
    geladen = _lade(root)
    gemeint = _finde(geladen, kommune, vorlage)
    gewaehlt = waehle(gemeint, modul, ident, f"dkbm render {vorlage} {gemeint.schluessel or gemeint.id}")
    _pruefe_daten(geladen, _grundlagen(gemeint, gewaehlt))
    sicht = ansicht(geladen.dataset, gemeint, gewaehlt, modul)
    if check or (sicht.luecken and not entwurf):
        _melde(gemeint, gewaehlt, sicht.luecken, check)
    vorlagen, kopf = Vorlagen(root / "templates"), Kopf(vorlage, gemeint.id, gewaehlt.id if gewaehlt else None)
    wortlaut = fassung(vorlagen, vorlage, f"modul-{modul}", gewaehlt.unterzeichnet if gewaehlt else None)
    _schreibe(erzeuge(vorlagen, wortlaut, sicht, kopf, entwurf=entwurf), ausgabe)


def _pruefe_aufruf(vorlage: str, modul: int, format: str) -> None:
    from difflib import get_close_matches

    if vorlage not in VORLAGEN:
        nah = get_close_matches(vorlage.casefold(), VORLAGEN, n=1, cutoff=0.5)
        meinten = f" Meinten Sie »{nah[0]}«?" if nah else ""
        raise DkbmError(f"Die Vorlage »{vorlage}« gibt es nicht.{meinten}", f"Vorhanden: {', '.join(VORLAGEN)}.")
    if modul not in MODULE:
        raise DkbmError(
            f"Für Modul {modul} gibt es noch keinen Wortlaut, bisher nur für Modul 1.", "Zum Beispiel: --modul 1"
        )
    if format not in FORMATE:
        raise DkbmError(f"Das Format »{format}« gibt es noch nicht.", "Bisher entsteht Markdown: --format md")


def _lade(root: Path) -> "Loaded":
    from dkbm.dataset import load
    from dkbm.schema import check as schema
    from dkbm.store.worktree import read_files

    return load(read_files(root), schema)


def _finde(geladen: "Loaded", name: str, vorlage: str) -> "Kommune":
    """The Kommune a name stands for. A broken file that may be the one meant is reported, not passed over."""
    from dkbm.german import datum_in_worten
    from dkbm.queries.names import resolve, worth_reading
    from dkbm.report.terminal import warn

    data = geladen.dataset
    dateien = {path: text.encode() for path, text in data.texts.items() if path.startswith("data/kommunen/")}
    _pruefe_daten(geladen, worth_reading(name, dateien))
    try:
        treffer = resolve(name, data.kommunen.values(), f"dkbm render {vorlage}")
    except NameUnresolvedError:
        partner = next((eine for eine in data.partner.values() if name in (eine.id, eine.name, *eine.auch)), None)
        if partner is None:
            raise
        return partner
    if alt := treffer.vorgaenger:
        bis, neu = datum_in_worten(alt.bis.text), treffer.kommune.offizieller_name
        warn(f"{alt.name} ({alt.schluessel}) bestand bis {bis}; das Dokument nennt {neu}.")
    return treffer.kommune


def _grundlagen(kommune: "Kommune", vereinbarung: "Vereinbarung | None") -> set[str]:
    """The files a document rests on."""
    parteien = (vereinbarung.kommune, vereinbarung.agentur) if vereinbarung else ()
    vertreten = (partei.vertretung.person for partei in parteien if partei.vertretung)
    personen = {*vertreten, *(partei.ansprechperson for partei in parteien)} - {None}
    return {
        "dkbm.yaml",
        "data/agentur.yaml",
        "data/prozess.yaml",
        kommune.place.file,
        *(f"data/personen/{person}.yaml" for person in personen),
    }


def _pruefe_daten(geladen: "Loaded", dateien: "set[str] | tuple[str, ...]") -> None:
    """Show the errors in these files and end with 1; without any, go on."""
    from dkbm.diagnostic import Severity
    from dkbm.report import findings
    from dkbm.report.terminal import warn

    fehler = [eine for eine in geladen.diagnostics if eine.severity is Severity.FEHLER and eine.place.file in dateien]
    if fehler:
        warn(findings.as_text(findings.resolve(geladen.dataset, fehler), geladen.dataset.texts).rstrip("\n"))
        warn("\nErst diese Fehler beheben, dann entsteht das Dokument.")
        raise typer.Exit(1)


def _melde(
    kommune: "Kommune", vereinbarung: "Vereinbarung | None", luecken: "tuple[Luecke, ...]", check: bool
) -> NoReturn:
    """Say what is missing, as the result of --check or as the reason why nothing was made, and end."""
    from dkbm.cli.frame import emit
    from dkbm.documents.auswahl import ohne_modul
    from dkbm.documents.gaps import as_text
    from dkbm.german import anzahl
    from dkbm.report.terminal import safe, warn

    fehlt = "fehlt" if len(luecken) == 1 else "fehlen"
    schluss = f"{kommune.offizieller_name}: Es {fehlt} {anzahl(len(luecken), 'Angabe', 'Angaben')}.\n"
    if not luecken:
        emit(safe(f"{kommune.offizieller_name}: Es fehlt keine Angabe.\n"))
        raise typer.Exit(0)
    text = f"{as_text(luecken)}\n{schluss}"
    if vereinbarung is None and (andere := ohne_modul(kommune)):
        text += "Ohne Angabe des Moduls: " + ", ".join(f"--id {eine.id}" for eine in andere) + ".\n"
    if check:
        emit(safe(text))
    else:
        warn(text + "Es wurde nichts erzeugt. Einen Entwurf mit Lücken gibt --entwurf.")
    raise typer.Exit(1)


def _schreibe(text: str, ausgabe: Path | None) -> None:
    """Write to stdout, or to a file that is either the old or the new one, never half of it."""
    from dkbm.cli.frame import emit
    from dkbm.report.terminal import safe

    text = safe(text)
    if ausgabe is None or (ausgabe.exists() and not ausgabe.is_file()):
        emit(text, ausgabe)
        return
    ziel = ausgabe.resolve()
    if not ziel.parent.is_dir():
        raise DkbmError(f"Den Ordner {ziel.parent} gibt es nicht.", "Ihn anlegen oder eine andere Datei nennen.")
    neu = ziel.with_name(f".{ziel.name}.dkbm-{os.getpid()}")
    try:
        neu.write_text(text, encoding="utf-8", newline="\n")
        if ziel.exists():
            neu.chmod(ziel.stat().st_mode & 0o7777)
        neu.replace(ziel)
    finally:
        neu.unlink(missing_ok=True)
