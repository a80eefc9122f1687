"""`dkbm log [KOMMUNE]`: what each commit changed, in the words of the field."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Worte
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.lineage import Way
    from dkbm.cli.log_steps import Job

_ANZAHL = 20
_HINT = "Zum Beispiel: dkbm log --von 2026-01 --bis 2026-03"


def log(
    kommune: Annotated[
        Worte, typer.Argument(metavar="KOMMUNE", help="Nur Commits, die diese Kommune betreffen. Ohne Angabe: alle.")
    ] = None,
    *,
    von: Annotated[
        str | None,
        typer.Option("--von", metavar="DATUM", help="Nur Commits ab diesem Tag, JJJJ, JJJJ-MM oder JJJJ-MM-TT."),
    ] = None,
    bis: Annotated[
        str | None, typer.Option("--bis", metavar="DATUM", help="Nur Commits bis zu diesem Tag, ebenso; er zählt mit.")
    ] = None,
    anzahl: Annotated[
        int,
        typer.Option("--anzahl", "-n", min=0, metavar="ZAHL", help="Höchstens so viele; 0: alle."),
    ] = _ANZAHL,
    stand: Annotated[
        str | None,
        typer.Option(
            "--stand",
            metavar="STAND",
            help="Bis zu diesem Stand: Zweig, Marke, Commit oder Datum. Ohne Angabe: bis zum ausgecheckten Commit.",
        ),
    ] = None,
    intern: Annotated[
        bool,
        typer.Option("--intern", help="Auch nennen, wer den Commit gemacht hat, Internes und Angaben zu Personen."),
    ] = False,
    format_: Annotated[
        Literal["text", "json"], typer.Option("--format", help="text zum Lesen, json für Programme.")
    ] = "text",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt, was jeder Commit am Datensatz geändert hat, der jüngste zuerst.

    In Worten, nicht in Zeilen: Übergänge, Ereignisse, Vereinbarungen, Quellen. Ein Merge ist ein Schritt. Was nur
    Form, Kommentar oder Reihenfolge betrifft, heißt »keine fachliche Änderung«.
    """
    from dkbm.cli.frame import dataset_root, emit
    from dkbm.cli.lineage import tip
    from dkbm.cli.log_steps import told
    from dkbm.cli.standing import in_worten
    from dkbm.report.json_out import dumps
    from dkbm.report.log_text import Protokoll, as_json, as_text
    from dkbm.report.terminal import speaks_utf8
    from dkbm.store.stand import refuse_shallow

    root, zeitraum, name = dataset_root(daten), _zeitraum(von, bis), " ".join(kommune or ())
    refuse_shallow(root)
    upto = tip(root, stand)
    titel, found, jobs = _jobs(root, name, upto.commit, stand)
    meant = [each for each in jobs if zeitraum[0] <= each.commit.zeitpunkt.date() <= zeitraum[1]]
    shown = tuple(told(found, each, intern=intern) for each in meant[: anzahl or None])
    protokoll = Protokoll(titel, in_worten(upto), upto.commit, len(meant), shown, intern)
    if format_ == "json":
        emit(dumps(as_json(protokoll), ascii_only=ausgabe is None and not speaks_utf8()), ausgabe)
    else:
        emit(as_text(protokoll), ausgabe)


def _jobs(root: Path, name: str, upto: str, stand: str | None) -> "tuple[str, Way, list[Job]]":
    """What is told of, the way to it, and its steps, newest first."""
    from dkbm.cli.lineage import folders, lineage, way
    from dkbm.cli.log_steps import SHARED, jobs_of_all, jobs_of_file
    from dkbm.cli.standing import one, readable_at
    from dkbm.store.worktree import DATA

    if not name:
        found = way(root, upto, (DATA,))
        return "", found, jobs_of_all(found)
    kommune = one(readable_at(root, stand, name), name, "dkbm log").treffer.kommune
    path = kommune.place.file
    found = way(root, upto, (*folders(path), *SHARED))
    titel = " · ".join(filter(None, (kommune.offizieller_name, kommune.schluessel)))
    return titel, found, jobs_of_file(lineage(found, path, (kommune.schluessel or "").encode()))


def _zeitraum(von: str | None, bis: str | None) -> tuple[date, date]:
    """The days from the first of `von` to the last of `bis`."""
    from dkbm.cli.frame import first_day, last_day

    start = first_day(von, "--von", _HINT) if von else date.min
    end = last_day(bis, "--bis", _HINT) if bis else date.max
    if start > end:
        raise DkbmError("Der Zeitraum endet, bevor er beginnt.", _HINT)
    return start, end
