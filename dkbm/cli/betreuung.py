"""`dkbm betreuung [PERSON|KOMMUNE]`: who in the agency looks after which Kommune."""

from typing import TYPE_CHECKING, Annotated

import typer

from dkbm.cli.options import Ausgabe, Daten, Form, Stand, Stichtag, Worte

if TYPE_CHECKING:
    from datetime import date

    from dkbm.dataset import Dataset
    from dkbm.queries.betreuung import Zustaendigkeit


def betreuung(
    name: Annotated[
        Worte,
        typer.Argument(metavar="WER", help="Eine Kommune, oder eine Person mit Name oder Kennung; sonst alle."),
    ] = None,
    stichtag: Stichtag = None,
    stand: Stand = None,
    format_: Form = "text",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt, wer in der Agentur für welche Kommune zuständig ist.

    Wo keine Zuständigkeit eingetragen ist, gilt die Ansprechperson der Agentur in der letzten Vereinbarung; sie ist
    nur für den Tag der Unterschrift belegt. Eintragen und übergeben: dkbm record betreuung.
    """
    from dkbm.cli.frame import annahmen, dataset_root, emit, emit_json, parse_stichtag
    from dkbm.cli.standing import datenstand, everyone, readable_at, revision
    from dkbm.report.betreuung_text import as_text

    day, assumed = parse_stichtag(stichtag), annahmen(stichtag) if stichtag else ()
    root = dataset_root(daten)
    found = readable_at(root, stand)
    dataset = everyone(found, ("data/personen/",)).dataset
    answer = _answer(dataset, " ".join(name or ()), day)
    if format_ == "json":
        from dkbm.report.betreuung_json import as_json

        value = as_json(answer, dataset, revision(root, found))
        emit_json(value, ausgabe)
    else:
        emit(as_text(answer, dataset, assumed, datenstand(found)), ausgabe)


def _answer(dataset: "Dataset", name: str, day: "date") -> "Zustaendigkeit":
    from dkbm.model.person import Person
    from dkbm.queries import betreuung as ask

    if not name:
        return ask.betreuung(dataset, day)
    meant = ask.gemeint(dataset, name)
    return ask.von_person(dataset, meant, day) if isinstance(meant, Person) else ask.von_kommune(dataset, meant, day)
