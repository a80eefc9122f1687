"""`dkbm changelog --von D --bis D`: what was recorded in a period, as a section of a report."""

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.diff_sides import Sides
    from dkbm.datum import Datum
    from dkbm.report.changes_report import Bericht

_HINT = "Zum Beispiel: dkbm changelog --von 2026-07 --bis 2026-09"


def changelog(
    von: Annotated[str, typer.Option("--von", metavar="DATUM", help="Der erste Tag, JJJJ-MM-TT, JJJJ-MM oder JJJJ.")],
    bis: Annotated[str, typer.Option("--bis", metavar="DATUM", help="Der letzte Tag, ebenso; er zählt mit.")],
    stichtag: Annotated[
        str | None,
        typer.Option(
            "--stichtag",
            metavar="DATUM",
            help="Beide Stände an diesem Tag vergleichen. Ohne Angabe: den früheren am Tag vor dem Zeitraum, den "
            "späteren an dessen letztem Tag.",
        ),
    ] = None,
    format_: Annotated[
        Literal["text", "markdown", "json"],
        typer.Option("--format", help="text zum Lesen, markdown für einen Bericht, json für Programme."),
    ] = "text",
    ausgabe: Ausgabe = None,
    intern: Annotated[bool, typer.Option("--intern", help="Auch Internes und Angaben zu Personen zeigen.")] = False,
    daten: Daten = None,
) -> None:
    """Berichtet, was in einem Zeitraum fortgeschrieben wurde.

    Verglichen wird der Datensatz, wie er auf der Hauptlinie vor dem Zeitraum und an seinem Ende festgehalten war.
    """
    from dkbm.cli.frame import dataset_root, emit, first_day, last_day

    period = first_day(von, "--von", _HINT), last_day(bis, "--bis", _HINT)
    if period[0] > period[1]:
        raise DkbmError("Der Zeitraum endet, bevor er beginnt.", _HINT)
    bericht, sides = _report(period, stichtag, dataset_root(daten), intern=intern)
    emit(_written(bericht, sides, format_, ausgabe is not None), ausgabe)
    raise typer.Exit(1 if sides.unlesbar else 0)


def _report(period: tuple[date, date], stichtag: str | None, root: Path, *, intern: bool) -> "tuple[Bericht, Sides]":
    from dkbm.changes.compare import compare
    from dkbm.changes.compare_effect import zahlen
    from dkbm.changes.compare_period import in_period
    from dkbm.cli.diff_sides import between
    from dkbm.cli.frame import annahmen, parse_stichtag
    from dkbm.report.changes_report import Bericht

    before = period[0] - timedelta(days=1)
    asked = parse_stichtag(stichtag) if stichtag is not None else None
    sides = between(
        root, before.isoformat(), period[1].isoformat(), asked or period[1], annahmen(stichtag), intern=intern
    )
    days = (asked or before, asked or period[1])
    ohne = frozenset(sides.unlesbar)
    found = compare(sides.old, sides.new, days, intern=intern, ohne=ohne)
    if not sides.stateless:
        found = in_period(found, sides.old, sides.new, days, None if asked else _dated(sides, period))
    return (
        Bericht(
            von=period[0],
            bis=period[1],
            aenderungen=found,
            zahlen=zahlen(sides.old, sides.new, days, ohne),
            tage=days,
            staende=sides.names,
            prozess=sides.new.prozess,
            annahmen=sides.annahmen,
            unlesbar=sides.unlesbar,
            ohne_stand=sides.stateless,
        ),
        sides,
    )


def _dated(sides: "Sides", period: tuple[date, date]) -> "dict[str, list[tuple[date, Datum]]]":
    """The dated transitions that `dkbm sachstand` counts into the period, by Kommune: from when on, and their date."""
    from dkbm.queries.sachstand import Zeitraum
    from dkbm.queries.wechsel import alle_wechsel, datiert

    found: dict[str, list[tuple[date, Datum]]] = {}
    for each in datiert(alle_wechsel(sides.new), Zeitraum("", *period)):
        if each.datum is not None and each.kommune.place.file not in sides.unlesbar:
            found.setdefault(each.kommune.id, []).append((each.ab, each.datum))
    return found


def _written(bericht: "Bericht", sides: "Sides", format_: str, to_file: bool) -> str:
    from dkbm.report import changes_report as report

    if format_ == "json":
        from dkbm.report.json_out import dumps
        from dkbm.report.terminal import speaks_utf8

        return dumps(report.as_json(bericht, sides.old, sides.new), ascii_only=not to_file and not speaks_utf8())
    return report.as_markdown(bericht) if format_ == "markdown" else report.as_text(bericht)
