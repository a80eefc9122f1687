"""`dkbm forum`: read the forum of the groups, and write into it."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from dkbm.cli.options import Ausgabe, Commit, Daten, Ja, Stand, Trocken, Worte
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.dataset import Dataset
    from dkbm.queries.forum import Auswahl, Faden

Text = str | None
_FILTER = ("art", "thema", "seit", "offen", "suche")
_LESEN = ("seit", "offen", "suche", "format", "stand", "ausgabe")
_GANZ = "Ein Faden wird ganz gezeigt; --art, --thema, --seit, --offen und --suche wählen unter mehreren."
_SCHREIBEN = ("titel", "von", "text", "datei", "datum", "dialog", "dry_run", "ja", "commit")


def forum(
    was: Annotated[
        Worte,
        typer.Argument(
            metavar="[GRUPPE [BEITRAG] | neu GRUPPE | antworten BEITRAG]",
            help="Ohne Angabe alle Gruppen; mit Beitrag der ganze Faden.",
        ),
    ] = None,
    *,
    art: Annotated[Text, typer.Option("--art", metavar="WORT", help="idee, anfrage, hinweis oder mitteilung.")] = None,
    thema: Annotated[
        Worte, typer.Option("--thema", metavar="SCHLAGWORT", help="Schlagwort, aus data/themen.yaml.")
    ] = None,
    seit: Annotated[
        Text, typer.Option("--seit", metavar="DATUM", help="Nur Fäden mit Beiträgen seit diesem Tag.")
    ] = None,
    offen: Annotated[bool, typer.Option("--offen", help="Nur Anfragen, auf die noch niemand geantwortet hat.")] = False,
    suche: Annotated[Text, typer.Option("--suche", metavar="WORTE", help="Worte, die im Beitrag stehen.")] = None,
    format_: Annotated[
        Literal["text", "json", "atom"], typer.Option("--format", help="text zum Lesen, json, atom als Feed.")
    ] = "text",
    titel: Annotated[Text, typer.Option("--titel", metavar="WORTE", help="Neu: worum es geht, in einer Zeile.")] = None,
    von: Annotated[Text, typer.Option("--von", metavar="PERSON", help="Neu: wer schreibt, Name oder Kennung.")] = None,
    text: Annotated[
        Text, typer.Option("--text", metavar="WORTE", help="Neu: der Beitrag; - liest ihn von der Eingabe.")
    ] = None,
    datei: Annotated[
        Text, typer.Option("--datei", metavar="PFAD", help="Neu: der Beitrag aus einer Textdatei oder -.")
    ] = None,
    datum: Annotated[
        Text, typer.Option("--datum", metavar="TAG", help="Neu: Tag des Beitrags. Ohne Angabe: heute.")
    ] = None,
    dialog: Annotated[bool, typer.Option("--dialog", help="Neu: nach allem fragen; auch aus einer Datei.")] = False,
    dry_run: Trocken = False,
    ja: Ja = False,
    commit: Commit = False,
    stand: Stand = None,
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Zeigt das Forum der Gruppen, legt Fäden an und antwortet.

    Das Forum ist intern: Kein Dokument, das hinausgeht, enthält etwas daraus.
    """
    given: dict[str, object] = {**locals(), "format": None if format_ == "text" else format_}
    words = list(was or ())
    if words[:1] in (["neu"], ["antworten"]):
        _refuse(given, _LESEN, "gehört zum Lesen, nicht zum Schreiben.")
        from dkbm.cli.forum_schreiben import schreiben

        typed = {"art": art, "titel": titel, "von": von, "text": text, "datei": datei, "datum": datum, "thema": thema}
        schreiben(words, typed, daten, dialog=dialog, dry_run=dry_run, ja=ja, commit=commit)
        return
    _refuse(given, _SCHREIBEN, "gehört zum Schreiben: dkbm forum neu oder dkbm forum antworten.")
    _lesen(words, given, format_, stand, ausgabe, daten)


def _refuse(given: Mapping[str, object], options: tuple[str, ...], why: str) -> None:
    wrong = next((each for each in options if given[each] not in (None, False)), None)
    if wrong:
        raise DkbmError(f"--{wrong.replace('_', '-')} {why}", "Mehr dazu: dkbm forum --help")


def _lesen(
    words: list[str], given: Mapping[str, object], form: str, stand: Text, ausgabe: Path | None, daten: Path | None
) -> None:
    from dkbm.cli.forum_lesen import Frage, antwort
    from dkbm.cli.frame import dataset_root, emit
    from dkbm.cli.standing import datenstand, everyone, readable_at, revision

    root = dataset_root(daten)
    more = ("data/forum/", "data/netzwerk/", "data/personen/")
    source = readable_at(root, stand, more=more)
    dataset = everyone(source, more).dataset
    suche = _suche(words, given)
    chosen = "&".join(f"{each}={given[each]}" for each in _FILTER if given[each])
    frage = Frage(dataset, *_gewaehlt(dataset, words, _auswahl(dataset, given)), suche, chosen, datenstand(source))
    text = antwort(frage, form, lambda: revision(root, source), ascii_only=ausgabe is None)
    emit(text, ausgabe, fixed=form == "atom")


def _suche(words: list[str], given: Mapping[str, object]) -> str:
    """The words to look for, "" for none. Raises DkbmError for a search that can find nothing, or within a thread."""
    from dkbm.cli.suchworte import require_words

    if given["suche"] is None:
        return ""
    if len(words) > 1:
        raise DkbmError(_GANZ, f"Im Forum der Gruppe sucht: dkbm forum {words[0]} --suche WORTE")
    require_words(str(given["suche"]), "--suche", "dkbm forum --suche Monitoring")
    return str(given["suche"])


def _auswahl(dataset: "Dataset", given: Mapping[str, object]) -> "Auswahl":
    from dkbm.cli.frame import first_day
    from dkbm.model.forum import beitragsarten
    from dkbm.queries import forum_namen
    from dkbm.queries.forum import Auswahl

    art, seit, themen = given["art"], given["seit"], given["thema"]
    if isinstance(themen, list) and len(themen) > 1:
        raise DkbmError("--thema nur einmal nennen.", "Mehrere Worte findet --suche.")
    return Auswahl(
        forum_namen.art(str(art), beitragsarten(dataset.netzwerk)) if art else None,
        forum_namen.thema(str(themen[0]), dataset.themen) if isinstance(themen, list) and themen else None,
        first_day(str(seit), "--seit", "Zum Beispiel: --seit 2026-01-15") if seit else None,
        bool(given["offen"]),
    )


def _gewaehlt(
    dataset: "Dataset", words: list[str], auswahl: "Auswahl"
) -> "tuple[tuple[Faden, ...], tuple[str, ...], bool]":
    """The threads asked for, the groups they are of, and whether one thread was asked for by name."""
    from dkbm.queries import forum_namen
    from dkbm.queries.forum import Auswahl, faeden, gewaehlt

    alle = faeden(dataset.beitraege.values())
    if not words:
        groups = sorted({*dataset.gruppen, *(each.beitrag.gruppe for each in alle)})
        return gewaehlt(alle, auswahl), tuple(groups), False
    gruppe = forum_namen.gruppe(words[0], dataset, "dkbm forum")
    own = [each for each in alle if each.beitrag.gruppe == gruppe]
    if len(words) == 1:
        return gewaehlt(own, auswahl), (gruppe,), False
    if auswahl != Auswahl():
        raise DkbmError(_GANZ)
    wanted = forum_namen.beitrag(" ".join(words[1:]), (zweig.beitrag for each in own for zweig in each.zweige))
    return tuple(each for each in own if wanted in (zweig.beitrag for zweig in each.zweige)), (gruppe,), True
