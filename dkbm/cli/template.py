"""`dkbm template check|liste|neu`: the templates of the dataset, wordings and styles."""

import re
from pathlib import Path
from typing import Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten
from dkbm.errors import DkbmError


def template(
    was: Annotated[
        Literal["check", "liste", "neu"],
        typer.Argument(
            metavar="check|liste|neu",
            help="check: alles prüfen; liste: welche Fassungen es gibt; neu: eine Gestaltungsvorlage schreiben.",
        ),
    ],
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Prüft die Vorlagen, listet ihre Fassungen oder schreibt eine Vorlage für Word oder LibreOffice.

    Der Wortlaut steht in templates/…/*.md.j2; Schrift, Ränder, Logo, Kopf- und Fußzeile stehen in
    templates/vorlage.docx und templates/vorlage.ott. Fehlen diese, gelten die mitgelieferten; »neu -o vorlage.docx«
    schreibt sie zum Bearbeiten heraus. Status 0: in Ordnung, 1: Befunde, 2: falscher Aufruf.
    """
    if was == "neu":
        _new(ausgabe)
    elif was == "liste":
        _list(daten, ausgabe)
    else:
        _check(daten, ausgabe)


def _new(ausgabe: Path | None) -> None:
    from dkbm.documents.office.pruefung import NEU, built_in
    from dkbm.report.terminal import warn
    from dkbm.store.output import write_output

    kind = ausgabe.suffix[1:].casefold() if ausgabe else ""
    if ausgabe is None or kind not in NEU:
        raise DkbmError("Wohin? Der Name der neuen Vorlage endet auf .docx oder .ott.", "Zum Beispiel: -o vorlage.docx")
    write_output(ausgabe, built_in(kind))
    warn(f"{ausgabe} ist geschrieben. Nach dem Bearbeiten gehört die Datei als {NEU[kind]} in den Ordner templates/.")


def _list(daten: Path | None, ausgabe: Path | None) -> None:
    from dkbm.cli.frame import dataset_root, emit
    from dkbm.documents.loader import Vorlagen
    from dkbm.documents.office.pruefung import NEU
    from dkbm.documents.verzeichnis import VORLAGEN, teil
    from dkbm.german import tag
    from dkbm.report.table import columns
    from dkbm.store.templates import read_templates

    dateien = read_templates(dataset_root(daten))
    vorlagen = Vorlagen({pfad: content for pfad, content in dateien.items() if pfad not in NEU.values()})
    teile = [(vorlage.name, teil(vorlage, modul)) for vorlage in VORLAGEN.values() for modul in (1, 2, 3, 4)]
    fassungen = [each for name, part in dict.fromkeys(teile) for each in vorlagen.fassungen(name, part)]
    wortlaute = [(each.pfad, each.kennung, f"ab {tag(each.gilt_ab)}") for each in fassungen]
    gestaltung = [(name, "", "eigene" if name in dateien else "mitgeliefert") for name in NEU.values()]
    emit(columns(("Vorlage", "Fassung", "gilt"), [*wortlaute, *gestaltung]), ausgabe)


def _check(daten: Path | None, ausgabe: Path | None) -> None:
    from dkbm.cli.frame import dataset_root, emit
    from dkbm.cli.template_probe import probe
    from dkbm.documents.office.pruefung import NEU, findings
    from dkbm.documents.pruefung import lint
    from dkbm.german import anzahl
    from dkbm.report.terminal import safe, warn
    from dkbm.store.templates import read_templates

    dateien = read_templates(dataset_root(daten))
    if not dateien:
        raise DkbmError("Unter templates/ liegen keine Vorlagen.", "Zu prüfen ist der Ordner templates/ im Datensatz.")
    wortlaute = {pfad: content for pfad, content in dateien.items() if pfad not in NEU.values()}
    filled, ohne = probe(dataset_root(daten))
    read = [*lint(wortlaute), *findings(dateien)]
    found = [*read, *(each for each in filled if not _is_known(each, read))]
    rest = f"Nur gelesen, nicht ausgefüllt, weil die Daten keinen Anlass geben: {', '.join(ohne)}.\n" if ohne else ""
    if not found:
        emit(f"{anzahl(len(dateien), 'Vorlage', 'Vorlagen')} geprüft: nichts zu beanstanden.\n{rest}", ausgabe)
        return
    emit(safe("".join(f"{each}\n" for each in found)) + rest, ausgabe)
    warn(f"{anzahl(len(found), 'Befund', 'Befunde')}.")
    raise typer.Exit(1)


def _is_known(finding: str, others: list[str]) -> bool:
    """Say whether the same line of the same template is among the findings already."""
    line = re.match(r"templates/[^:]+: Zeile [0-9]+:", finding)
    return finding in others or (line is not None and any(each.startswith(line[0]) for each in others))
