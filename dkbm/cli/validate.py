"""`dkbm validate [PFAD …]`: check the dataset, silently when all is well."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Stichtag

if TYPE_CHECKING:
    from datetime import date

    from dkbm.diagnostic import Diagnostic
    from dkbm.rules.pipeline import Checked
    from dkbm.store.basis import Basis

Form = Literal["text", "json", "jsonl", "github", "sarif", "gitlab", "junit", "rdjsonl", "markdown"]
Format = Annotated[
    Form, typer.Option("--format", help="Form der Ausgabe; ab jsonl für Prüfungen auf GitHub, GitLab und anderswo.")
]


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
            help="Nur Befunde zeigen, die seit diesem Stand (Zweig, Marke, Commit, Datum) hinzukamen; ältere zählen.",
        ),
    ] = None,
    basis: Annotated[
        str | None,
        typer.Option(
            "--basis",
            metavar="STAND",
            help="Eigene Regeln, Prozess und Schemas von diesem Stand nehmen, aus dem Ordner nur die Daten.",
        ),
    ] = None,
    format: Format = "text",
    ausgabe: Ausgabe = None,
    stichtag: Stichtag = None,
    daten: Daten = None,
) -> None:
    """Prüft den Datensatz.

    Ohne Befund bleibt die Ausgabe als Text leer. Status 0: in Ordnung, 1: Befunde, 2: falscher Aufruf.
    """
    from dkbm.cli.frame import dataset_root, emit, parse_stichtag
    from dkbm.cli.hosts import SAYS_OLDER, Outcome, for_host
    from dkbm.cli.paths import inside as lies_in
    from dkbm.cli.since import Change, fresh_and_older, older_text, trusted
    from dkbm.report import findings as report
    from dkbm.report.terminal import warn
    from dkbm.rules.pipeline import catalog
    from dkbm.rules.selection import select

    if show_list:
        emit(_listed(daten, format), ausgabe, fixed=format == "json")
        raise typer.Exit
    root, day, deep = dataset_root(daten), parse_stichtag(stichtag), hinweise or bool(only)
    inside = lies_in(root, pfad or [])
    standard = trusted(root, basis)
    checked, files = _checked(root, day, deep, standard)
    wanted = select(only, catalog(checked.dataset)) if only else None

    def choose(found: "Sequence[Diagnostic]") -> "list[Diagnostic]":
        return _asked(found, wanted, hinweise, inside)

    fresh, before = fresh_and_older(Change(root, since, day, standard, files, deep), checked, choose)
    found = report.resolve(checked.dataset, fresh)
    looked_at = frozenset({*filter(inside, files), *(entry.file for entry in found)})
    count = len(report.resolve(checked.dataset, before))
    older = older_text(count)
    if format == "text":
        if found or older or ausgabe:
            emit(report.as_text(found, checked.dataset.texts, len(looked_at)) + older, ausgabe)
    else:
        outcome = Outcome(root, checked.dataset, fresh, found, looked_at, strict, count if since is not None else None)
        emit(report.as_json(found) if format == "json" else for_host(format, outcome), ausgabe, fixed=True)
        if older and format not in SAYS_OLDER:
            warn(older.rstrip())
    raise typer.Exit(_status({entry.severity for entry in found}, strict))


def _checked(root: Path, day: "date", deep: bool, standard: "Basis | None") -> "tuple[Checked, dict[str, bytes]]":
    """Read and check the whole dataset, Hinweise only if `deep`; also return its files as they lie there."""
    from dkbm.cli.sealed import sealed_at
    from dkbm.cli.since import judged_by
    from dkbm.cli.version import require_current
    from dkbm.rules.pipeline import check_all
    from dkbm.store.dokumente import digest
    from dkbm.store.worktree import read_dataset, read_schemas

    contents, schemas = read_dataset(root), read_schemas(root)
    require_current(contents.files)
    files = judged_by(standard, {**contents.files, **schemas.files})
    unreadable = {**contents.unreadable, **schemas.unreadable}
    checked = check_all(
        files,
        day,
        contents.strangers,
        hinweise=deep,
        digest=lambda name: digest(root, name),
        sealed=sealed_at(root),
        unreadable={name: why for name, why in unreadable.items() if name not in files},
    )
    return checked, contents.files


def _asked(
    found: "Sequence[Diagnostic]", wanted: frozenset[str] | None, hinweise: bool, inside: Callable[[str], bool]
) -> "list[Diagnostic]":
    """Return what was asked for; a Hinweis is shown when asked for by name or with --hinweise."""
    from dkbm.diagnostic import Severity

    def asked(diagnostic: "Diagnostic") -> bool:
        if wanted is not None:
            return diagnostic.code in wanted
        return hinweise or diagnostic.severity is not Severity.HINWEIS

    return [entry for entry in found if asked(entry) and inside(entry.place.file)]


def _status(severities: set[str], strict: bool) -> int:
    return 1 if "fehler" in severities or (strict and "warnung" in severities) else 0


def _listed(daten: Path | None, format: str) -> str:
    """Return all checks, with those of the dataset's own rules where there is a dataset."""
    from dkbm.cli.catalog import known_checks
    from dkbm.report.checks import as_json, as_text

    codes = tuple(known_checks(daten).values())
    return as_json(codes) if format == "json" else as_text(codes)
