"""`dkbm explain [CODE]`: print the page of a check."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dkbm.cli.options import Ausgabe, Daten

if TYPE_CHECKING:
    from dkbm.rules.own import OwnRule


def explain(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help="Code oder Name einer Prüfung, wie D301.")] = "",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Erklärt einen Befund nach seinem Code.

    Ohne Angabe zeigt der Befehl alle Prüfungen.
    """
    from dkbm.cli.catalog import known_checks
    from dkbm.cli.frame import emit
    from dkbm.report import checks, page
    from dkbm.resources import rules_dir
    from dkbm.rules.selection import select

    catalog = known_checks(daten)
    if not code:
        emit(checks.as_text(tuple(catalog.values())), ausgabe)
        raise typer.Exit
    found = [catalog[name] for name in sorted(select([code], catalog))]
    if len(found) > 1:
        emit(checks.as_text(found), ausgabe)
    elif found[0].code.startswith("E"):
        emit(_own_page(found[0].code, daten), ausgabe)
    else:
        file = rules_dir() / f"{found[0].code}-{found[0].name}.md"
        emit(page.as_text(file.read_text(encoding="utf-8")), ausgabe)


def _own_page(code: str, daten: Path | None) -> str:
    """Return what dkbm.yaml says of a rule of its own."""
    from dkbm.cli.frame import dataset_root
    from dkbm.dataset import load
    from dkbm.kinds import KOPF
    from dkbm.report import page
    from dkbm.rules import own
    from dkbm.store.worktree import read_files

    dataset = load(read_files(dataset_root(daten), [KOPF])).dataset
    entry = next(rule for rule in own.rules(dataset) if rule.code.code == code)
    return page.as_text(_markdown(entry))


def _markdown(entry: "OwnRule") -> str:
    conditions = [f"- {'.'.join(path)} ist {value}" for path, value in entry.wenn]
    demands = [f"- {'.'.join(path)}" for path in entry.verlangt]
    return "\n\n".join(
        [
            f"# {entry.code.code} {entry.code.name}",
            f"Eigene Regel dieses Datensatzes (dkbm.yaml), Schwere: {entry.code.severity.capitalize()}.",
            entry.meldung,
            f"Gilt für jede Datei der Art {entry.art}" + (", wenn" if conditions else "."),
            *conditions,
            "Verlangt wird",
            *demands,
            *([f"Hilfe: {entry.hilfe}"] if entry.hilfe else []),
        ]
    )
