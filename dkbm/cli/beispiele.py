"""`dkbm beispiele`: the examples and all beside them, who has done the same, and how examples are chosen."""

from typing import TYPE_CHECKING, Annotated, Any

import click
import typer

from dkbm.cli.options import Ausgabe, Daten, Form, Stand, Stichtag, Worte
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.beispielantwort import Antwort, Frage

AEHNLICH, AUSZAEHLEN = "aehnlich", "auszaehlen"
_OPTIONEN = ("eckpunkt", "kommune", "thema", "suche", "art")
_ARTEN = ("beispiel", "arbeitspapier", "publikation", "material", "fachartikel", "reihe", "alle")


def beispiele(
    *,
    was: Annotated[
        str | None,
        typer.Argument(
            metavar="[KENNUNG|ähnlich|auszählen]",
            show_default=False,
            help="Eines ganz zeigen; oder: ähnlich KOMMUNE, auszählen AUSWAHL. Ohne Angabe: alle.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME]", show_default=False, help="Die Kommune zu »ähnlich«, die Auswahl zu »auszählen«."
        ),
    ] = None,
    eckpunkt: Annotated[
        int | None, typer.Option("--eckpunkt", metavar="NUMMER", help="Nur zu diesem Eckpunkt.")
    ] = None,
    kommune: Annotated[str | None, typer.Option("--kommune", metavar="NAME", help="Nur aus dieser Kommune.")] = None,
    thema: Annotated[
        str | None, typer.Option("--thema", metavar="WORT", help="Nur zu diesem Schlagwort oder Wort im Titel.")
    ] = None,
    suche: Annotated[
        str | None,
        typer.Option(
            "--suche", metavar="WORTE", help='Im ganzen Text suchen; "zwei Worte" zusammen, -wort schließt aus.'
        ),
    ] = None,
    art: Annotated[
        Worte,
        typer.Option(
            "--art",
            click_type=click.Choice(_ARTEN, case_sensitive=False),
            help="Was gefunden wird, mehrfach möglich. Ohne Angabe: Beispiele.",
        ),
    ] = None,
    stichtag: Stichtag = None,
    format_: Form = "text",
    stand: Stand = None,
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt Praxisbeispiele und Material, und wer Ähnliches schon getan hat.

    »dkbm beispiele KENNUNG« zeigt eines ganz, »dkbm beispiele ähnlich KOMMUNE« nennt Kommunen mit demselben Thema, die
    ebenso weit sind oder weiter, »dkbm beispiele auszählen« zählt eine Auswahl aus (Status 1: nicht alles zählte).
    """
    from dkbm.cli.beispielantwort import Frage
    from dkbm.cli.frame import dataset_root, emit, emit_json, parse_stichtag, today
    from dkbm.cli.standing import datenstand, everyone, readable_at, revision
    from dkbm.german import fold

    befehl = fold(was) if was is not None else ""
    options = zip(_OPTIONEN, (eckpunkt, kommune, thema, suche, art), strict=True)
    gegeben = {key: value for key, value in options if value is not None and value != []}
    _require_fitting(was, befehl, name, tuple(gegeben))
    if befehl == AUSZAEHLEN and stichtag is not None:
        raise DkbmError("--stichtag wirkt beim Auszählen nicht.", "Gezählt wird, was in der Auswahl steht.")
    root = dataset_root(daten)
    source = readable_at(root, stand)
    frage = Frage(everyone(source, ("data/",)).dataset, parse_stichtag(stichtag), datenstand(source), today())
    antwort = _antwort(frage, was, befehl, name, gegeben)
    if format_ == "json":
        emit_json(antwort.as_json(revision(root, source)), ausgabe)
    else:
        emit(antwort.text, ausgabe)
    if antwort.status:
        raise typer.Exit(antwort.status)


def _require_fitting(was: str | None, befehl: str, name: str | None, gegeben: tuple[str, ...]) -> None:
    """Refuse what would be left aside in silence."""
    if was is not None and gegeben:
        raise DkbmError(f"--{gegeben[0]} passt nicht zu »{was}«.", "Entweder suchen oder etwas Bestimmtes zeigen.")
    if befehl == AEHNLICH and name is None:
        raise DkbmError("Welche Kommune?", "Zum Beispiel: dkbm beispiele ähnlich Uelzen")
    if name is not None and befehl not in (AEHNLICH, AUSZAEHLEN):
        raise DkbmError(f"»{name}« ist zu viel.", 'Mehrere Wörter sucht: dkbm beispiele --suche "WORT WORT"')


def _antwort(frage: "Frage", was: str | None, befehl: str, name: str | None, gegeben: dict[str, Any]) -> "Antwort":
    from dkbm.cli import beispielantwort

    if befehl == AEHNLICH:
        return beispielantwort.aehnlich_zu(frage, name or "")
    if befehl == AUSZAEHLEN:
        return beispielantwort.auszaehlen(frage, name)
    if was is not None:
        return beispielantwort.eines(frage, was)
    return beispielantwort.liste(frage, beispielantwort.wahl(frage.dataset, **gegeben))
