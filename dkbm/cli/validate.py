"""`dkbm validate [PFAD …]`: check the dataset, silently when all is well."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Stichtag

if TYPE_CHECKING:
    from dkbm.diagnostic import Code, Diagnostic
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
    format: Format = "text",
    ausgabe: Ausgabe = None,
    stichtag: Stichtag = None,
    daten: Daten = None,
) -> None:
    """Prüft den Datensatz.

    Ohne Befund bleibt die Ausgabe leer. Status 0: in Ordnung, 1: Befunde, 2: falscher Aufruf.
    """
    from dkbm.cli.frame import dataset_root, emit, parse_stichtag
    from dkbm.report import findings as report
    from dkbm.rules.pipeline import catalog, check_all
    from dkbm.rules.selection import select
    from dkbm.store.worktree import strangers

    if show_list:
        emit(_listed(daten, format), ausgabe)
        raise typer.Exit
    root = dataset_root(daten)
    inside = _inside(root, pfad or [])
    files = _read(root)
    checked = check_all(files, parse_stichtag(stichtag), strangers(root), hinweise=hinweise or bool(only))
    wanted = select(only, catalog(checked.dataset)) if only else None
    found = report.resolve(checked.dataset, _shown(checked, wanted, hinweise, inside))
    if format == "json":
        emit(report.as_json(found), ausgabe)
    elif found or ausgabe:
        total = sum(inside(name) for name in files if not name.startswith("schemas/"))
        emit(report.as_text(found, checked.dataset.texts, total), ausgabe)
    raise typer.Exit(_status({entry.severity for entry in found}, strict))


def _read(root: Path) -> dict[str, bytes]:
    """Read the dataset, and the schemas that lie beside it for editors."""
    from dkbm.store.worktree import read_files

    beside = {path.relative_to(root).as_posix(): path for path in sorted(root.glob("schemas/*.schema.json"))}
    return {**read_files(root), **{name: path.read_bytes() for name, path in beside.items() if path.is_file()}}


def _inside(root: Path, paths: list[str]) -> Callable[[str], bool]:
    """Return a test whether a file of the dataset lies in one of the paths; without paths every file does.

    A path counts from the working directory or, if there is none, from the root of the dataset. Raises DkbmError
    for a path that is not there or lies outside.
    """
    names = [_name(root, path) for path in paths]
    return lambda file: not names or any(name in (".", file) or file.startswith(f"{name}/") for name in names)


def _name(root: Path, path: str) -> str:
    from dkbm.errors import DkbmError

    there = next((place for place in (Path(path), root / path) if place.exists()), None)
    if there is None:
        raise DkbmError(f"Den Pfad »{path}« gibt es nicht.", "Ohne Pfad wird der ganze Datensatz gezeigt.")
    absolute, base = there.resolve(), root.resolve()
    if not absolute.is_relative_to(base):
        raise DkbmError(f"Der Pfad »{path}« liegt nicht im Datensatz {base}.", "Den Datensatz nennt --daten.")
    return absolute.relative_to(base).as_posix()


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
    from dkbm.report.checks import as_json, as_text

    codes = tuple(known_checks(daten).values())
    return as_json(codes) if format == "json" else as_text(codes)


def known_checks(daten: Path | None) -> "dict[str, Code]":
    """Return every code of the program and, within a dataset, of its own rules.

    Raises DkbmError only where `daten` names a folder that is no dataset.
    """
    from dkbm.cli.frame import dataset_root
    from dkbm.dataset import load
    from dkbm.errors import DkbmError
    from dkbm.rules.pipeline import catalog
    from dkbm.store.worktree import read_files

    try:
        root = dataset_root(daten)
    except DkbmError:
        if daten is not None:
            raise
        return catalog()
    return catalog(load(read_files(root, ["dkbm.yaml"])).dataset)
