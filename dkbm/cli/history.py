"""`dkbm history KOMMUNE`: everything known of a Kommune in the order of time."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Stand, Stichtag

if TYPE_CHECKING:
    from datetime import date

    from dkbm.cli.standing import Standing
    from dkbm.dataset import Dataset
    from dkbm.queries.timeline import Zeitleiste


def history(
    kommune: Annotated[
        list[str], typer.Argument(metavar="KOMMUNE", help="Name, Schlüssel oder Kennung, wie bei dkbm status.")
    ],
    stichtag: Stichtag = None,
    stand: Stand = None,
    format_: Annotated[
        Literal["text", "json", "markdown"],
        typer.Option("--format", help="text zum Lesen, markdown zum Weitergeben, json für Programme."),
    ] = "text",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt, was von einer Kommune bekannt ist, in der Folge der Zeit.

    Ereignisse, Vereinbarungen, Pläne, Ämter, Treffen und Beispiele. Was ungenau datiert ist, steht dort, wo es
    frühestens hingehört, und ist gekennzeichnet; was kein Beleg datiert, steht am Ende.
    """
    from dkbm.cli.frame import annahmen, dataset_root, emit, parse_stichtag
    from dkbm.cli.standing import datenstand, readable_at, revision
    from dkbm.report.timeline_json import as_json
    from dkbm.report.timeline_text import as_markdown, as_text

    day, assumed = parse_stichtag(stichtag), annahmen(stichtag) if stichtag else ()
    root, name = dataset_root(daten), " ".join(kommune)
    found = readable_at(root, stand, name)
    dataset, leiste = _asked(found, name, day)
    if format_ == "json":
        emit(_dumped(as_json(leiste, dataset, revision(root, found)), ausgabe), ausgabe)
        return
    write = as_text if format_ == "text" else as_markdown
    emit(write(leiste, dataset, assumed, datenstand(found)), ausgabe)


def _asked(found: "Standing", name: str, day: "date") -> "tuple[Dataset, Zeitleiste]":
    from dkbm.cli.standing import one
    from dkbm.dataset import load
    from dkbm.queries.timeline import timeline
    from dkbm.queries.timeline_files import mentions

    reading = one(found, name, "dkbm history")
    kommune = reading.treffer.kommune
    beside = load(mentions(found.files, kommune)).dataset  # what is broken there is said already
    dataset = reading.dataset._replace(
        personen={**beside.personen, **reading.dataset.personen},
        documents={**beside.documents, **reading.dataset.documents},
    )
    return dataset, timeline(dataset, kommune, day)


def _dumped(value: object, ausgabe: Path | None) -> str:
    from dkbm.report.json_out import dumps
    from dkbm.report.terminal import speaks_utf8

    return dumps(value, ascii_only=ausgabe is None and not speaks_utf8())
