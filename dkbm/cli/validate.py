"""`dkbm validate [PFAD …]`: check the dataset, silently when all is well."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Stichtag

if TYPE_CHECKING:
    from datetime import date

    from dkbm.diagnostic import Diagnostic
    from dkbm.rules.pipeline import Checked

Format = Annotated[Literal["text", "json"], typer.Option("--format", help="Form der Ausgabe.")]


def validate(
    pfad: Annotated[
        list[str] | None, typer.Argument(metavar="[PFAD …]", help="Nur Befunde in diesen Dateien und Ordnern zeigen.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Auch bei Warnungen mit Status 1 enden.")] = False,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="PRÜFUNG", help="Nur diese Prüfung, nach Code, Name oder Gruppe. Mehrfach möglich."
        ),
    ] = None,
    show_list: Annotated[bool, typer.Option("--list", help="Alle Prüfungen auflisten, ohne zu prüfen.")] = False,
    hinweise: Annotated[bool, typer.Option("--hinweise", help="Auch Hinweise zeigen.")] = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="STAND",
            help="Nur Befunde zeigen, die seit diesem Stand (Zweig, Marke oder Commit) hinzukamen; ältere zählen.",
        ),
    ] = None,
    format: Format = "text",
    ausgabe: Ausgabe = None,
    stichtag: Stichtag = None,
    daten: Daten = None,
) -> None:
    """Prüft den Datensatz.

    Ohne Befund bleibt die Ausgabe leer. Status 0: in Ordnung, 1: Befunde, 2: falscher Aufruf.
    """
    from dkbm.cli.frame import dataset_root, emit, parse_stichtag
    from dkbm.cli.paths import inside as lies_in
    from dkbm.cli.since import older_text, only_new
    from dkbm.report import findings as report
    from dkbm.report.terminal import warn
    from dkbm.rules.pipeline import catalog
    from dkbm.rules.selection import select

    if show_list:
        emit(_listed(daten, format), ausgabe, fixed=format == "json")
        raise typer.Exit
    root, day, deep = dataset_root(daten), parse_stichtag(stichtag), hinweise or bool(only)
    inside = lies_in(root, pfad or [])
    checked, names = _checked(root, day, deep)
    wanted = select(only, catalog(checked.dataset)) if only else None
    shown = _shown(checked, wanted, hinweise, inside)
    fresh = only_new(root, since, day, shown, hinweise=deep) if since is not None else shown
    found = report.resolve(checked.dataset, fresh)
    older = older_text(len(report.resolve(checked.dataset, shown)) - len(found))
    if format == "json":
        emit(report.as_json(found), ausgabe, fixed=True)
        if older:
            warn(older.rstrip())
    elif found or older or ausgabe:
        looked_at = {*filter(inside, names), *(entry.file for entry in found)}
        emit(report.as_text(found, checked.dataset.texts, len(looked_at)) + older, ausgabe)
    raise typer.Exit(_status({entry.severity for entry in found}, strict))


def _checked(root: Path, day: "date", deep: bool) -> "tuple[Checked, frozenset[str]]":
    """Read and check the whole dataset, Hinweise only if `deep`; also return the names of its files."""
    from dkbm.cli.version import require_current
    from dkbm.rules.pipeline import check_all
    from dkbm.store.dokumente import digest
    from dkbm.store.worktree import read_dataset, read_schemas

    contents, schemas = read_dataset(root), read_schemas(root)
    require_current(contents.files)
    checked = check_all(
        {**contents.files, **schemas.files},
        day,
        contents.strangers,
        hinweise=deep,
        digest=lambda name: digest(root, name),
        unreadable={**contents.unreadable, **schemas.unreadable},
    )
    return checked, frozenset(contents.files)


def _shown(
    checked: "Checked", wanted: frozenset[str] | None, hinweise: bool, inside: Callable[[str], bool]
) -> "list[Diagnostic]":
    """Return what was asked for; a Hinweis is shown when asked for by name or with --hinweise."""
    from dkbm.diagnostic import Severity

    def asked(diagnostic: "Diagnostic") -> bool:
        if wanted is not None:
            return diagnostic.code in wanted
        return hinweise or diagnostic.severity is not Severity.HINWEIS

    return [entry for entry in checked.diagnostics if asked(entry) and inside(entry.place.file)]


def _status(severities: set[str], strict: bool) -> int:
    return 1 if "fehler" in severities or (strict and "warnung" in severities) else 0


def _listed(daten: Path | None, format: str) -> str:
    """Return all checks, with those of the dataset's own rules where there is a dataset."""
    from dkbm.cli.catalog import known_checks
    from dkbm.report.checks import as_json, as_text

    codes = tuple(known_checks(daten).values())
    return as_json(codes) if format == "json" else as_text(codes)
