"""`dkbm migrate`: bring a dataset of an older version of the schema to the present one."""

import typer

from dkbm.cli.options import Daten, Trocken


def migrate(dry_run: Trocken = False, daten: Daten = None) -> None:
    """Bringt den Datensatz auf die neue Fassung des Schemas.

    Neu ist die Fassung, die dieses Programm kennt. Nur Zeilen mit umbenannten Schlüsseln ändern sich; ein zweiter
    Aufruf ändert nichts.
    """
    from dkbm.changes import migrate as migration
    from dkbm.cli.version import refuse_newer
    from dkbm.cli.writing import UNCHANGED, opened, rewrite
    from dkbm.errors import DkbmError
    from dkbm.report.terminal import warn

    root, files = opened(daten, dry_run=dry_run, any_version=True)
    refuse_newer(files)
    if migration.version_of(files) == migration.VERSION:
        warn(f"Der Datensatz hat schon die Fassung {migration.VERSION} des Schemas. {UNCHANGED}")
        raise typer.Exit
    try:
        result = migration.migrate(files)
    except migration.MigrationError as error:
        raise DkbmError(
            f"{error} {UNCHANGED}", "Die Stelle von Hand berichtigen und »dkbm migrate« wiederholen."
        ) from None
    if result.diagnostics:
        from dkbm.cli.format import report_broken

        report_broken(files, result.diagnostics)
        raise typer.Exit(1)
    rewrite(root, files, result.changed, f"Schema: Fassung {migration.VERSION}", dry_run=dry_run)
