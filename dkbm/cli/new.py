"""`dkbm new WAS`: a new file from its annotated template, or a new source."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

import typer

from dkbm.cli.options import Commit, Daten, Ja, Stichtag, Trocken, Worte
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.changes.bogen import Given
    from dkbm.changes.new import Anlage, Umfeld
    from dkbm.queries.reading import Files

Was = Literal["kommune", "ag", "person", "beispiel", "quelle"]
Text = str | None
QUELLEN = "data/quellen.yaml"


class _New(NamedTuple):
    """What is made: the file, its whole content, and how it is called."""

    path: str
    content: bytes
    text: str


def new(
    was: Annotated[Was, typer.Argument(metavar="WAS", help="kommune, ag, person, beispiel oder quelle.")],
    *,
    name: Annotated[
        Text, typer.Option("--name", metavar="WORTE", help="Name; bei Beispiel und Quelle der Titel.")
    ] = None,
    art: Annotated[Text, typer.Option("--art", metavar="WORT", help="Art der Kommune oder Gruppe.")] = None,
    schluessel: Annotated[Text, typer.Option("--schluessel", metavar="ZIFFERN", help="Kreisschlüssel.")] = None,
    kennung: Annotated[Text, typer.Option("--kennung", metavar="WORTE", help="Kennung der Gruppe, wie »AG 4«.")] = None,
    teil_von: Annotated[
        Text, typer.Option("--teil-von", metavar="GRUPPE", help="Wozu die Unterarbeitsgruppe gehört.")
    ] = None,
    titel: Annotated[Text, typer.Option("--titel", metavar="TITEL", help="Titel einer Person, wie »Dr.«.")] = None,
    bezeichnung: Annotated[Text, typer.Option("--bezeichnung", metavar="WORTE", help="Amt der Person.")] = None,
    amt: Annotated[Text, typer.Option("--amt", metavar="KENNUNG", help="Kennung des Amtes.")] = None,
    stelle: Annotated[Text, typer.Option("--stelle", metavar="STELLE", help="agentur oder eine Kommune.")] = None,
    datum: Annotated[
        Text, typer.Option("--datum", metavar="DATUM", help="Wann das Amt oder der Name belegt ist.")
    ] = None,
    kommune: Annotated[Text, typer.Option("--kommune", metavar="KOMMUNE", help="Woher das Beispiel stammt.")] = None,
    eckpunkt: Annotated[Text, typer.Option("--eckpunkt", metavar="NUMMER", help="Eckpunkt des Beispiels.")] = None,
    herausgeber: Annotated[
        Text, typer.Option("--herausgeber", metavar="WORTE", help="Wer die Quelle herausgibt.")
    ] = None,
    url: Annotated[Text, typer.Option("--url", metavar="ADRESSE", help="Wo die Quelle steht.")] = None,
    stand: Annotated[Text, typer.Option("--stand", metavar="DATUM", help="Von welcher Zeit sie spricht.")] = None,
    stand_art: Annotated[
        Text, typer.Option("--stand-art", metavar="WORT", help="exakt, geschaetzt oder unbekannt.")
    ] = None,
    grund: Annotated[Text, typer.Option("--grund", metavar="WORTE", help="Woraus der Stand geschätzt ist.")] = None,
    abgerufen: Annotated[Text, typer.Option("--abgerufen", metavar="DATUM", help="Wann sie gelesen wurde.")] = None,
    abdeckung: Annotated[Text, typer.Option("--abdeckung", metavar="WORT", help="voll oder auszug.")] = None,
    inhalt: Annotated[Text, typer.Option("--inhalt", metavar="WORTE", help="Was darin steht.")] = None,
    kuerzel: Annotated[Text, typer.Option("--kuerzel", metavar="KENNUNG", help="Kurzname der Quelle.")] = None,
    nach: Annotated[Text, typer.Option("--nach", metavar="Q", help="Welcher Quelle sie folgt.")] = None,
    bemerkung: Annotated[Text, typer.Option("--bemerkung", metavar="WORTE", help="Was sonst zu sagen ist.")] = None,
    quelle: Annotated[
        Worte, typer.Option("--quelle", metavar="Q", help="Woher man es weiß; mehrere mit Komma.")
    ] = None,
    id: Annotated[Text, typer.Option("--id", metavar="KENNUNG", help="Eigene Kennung statt der aus dem Namen.")] = None,
    dialog: Annotated[bool, typer.Option("--dialog", help="Nach allem fragen; auch aus einer Datei.")] = False,
    dry_run: Trocken = False,
    ja: Ja = False,
    commit: Commit = False,
    stichtag: Stichtag = None,
    daten: Daten = None,
) -> None:
    """Legt eine Kommune, Arbeitsgruppe, Person, Quelle oder ein Beispiel an.

    Die neue Datei kommt aus einer Vorlage mit Erläuterungen; die Quelle wird an data/quellen.yaml angefügt.
    """
    typed = dict(locals())
    from dkbm.cli.frame import emit, parse_stichtag
    from dkbm.cli.prompts import collect
    from dkbm.cli.writing import carry_out, opened
    from dkbm.report.terminal import safe

    for known in ("was", "id", "dialog", "dry_run", "ja", "commit", "stichtag", "daten"):
        del typed[known]
    day = parse_stichtag(stichtag)
    root, files = opened(daten, dry_run=dry_run)
    made = _made(files, was, collect(typed), id, dialog=dialog)
    carry_out(
        root, files, {made.path: made.content},
        subject=f"{made.text} angelegt", dry_run=dry_run, ja=ja, commit=commit, stichtag=day,
    )  # fmt: skip
    emit(safe(f"Angelegt: {made.text}\n{_next(was, made)}"))


def _made(files: "Files", was: Was, given: "Given", ident: Text, *, dialog: bool) -> _New:
    from dkbm.text.patch import PatchError

    try:
        return _source(files, given, dialog) if was == "quelle" else _file(files, was, given, ident, dialog)
    except PatchError as error:
        raise DkbmError(f"Das lässt sich so nicht eintragen: {error}", "Es wurde nichts geändert.") from None


def _file(files: "Files", was: Was, given: "Given", ident: Text, dialog: bool) -> _New:
    from dkbm.changes.new import ANLAGEN, filled, path_of
    from dkbm.cli.entry import answers
    from dkbm.resources import vorlage
    from dkbm.text.patch import apply
    from dkbm.text.reader import read

    anlage: Anlage = ANLAGEN[was]
    found = answers(anlage.felder(_umfeld(files)), given, dialog)
    path = path_of(anlage, ident or anlage.ident(found), files)
    if was == "ag":
        _tell_of_same(files, found)
    raw = vorlage(anlage.kind)
    template, _ = read(path, raw)
    assert template is not None  # noqa: S101 -- a test reads every template
    return _New(path, apply(path, raw, filled(anlage, template, found)), Path(path).stem)


def _tell_of_same(files: "Files", found: dict[str, Any]) -> None:
    """Say where a group has the same name, or the network another Konzeptgruppe already."""
    from dkbm.dataset import load
    from dkbm.german import fold
    from dkbm.report.terminal import warn

    for group in load(
        {path: raw for path, raw in files.items() if path.startswith("data/netzwerk/")}
    ).dataset.gruppen.values():
        if fold(found["namen.0.name"]) in (fold(each.name) for each in group.namen):
            warn(f"So heißt schon eine Gruppe: {group.kennung} ({group.id}).")
        if found["art"] == group.art == "konzeptgruppe":
            warn(f"Eine Konzeptgruppe gibt es schon: {group.id}.")


def _source(files: "Files", given: "Given", dialog: bool) -> _New:
    from dkbm.changes.new import new_quelle, quelle
    from dkbm.cli.entry import answers
    from dkbm.text.patch import apply

    quellen = _umfeld(files).quellen
    found = answers(quelle(), given, dialog)
    ident, patch = new_quelle(found, list(quellen))
    return _New(QUELLEN, apply(QUELLEN, files[QUELLEN], [patch]), f"Quelle {ident}: {found['titel']}")


def _umfeld(files: "Files") -> "Umfeld":
    from dkbm.changes.new import Umfeld
    from dkbm.dataset import load
    from dkbm.queries.reading import one_kommune

    quellen = load({QUELLEN: files[QUELLEN]} if QUELLEN in files else {}).dataset.quellen
    if not quellen:
        raise DkbmError(f"{QUELLEN} lässt sich nicht lesen.", "Mehr dazu sagt: dkbm validate")

    def kommune(text: str) -> str:
        return one_kommune(files, text).treffer.kommune.id

    return Umfeld(quellen, kommune, lambda text: text if text == "agentur" else kommune(text))


def _next(was: Was, made: _New) -> str:
    if was == "kommune":
        return f"Weiter: dkbm record zielvereinbarung {made.text}\n"
    if was == "ag":
        return f"Weiter: dkbm record treffen {made.text}\n"
    return f"Weiter: in {made.path} ergänzen, was die Vorlage nennt; dann dkbm validate\n" if was != "quelle" else ""
