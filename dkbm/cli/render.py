"""`dkbm render VORLAGE KOMMUNE`: a document from the data, or the list of what the data lack for it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dkbm.cli.options import Ausgabe, Daten
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.dataset import Loaded
    from dkbm.documents.gaps import Luecke
    from dkbm.documents.views import Ansicht
    from dkbm.model.kommune import Kommune, Vereinbarung

VORLAGEN = ("zielvereinbarung",)
MODULE = (1,)
FORMATE = {"md": "Markdown"}


def render(
    vorlage: Annotated[
        str, typer.Argument(metavar="VORLAGE", help=f"Was entstehen soll; es gibt: {', '.join(VORLAGEN)}.")
    ],
    kommune: Annotated[list[str], typer.Argument(metavar="KOMMUNE", help="Für wen: Name, Schlüssel oder Kennung.")],
    modul: Annotated[int, typer.Option("--modul", metavar="ZAHL", help="Zu welchem Modul.")] = 1,
    ident: Annotated[
        str | None, typer.Option("--id", metavar="KENNUNG", help="Welche Vereinbarung, wenn es mehrere gibt.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Nur auflisten, welche Angaben fehlen.")] = False,
    entwurf: Annotated[
        bool, typer.Option("--entwurf", help="Auch mit fehlenden Angaben erzeugen; sie stehen sichtbar im Text.")
    ] = False,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help=f"Form des Dokuments: {', '.join(f'{key} ({name})' for key, name in FORMATE.items())}.",
        ),
    ] = "md",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Erzeugt ein Dokument, zum Beispiel eine Zielvereinbarung.

    Fehlt in den Daten eine Angabe, entsteht nichts; alle fehlenden werden genannt, jede mit der Stelle, an die sie
    gehört. Status 0: erzeugt, 1: es fehlt etwas, 2: falscher Aufruf, 4: Name unbekannt oder nicht eindeutig.
    """
    from dkbm.cli.frame import dataset_root, emit
    from dkbm.documents.auswahl import vereinbarung as choose
    from dkbm.documents.views.zielvereinbarung import ansicht
    from dkbm.report.terminal import safe

    _check_call(vorlage, modul, format)
    root = dataset_root(daten)
    loaded = _load(root)
    found = _find(loaded, " ".join(kommune), vorlage)
    chosen = choose(found, modul, ident, f"dkbm render {vorlage} {found.schluessel or found.id}")
    _refuse_broken(loaded, _basis(found, chosen))
    sicht = ansicht(loaded.dataset, found, chosen, modul)
    if check or (sicht.luecken and not entwurf):
        _report_gaps(found, chosen, sicht.luecken, check)
    emit(safe(_document(root, vorlage, modul, found, chosen, sicht, entwurf=entwurf)), ausgabe)


def _check_call(vorlage: str, modul: int, format: str) -> None:
    from difflib import get_close_matches

    if vorlage not in VORLAGEN:
        near = get_close_matches(vorlage.casefold(), VORLAGEN, n=1, cutoff=0.5)
        meant = f" Meinten Sie »{near[0]}«?" if near else ""
        raise DkbmError(f"Die Vorlage »{vorlage}« gibt es nicht.{meant}", f"Vorhanden: {', '.join(VORLAGEN)}.")
    if modul not in MODULE:
        raise DkbmError(
            f"Für Modul {modul} gibt es noch keinen Wortlaut, bisher nur für Modul 1.", "Zum Beispiel: --modul 1"
        )
    if format not in FORMATE:
        raise DkbmError(f"Das Format »{format}« gibt es noch nicht.", "Bisher entsteht Markdown: --format md")


def _load(root: Path) -> "Loaded":
    from dkbm.dataset import load
    from dkbm.schema import check as schema
    from dkbm.store.worktree import read_dataset

    contents = read_dataset(root)
    return load(contents.files, schema, contents.unreadable)


def _find(loaded: "Loaded", name: str, vorlage: str) -> "Kommune":
    """Return the Kommune or partner a name stands for, as `status` finds it.

    A broken file that may be the one meant is reported, not passed over.
    """
    from dkbm.german import datum_in_worten
    from dkbm.queries.names import resolve, worth_reading
    from dkbm.queries.reading import ENTITIES
    from dkbm.report.terminal import warn

    data = loaded.dataset
    texts = {**dict.fromkeys(data.ungelesen, ""), **data.texts}
    files = {path: text.encode() for path, text in texts.items() if path.startswith(ENTITIES)}
    _refuse_broken(loaded, worth_reading(name, files))
    treffer = resolve(name, [*data.kommunen.values(), *data.partner.values()], f"dkbm render {vorlage}")
    if old := treffer.vorgaenger:
        bis, new = datum_in_worten(old.bis.text), treffer.kommune.offizieller_name
        warn(f"{old.name} ({old.schluessel}) bestand bis {bis}; das Dokument nennt {new}.")
    return treffer.kommune


def _basis(kommune: "Kommune", vereinbarung: "Vereinbarung | None") -> set[str]:
    """Return the files a document rests on."""
    parteien = (vereinbarung.kommune, vereinbarung.agentur) if vereinbarung else ()
    acting = (partei.vertretung.person for partei in parteien if partei.vertretung)
    personen = {*acting, *(partei.ansprechperson for partei in parteien)} - {None}
    return {
        "dkbm.yaml",
        "data/agentur.yaml",
        "data/prozess.yaml",
        kommune.place.file,
        *(f"data/personen/{person}.yaml" for person in personen),
    }


def _refuse_broken(loaded: "Loaded", files: "set[str] | tuple[str, ...]") -> None:
    """Show the errors in these files and end with 1; without any, go on."""
    from dkbm.diagnostic import Severity
    from dkbm.report import findings
    from dkbm.report.terminal import warn

    errors = [each for each in loaded.diagnostics if each.severity is Severity.FEHLER and each.place.file in files]
    if errors:
        warn(findings.as_text(findings.resolve(loaded.dataset, errors), loaded.dataset.texts).rstrip("\n"))
        warn("\nErst diese Fehler beheben, dann entsteht das Dokument.")
        raise typer.Exit(1)


def _report_gaps(
    kommune: "Kommune", vereinbarung: "Vereinbarung | None", luecken: "tuple[Luecke, ...]", check: bool
) -> NoReturn:
    """Say what is missing, as the result of --check or as the reason why nothing was made, and end."""
    from dkbm.cli.frame import emit
    from dkbm.documents.auswahl import without_modul
    from dkbm.documents.gaps import as_text
    from dkbm.german import anzahl
    from dkbm.report.terminal import safe, warn

    if not luecken:
        emit(safe(f"{kommune.offizieller_name}: Es fehlt keine Angabe.\n"))
        raise typer.Exit(0)
    verb = "fehlt" if len(luecken) == 1 else "fehlen"
    text = f"{as_text(luecken)}\n{kommune.offizieller_name}: Es {verb} {anzahl(len(luecken), 'Angabe', 'Angaben')}.\n"
    if vereinbarung is None and (others := without_modul(kommune)):
        text += "Ohne Angabe des Moduls: " + ", ".join(f"--id {each.id}" for each in others) + ".\n"
    if check:
        emit(safe(text))
    else:
        warn(text + "Es wurde nichts erzeugt. Einen Entwurf mit Lücken gibt --entwurf.")
    raise typer.Exit(1)


def _document(
    root: Path,
    vorlage: str,
    modul: int,
    kommune: "Kommune",
    vereinbarung: "Vereinbarung | None",
    sicht: "Ansicht",
    *,
    entwurf: bool,
) -> str:
    """Return the document in the wording of its day."""
    from dkbm.documents.loader import Vorlagen
    from dkbm.documents.render import Kopf, fassung, render
    from dkbm.store.templates import read_templates

    vorlagen = Vorlagen(read_templates(root))
    kopf = Kopf(vorlage, kommune.id, vereinbarung.id if vereinbarung else None)
    wortlaut = fassung(vorlagen, vorlage, f"modul-{modul}", vereinbarung.unterzeichnet if vereinbarung else None)
    return render(vorlagen, wortlaut, sicht, kopf, entwurf=entwurf)
