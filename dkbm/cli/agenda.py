"""`dkbm agenda`: what is due, and what will be."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import click
import typer

from dkbm.cli.options import Ausgabe, Daten, Stand, Stichtag, Worte
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.dataset import Dataset
    from dkbm.queries.agenda import Agenda, Auswahl

ARTEN = (
    *("frist", "bestaetigung", "nachweis", "schritt", "plan", "vereinbarung", "umsetzungsplan", "ausnahme"),
    *("vernichtung", "betreuung", "freigabe", "sprecheramt", "stellvertretung", "treffen"),
)
"""The kinds of items; a test holds them equal to those of the query, which the help must not load."""


def agenda(
    *,
    bis: Annotated[
        str | None,
        typer.Option(
            "--bis",
            metavar="DATUM",
            help="So weit vorausschauen. Ohne Angabe: bis zum Ende des Quartals, in dessen letztem Monat bis zum "
            "Ende des nächsten.",
        ),
    ] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Ohne Grenze vorausschauen.")] = False,
    kommune: Annotated[
        str | None, typer.Option("--kommune", metavar="NAME", help="Nur diese Kommune: Name, Schlüssel oder Kennung.")
    ] = None,
    gruppe: Annotated[str | None, typer.Option("--gruppe", metavar="NAME", help="Nur diese Gruppe, wie ag-2.")] = None,
    person: Annotated[
        str | None,
        typer.Option(
            "--person",
            metavar="NAME",
            help="Was diese Person angeht: die Kommunen, die sie betreut, die Gruppen, in denen sie ein Amt hat.",
        ),
    ] = None,
    art: Annotated[
        Worte,
        typer.Option(
            "--art",
            metavar="ART",
            click_type=click.Choice(ARTEN),
            help=f"Nur von dieser Art, mehrfach möglich: {', '.join(ARTEN)}.",
        ),
    ] = None,
    einzeln: Annotated[
        bool, typer.Option("--einzeln", help="Jede Kommune für sich, mit dem Befehl dazu und den Quellen.")
    ] = False,
    format_: Annotated[
        Literal["text", "json", "ics"],
        typer.Option("--format", help="text zum Lesen, ics für den Kalender, json für Programme."),
    ] = "text",
    stichtag: Stichtag = None,
    stand: Stand = None,
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt, was fällig ist und was kommt, auch als Kalender.

    Alles folgt aus den Daten, nichts davon ist eingetragen. Was getan werden kann, steht vor dem, was auf anderes
    wartet. Was an einem Rahmen hängt, der geendet hat, wird nicht angemahnt.
    """
    from dkbm.cli.frame import annahmen, dataset_root, emit, emit_json, parse_stichtag
    from dkbm.cli.standing import datenstand, everyone, readable_at, revision
    from dkbm.queries.agenda import agenda as ask
    from dkbm.queries.agenda import quartalsende
    from dkbm.report.terminal import warn

    if alle and bis:
        raise DkbmError("--alle und --bis schließen einander aus.", "Nur eines von beiden angeben.")
    day = parse_stichtag(stichtag)
    end = date.max if alle else _bis(bis, day) if bis else quartalsende(day)
    for annahme in annahmen(stichtag):
        warn(f"Annahme: {annahme}")
    root = dataset_root(daten)
    source = readable_at(root, stand)
    dataset = everyone(source, ("data/",)).dataset
    auswahl, fuer = _auswahl(dataset, day, kommune, gruppe, person)
    found = ask(dataset, day, end, auswahl._replace(arten=tuple(art or ())))
    if format_ == "json":
        from dkbm.report.agenda_json import agenda_json

        value = agenda_json(found, dataset, revision(root, source), alle=alle)
        emit_json(value, ausgabe)
    elif format_ == "ics":
        whose = f" {fuer}".rstrip() if person is None else ", eigene Aufgaben"
        emit(_calendar(found, dataset, whose), ausgabe, fixed=True)
    else:
        from dkbm.report.agenda_text import agenda_text

        titel = _titel(day, end, alle=alle, asked=stichtag is not None)
        people = {each.id: each.name for each in dataset.personen.values()}
        found = found._replace(namen={**found.namen, **people})  # only on the screen: a calendar is passed on
        emit(agenda_text(found, titel, fuer=fuer, einzeln=einzeln, datenstand=datenstand(source)), ausgabe)


def _bis(text: str, stichtag: date) -> date:
    """The last day of what was typed. Raises DkbmError for what is no date, or lies before the Stichtag."""
    from dkbm.cli.frame import last_day

    hint = "Zum Beispiel: --bis 2026-12-31"
    day = last_day(text, "--bis", hint)
    if day < stichtag:
        raise DkbmError("--bis liegt vor dem Stichtag.", hint)
    return day


def _titel(day: date, end: date, *, alle: bool, asked: bool) -> str:
    from dkbm.german import tag

    until = "ohne Grenze" if alle else f"bis {tag(end)}"
    return f"Fällig {until}, gefragt am {tag(day)}" if asked else f"Fällig {until}"


def _auswahl(
    dataset: "Dataset", day: date, kommune: str | None, gruppe: str | None, person: str | None
) -> "tuple[Auswahl, str]":
    """Return whose items are shown, and in words whose they are. Raises DkbmError for a name that is not one."""
    from dkbm.queries.agenda_wer import Auswahl, of_person

    if sum(each is not None for each in (kommune, gruppe, person)) > 1:
        raise DkbmError("Nur eines von --kommune, --gruppe und --person ist möglich.", "Hilfe: dkbm agenda --help")
    if kommune is not None:
        from dkbm.queries.names import resolve

        found = resolve(kommune, dataset.kommunen_und_partner, "dkbm agenda --kommune").kommune
        return Auswahl(kommunen=frozenset({found.id})), f"für {found.offizieller_name}"
    if gruppe is not None:
        from dkbm.model.netzwerk import NETZWERK
        from dkbm.queries.netzwerk_namen import resolve_gruppe

        group = resolve_gruppe(gruppe, dataset, "dkbm agenda --gruppe")
        name = group.kennung if group is not None else "das ganze Netzwerk"
        return Auswahl(gruppen=frozenset({group.id if group is not None else NETZWERK})), f"für {name}"
    if person is not None:
        from dkbm.queries.netzwerk_namen import resolve_person

        who = resolve_person(person, dataset, "dkbm agenda --person")
        wanted = of_person(dataset, who.id, day)
        nothing = "" if wanted.kommunen or wanted.gruppen else "; keine Betreuung und kein Amt in einer Gruppe belegt"
        return wanted, f"für {who.name}{nothing}"
    return Auswahl(), ""


def _calendar(found: "Agenda", dataset: "Dataset", whose: str) -> str:
    """Return the calendar; its name is shown wherever it is subscribed to, so it names no person."""
    from dkbm.queries.agenda import ARTEN as NAMEN
    from dkbm.report.agenda_ics import as_ics

    return as_ics(found.posten, f"Agenda {dataset.name}{whose}", found.namen, NAMEN).decode()
