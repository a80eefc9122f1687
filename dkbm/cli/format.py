"""`dkbm format [PFAD …]`: write the files of the dataset in their one canonical form."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dkbm.cli.options import Daten, Trocken

if TYPE_CHECKING:
    from dkbm.diagnostic import Diagnostic


def format(
    pfad: Annotated[list[str] | None, typer.Argument(metavar="[PFAD …]", help="Nur diese Dateien und Ordner.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Nur prüfen: zeigt die Abweichungen und endet dann mit Status 1.")
    ] = False,
    dry_run: Trocken = False,
    daten: Daten = None,
) -> None:
    """Bringt die Dateien in ihre einheitliche Form.

    Schlüssel in der Reihenfolge des Schemas, Einrückung, Anführungszeichen, Zeilenenden. Kein Wert ändert sich,
    kein Kommentar geht verloren. Eine fehlerhafte Datei bleibt, wie sie ist (Status 1).
    """
    from dkbm.cli.paths import inside
    from dkbm.cli.version import require_current
    from dkbm.cli.writing import opened, rewrite
    from dkbm.german import anzahl
    from dkbm.report.terminal import warn

    root, files = opened(daten, dry_run=check or dry_run)
    wanted = inside(root, pfad or [])
    require_current(files)
    changed, broken, looked_at = _canonical(root, {name: raw for name, raw in files.items() if wanted(name)})
    if broken:
        report_broken(files, broken)
    if check or dry_run:
        _show(files, changed, looked_at)
    elif changed:
        rewrite(root, files, changed, "Form", dry_run=False)
    elif not broken:
        warn(f"{anzahl(looked_at, 'Datei hat', 'Dateien haben')} schon die einheitliche Form.")
    raise typer.Exit(bool(broken or (check and changed)))


def _canonical(root: Path, files: Mapping[str, bytes]) -> "tuple[dict[str, bytes], list[Diagnostic], int]":
    """Return what changes, the findings of files that are left alone, and how many files were looked at."""
    from dkbm.changes.format import canonical
    from dkbm.kinds import kind_of

    changed: dict[str, bytes] = {}
    broken: list[Diagnostic] = []
    beside = (root / "schemas").is_dir()
    kinds = {name: kind for name in files if (kind := kind_of(name))}
    for name, kind in kinds.items():
        result = canonical(name, kind, files[name], schemas_beside=beside)
        broken += result.diagnostics
        if result.raw is not None and result.raw != files[name]:
            changed[name] = result.raw
    return changed, broken, len(kinds)


def report_broken(files: Mapping[str, bytes], broken: "Sequence[Diagnostic]") -> None:
    """Write the findings of files that cannot be read to stderr; what was asked for leaves them as they are."""
    from dkbm.dataset import load
    from dkbm.report import findings
    from dkbm.report.terminal import warn

    names = {diagnostic.place.file for diagnostic in broken}
    dataset = load({name: files[name] for name in names}).dataset
    warn(findings.as_text(findings.resolve(dataset, broken), dataset.texts).rstrip("\n"))
    one = "Diese Datei ist fehlerhaft und bleibt" if len(names) == 1 else "Diese Dateien sind fehlerhaft und bleiben"
    warn(f"\n{one} unverändert.")


def _show(files: Mapping[str, bytes], changed: Mapping[str, bytes], looked_at: int) -> None:
    """Show what `format` would change."""
    from dkbm.cli.frame import emit
    from dkbm.report.diff import discreet_diff
    from dkbm.report.terminal import warn

    emit("".join(discreet_diff(name, files[name], changed[name]) for name in sorted(changed)))
    if changed:
        verb = "weicht" if len(changed) == 1 else "weichen"
        warn(f"{len(changed)} von {looked_at} Dateien {verb} von der einheitlichen Form ab. Umschreiben: dkbm format")
