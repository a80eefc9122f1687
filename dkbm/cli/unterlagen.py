"""`dkbm unterlagen [KOMMUNE]`: the register of what Kommunen entrusted to the agency, up to the proof of its end."""

from typing import TYPE_CHECKING, Annotated

import typer

from dkbm.cli.options import Ausgabe, Daten, Form, Stand, Stichtag, Worte

if TYPE_CHECKING:
    from dkbm.dataset import Dataset
    from dkbm.model.kommune import Kommune


def unterlagen(
    kommune: Annotated[
        Worte, typer.Argument(metavar="KOMMUNE", help="Name, Schlüssel oder Kennung; ohne Angabe alle.")
    ] = None,
    stichtag: Stichtag = None,
    stand: Stand = None,
    format_: Form = "text",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt, welche Unterlagen der Kommunen die Agentur hat, und was davon zu vernichten ist.

    Eintragen: dkbm record unterlage. Vernichtung mit Nachweis: dkbm record vernichtung KOMMUNE --unterlage u-1.
    """
    from dkbm.cli.frame import annahmen, dataset_root, emit, emit_json, parse_stichtag
    from dkbm.cli.standing import datenstand, everyone, readable_at, revision
    from dkbm.queries import unterlagen as register
    from dkbm.report.unterlagen_text import as_text

    day, assumed = parse_stichtag(stichtag), annahmen(stichtag) if stichtag else ()
    root, name = dataset_root(daten), " ".join(kommune or ())
    found = readable_at(root, stand, name)
    dataset = everyone(found).dataset
    answer = register.unterlagen(dataset, day, _meant(dataset, name))
    if format_ == "json":
        from dkbm.report.unterlagen_json import as_json

        value = as_json(answer, dataset, revision(root, found))
        emit_json(value, ausgabe)
    else:
        emit(as_text(answer, assumed, datenstand(found)), ausgabe)


def _meant(dataset: "Dataset", name: str) -> "Kommune | None":
    from dkbm.queries.names import resolve

    if not name:
        return None
    return resolve(name, dataset.kommunen_und_partner, "dkbm unterlagen").kommune
