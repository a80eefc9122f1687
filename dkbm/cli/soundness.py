"""A document is made from sound files only: errors in those it rests on are shown, and the call ends."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from dkbm.dataset import Loaded


def refuse_broken(loaded: "Loaded", files: "set[str] | tuple[str, ...]") -> None:
    """Show the errors in these files and end with 1; without any, go on."""
    from dkbm.diagnostic import Severity
    from dkbm.report import findings
    from dkbm.report.terminal import warn

    errors = [each for each in loaded.diagnostics if each.severity is Severity.FEHLER and each.place.file in files]
    if errors:
        warn(findings.as_text(findings.resolve(loaded.dataset, errors), loaded.dataset.texts).rstrip("\n"))
        warn("\nErst diese Fehler beheben, dann entsteht das Dokument.")
        raise typer.Exit(1)
