"""`dkbm formate [FORMAT]`: the formats of the agency, who may attend, and what is attested of each."""

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Daten, Form, Stand, Stichtag, Worte
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from datetime import date

    from dkbm.dataset import Dataset
    from dkbm.model.kommune import Kommune
    from dkbm.queries.formate import Auswahl, Uebersicht
    from dkbm.report.formate_worte import Rahmen


def formate(
    name: Annotated[
        Worte, typer.Argument(metavar="FORMAT", help="Name oder Kennung eines Formats; ohne Angabe alle.")
    ] = None,
    modul: Annotated[
        int | None,
        typer.Option("--modul", metavar="NUMMER", help="Formate dieses Moduls und solche, die neben jedem laufen."),
    ] = None,
    offen_fuer: Annotated[
        Literal["alle", "vereinbarung", "modul", "mitglieder"] | None,
        typer.Option(
            "--offen-fuer",
            help="Für alle, für Kommunen mit Zielvereinbarung, in einem Modul, oder für Mitglieder des Netzwerkes.",
        ),
    ] = None,
    kommune: Annotated[
        str | None,
        typer.Option("--kommune", metavar="NAME", help="Welche Formate diese Kommune besuchen kann, und warum."),
    ] = None,
    stichtag: Stichtag = None,
    stand: Stand = None,
    format_: Form = "text",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt die Formate der Agentur, wer teilnehmen kann, und was davon belegt ist.

    Wer teilnehmen darf, steht nur da, wo eine Quelle es sagt. Genannt wird auch, bei welchen Kommunen ein Format
    festgehalten oder geplant ist.
    """
    from dkbm.cli.frame import annahmen, dataset_root, emit, emit_json, parse_stichtag
    from dkbm.cli.standing import datenstand, everyone, readable_at, revision
    from dkbm.queries.formate import Auswahl
    from dkbm.report.formate_worte import Rahmen

    wanted, asked = " ".join(name or ()), Auswahl(modul, offen_fuer)
    _refuse_both(wanted, asked, kommune)
    day = parse_stichtag(stichtag)
    root = dataset_root(daten)
    found = readable_at(root, stand, kommune or "")
    dataset = everyone(found, ("data/",)).dataset
    answer, place = _answer(dataset, wanted, asked, day), _kommune(dataset, kommune)
    if format_ == "json":
        value = _json(answer, dataset, place, revision(root, found))
        emit_json(value, ausgabe)
    else:
        rahmen = Rahmen(annahmen(stichtag) if stichtag else (), datenstand(found), asked)
        emit(_text(answer, dataset, place, rahmen, detailed=bool(wanted)), ausgabe)


def _refuse_both(name: str, asked: "Auswahl", kommune: str | None) -> None:
    if name and (kommune is not None or asked.modul is not None or asked.wer is not None):
        raise DkbmError("Ein Format und eine Auswahl schließen einander aus.", f"Nur: dkbm formate {name}")


def _answer(dataset: "Dataset", name: str, asked: "Auswahl", day: "date") -> "Uebersicht":
    from dkbm.queries.filters import checked
    from dkbm.queries.formate import eines, formate
    from dkbm.queries.rows import Filter

    if name:
        return eines(dataset, name, day)
    if asked.modul is not None:
        checked(Filter(modul=(asked.modul,)), dataset)
    return formate(dataset, day, asked)


def _kommune(dataset: "Dataset", name: str | None) -> "Kommune | None":
    from dkbm.queries.names import resolve

    if name is None:
        return None
    return resolve(name, dataset.kommunen_und_partner, "dkbm formate --kommune").kommune


def _json(answer: "Uebersicht", dataset: "Dataset", kommune: "Kommune | None", commit: str | None) -> dict[str, object]:
    from dkbm.queries.formate_zugang import zugaenge
    from dkbm.report.formate_json import as_json

    zugang = zugaenge(dataset, kommune, answer.stichtag) if kommune is not None else None
    return as_json(answer, dataset, commit, kommune, zugang)


def _text(
    answer: "Uebersicht", dataset: "Dataset", kommune: "Kommune | None", rahmen: "Rahmen", *, detailed: bool
) -> str:
    if detailed:
        from dkbm.report.formate_einzeln_text import detail_text

        return detail_text(answer, dataset, rahmen)
    from dkbm.report import formate_text

    if kommune is None:
        return formate_text.as_text(answer, rahmen)
    from dkbm.queries.formate_zugang import zugaenge

    return formate_text.kommune_text(answer, kommune, zugaenge(dataset, kommune, answer.stichtag), rahmen)
