"""`dkbm netzwerk [GRUPPE]`: the groups of the network, who speaks for them, when they met, who is represented."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dkbm.cli.options import Ausgabe, Daten, Form, Stand, Stichtag, Worte
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from dkbm.dataset import Dataset
    from dkbm.queries.netzwerk import Netzbild
    from dkbm.report.netzwerk_json import Json


def netzwerk(
    gruppe: Annotated[
        Worte,
        typer.Argument(
            metavar="GRUPPE",
            help="ag-1, »AG 1«, ein Name oder sein Anfang, konzeptgruppe, oder netzwerk für alles zum Ganzen. "
            "Ohne Angabe: alle Gruppen auf einen Blick.",
        ),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", metavar="NAME", help="Statt einer Gruppe: die Aufgaben einer Person im Netzwerk."),
    ] = None,
    kommune: Annotated[
        str | None,
        typer.Option("--kommune", metavar="NAME", help="Statt einer Gruppe: wer aus einer Kommune welche Aufgabe hat."),
    ] = None,
    zeitleiste: Annotated[
        bool, typer.Option("--zeitleiste", help="Wie das Netzwerk wurde, in der Folge der Zeit.")
    ] = False,
    stichtag: Stichtag = None,
    stand: Stand = None,
    format_: Form = "text",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt die Gruppen des Netzwerkes, wer für sie spricht, ihre Treffen und welche Kommunen dabei sind.

    Ein Amt oder eine Mitgliedschaft gilt ab dem ersten Beleg und so lange, bis eine Quelle ein Ende nennt; wo der
    letzte Beleg zurückliegt, steht »seither fortgeschrieben«.
    """
    from dkbm.cli.frame import annahmen, dataset_root, emit, emit_json, parse_stichtag
    from dkbm.cli.standing import datenstand, everyone, readable_at, revision

    name = " ".join(gruppe or ())
    _refuse_both(name, {"--person": person, "--kommune": kommune, "--zeitleiste": "ja" if zeitleiste else None})
    day, assumed = parse_stichtag(stichtag), annahmen(stichtag) if stichtag else None
    root = dataset_root(daten)
    found = readable_at(root, stand)
    dataset = everyone(found, ("data/",)).dataset
    if person is not None:
        answer = _of_person(dataset, person, day)
    elif kommune is not None:
        answer = _of_kommune(dataset, kommune, day)
    else:
        answer = _of_group(dataset, name, day, zeitleiste=zeitleiste)
    if format_ == "json":
        emit_json(answer.as_json(revision(root, found)), ausgabe)
    else:
        emit(answer.as_text(assumed, datenstand(found)), ausgabe)


def _refuse_both(name: str, asked: "Mapping[str, str | None]") -> None:
    """Raise DkbmError where more than one thing is asked for."""
    given = [option for option, value in asked.items() if value is not None]
    if len(given) > 1:
        raise DkbmError(f"{' und '.join(given)} sind zwei Fragen.", "Eines von beiden weglassen.")
    if given and name:
        raise DkbmError(f"{given[0]} fragt nach etwas anderem als nach einer Gruppe.", "Eines von beiden weglassen.")


class _Antwort(NamedTuple):
    """How an answer is written: as text with what was assumed and the Datenstand, as JSON with the commit."""

    as_text: "Callable[[Sequence[str] | None, str], str]"
    as_json: "Callable[[str | None], Json]"


def _of_group(dataset: "Dataset", name: str, day: "date", *, zeitleiste: bool) -> _Antwort:
    """Answer for the group that is named, or for the network. Raises NameUnresolvedError."""
    from dkbm.queries.netzwerk_namen import resolve_gruppe

    group = resolve_gruppe(name, dataset) if name else None
    if group is None:
        return _of_network(dataset, day, whole=bool(name), zeitleiste=zeitleiste)
    from dkbm.queries.netzwerk import gruppe as ask
    from dkbm.report.netzwerk_gruppe_text import gruppe_text
    from dkbm.report.netzwerk_json import gruppe_json

    bild = ask(dataset, group, day)
    return _Antwort(
        lambda assumed, record: gruppe_text(bild, dataset, assumed, record),
        lambda commit: gruppe_json(bild, dataset, commit),
    )


def _of_network(dataset: "Dataset", day: "date", *, whole: bool, zeitleiste: bool) -> _Antwort:
    from dkbm.queries.netzwerk import netzwerk as ask
    from dkbm.report.netzwerk_json import netzwerk_json

    bild = ask(dataset, day)
    write = _whole(whole=whole, zeitleiste=zeitleiste)
    return _Antwort(
        lambda assumed, record: write(bild, dataset, assumed, record),
        lambda commit: netzwerk_json(bild, dataset, commit),
    )


def _whole(*, whole: bool, zeitleiste: bool) -> "Callable[[Netzbild, Dataset, Sequence[str] | None, str], str]":
    """The screen of the network that is asked for."""
    if whole:
        from dkbm.report.netzwerk_ganzes_text import ganzes_text

        return ganzes_text
    from dkbm.report.netzwerk_text import netzwerk_text, zeitleiste_text

    return zeitleiste_text if zeitleiste else netzwerk_text


def _of_person(dataset: "Dataset", name: str, day: "date") -> _Antwort:
    """Answer for a person. Raises NameUnresolvedError."""
    from dkbm.queries.netzwerk_namen import resolve_person
    from dkbm.queries.netzwerk_person import person as ask
    from dkbm.report.netzwerk_json import person_json
    from dkbm.report.netzwerk_person_text import person_text

    bild = ask(dataset, resolve_person(name, dataset), day)
    return _Antwort(
        lambda assumed, record: person_text(bild, dataset, assumed, record),
        lambda commit: person_json(bild, commit),
    )


def _of_kommune(dataset: "Dataset", name: str, day: "date") -> _Antwort:
    """Answer for a Kommune or partner. Raises NameUnresolvedError."""
    from dkbm.queries.names import resolve
    from dkbm.queries.netzwerk_kommune import kommunenbild
    from dkbm.report.netzwerk_json import kommune_json
    from dkbm.report.netzwerk_kommune_text import kommune_text

    found = resolve(name, dataset.kommunen_und_partner, "dkbm netzwerk --kommune").kommune
    bild = kommunenbild(dataset, found, day)
    return _Antwort(
        lambda assumed, record: kommune_text(bild, dataset, assumed, record),
        lambda commit: kommune_json(bild, commit),
    )
