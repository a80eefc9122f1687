"""`dkbm status [KOMMUNE]`: where a Kommune stands, or all of them at a glance."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dkbm.cli.options import Ausgabe, Daten, Form, Stand, Stichtag, Worte

if TYPE_CHECKING:
    from datetime import date

    from dkbm.cli.standing import Standing
    from dkbm.queries.netzwerk_kommune import ImNetzwerk
    from dkbm.queries.reading import Found
    from dkbm.queries.status import Status

Annahmen = tuple[str, ...] | None
"""What had to be assumed to read the Stichtag; None where nobody gave one and the answer is about today."""


def status(
    kommune: Annotated[
        Worte,
        typer.Argument(metavar="KOMMUNE", help="Name, Schlüssel oder Kennung; ohne Angabe das ganze Land."),
    ] = None,
    stichtag: Stichtag = None,
    stand: Stand = None,
    format_: Form = "text",
    quellen: Annotated[bool, typer.Option("--quellen", help="Auch die Quellen der Kommune aufführen.")] = False,
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt, wo eine Kommune steht, oder alle auf einen Blick.

    Der Name darf kurz sein (Harburg), die Art nennen (lk osnabrueck) oder der Schlüssel sein (03353). Trifft er auf
    mehrere zu, nennt dkbm sie und rät nicht.
    """
    from dkbm.cli.frame import annahmen, dataset_root, emit, parse_stichtag
    from dkbm.cli.standing import readable_at
    from dkbm.report.terminal import speaks_utf8

    day, assumed = parse_stichtag(stichtag), annahmen(stichtag) if stichtag else None
    root, name = dataset_root(daten), " ".join(kommune or ())
    found = readable_at(root, stand, name)
    if format_ == "json":
        ascii_only = ausgabe is None and not speaks_utf8()
        text = (_one_json if kommune else _land_json)(root, found, name, day, ascii_only)
    elif kommune:
        text = _one(found, name, day, assumed, quellen=quellen)
    else:
        text = _land(found, day, assumed)
    emit(text, ausgabe)


def _one(found: "Standing", name: str, day: "date", assumed: Annahmen, *, quellen: bool) -> str:
    from dkbm.cli.standing import datenstand
    from dkbm.report.history import quellen_text
    from dkbm.report.status_text import status_text

    reading, answer = _asked(found, name, day)
    answer = answer._replace(netzwerk=_in_network(found, reading, day))
    text = status_text(answer, reading.dataset, assumed, reading.treffer.vorgaenger, datenstand(found))
    return text + (f"\n{quellen_text(answer, reading.dataset)}" if quellen else "")


def _in_network(found: "Standing", reading: "Found", day: "date") -> "ImNetzwerk | None":
    """Who of the Kommune has which part in the network; what that takes is read only where somebody may have one."""
    kommune, people = reading.treffer.kommune, reading.dataset.personen.values()
    named = any(each.stelle == kommune.id for person in people for each in person.netzwerk)
    if not named and not any(each.ereignis == "netzwerk" for each in kommune.verlauf):
        return None
    from dkbm.queries.netzwerk_kommune import im_netzwerk

    return im_netzwerk(reading.dataset, kommune, day, found.files)


def _one_json(root: Path, found: "Standing", name: str, day: "date", ascii_only: bool) -> str:
    from dkbm.cli.standing import revision
    from dkbm.report.as_json import status_json
    from dkbm.report.json_out import dumps

    reading, answer = _asked(found, name, day)
    return dumps(status_json(answer, reading.dataset, revision(root, found)), ascii_only=ascii_only)


def _asked(found: "Standing", name: str, day: "date") -> "tuple[Found, Status]":
    from dkbm.cli.standing import one
    from dkbm.queries.status import status as ask

    reading = one(found, name)
    return reading, ask(reading.dataset, reading.treffer.kommune, day)


def _land(found: "Standing", day: "date", assumed: Annahmen) -> str:
    from dkbm.cli.standing import datenstand, everyone
    from dkbm.queries.rows import rows
    from dkbm.report.land_text import land_text

    reading = everyone(found)
    return land_text(rows(reading.dataset, day), reading.dataset, day, assumed, datenstand(found))


def _land_json(root: Path, found: "Standing", _: str, day: "date", ascii_only: bool) -> str:
    from dkbm.cli.standing import everyone, revision
    from dkbm.queries.rows import rows
    from dkbm.report.as_json import row_json
    from dkbm.report.json_out import dumps

    reading, commit = everyone(found), revision(root, found)
    answer = [row_json(row, reading.dataset, commit) for row in rows(reading.dataset, day)]
    return dumps(answer, ascii_only=ascii_only)
