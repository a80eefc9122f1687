"""`dkbm forum neu` and `dkbm forum antworten`: exactly one new file, with the guards of every change."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.changes.bogen import Feld, Regel
    from dkbm.dataset import Dataset
    from dkbm.queries.reading import Files

_READS = ("data/forum/", "data/netzwerk/", "data/personen/", "data/themen.yaml", "data/quellen.yaml", "dkbm.yaml")
_LIMIT = 1 << 20
_END = "."


class _Ziel(NamedTuple):
    """Where a contribution belongs: its group, and what it answers ("" for nothing)."""

    gruppe: str
    antwort_auf: str = ""


def schreiben(
    words: Sequence[str],
    typed: Mapping[str, object],
    daten: Path | None,
    *,
    dialog: bool,
    dry_run: bool,
    ja: bool,
    commit: bool,
) -> None:
    """Add the contribution that `words` (`neu GRUPPE`, `antworten BEITRAG`) and the options in `typed` describe."""
    from dkbm.cli.frame import emit, today
    from dkbm.cli.writing import carry_out, opened
    from dkbm.report.terminal import safe

    root, files = opened(daten, dry_run=dry_run)
    dataset = _dataset(files)
    ziel = _ziel(dataset, words)
    path, content = _made(files, dataset, ziel, {**typed, **_text(typed)}, dialog=dialog)
    _warn_of_strangers({**files, path: content}, path)
    what = "Antwort" if ziel.antwort_auf else "Beitrag"
    carry_out(
        root, files, {path: content},
        subject=f"Forum {ziel.gruppe}: {'neue' if ziel.antwort_auf else 'neuer'} {what}",
        dry_run=dry_run, ja=ja, commit=commit, stichtag=today(),
    )  # fmt: skip
    ident = Path(path).stem
    emit(safe(f"{what} angelegt: {ziel.gruppe}/{ident}\nFaden zeigen: dkbm forum {ziel.gruppe} {ident}\n"))


def _warn_of_strangers(files: "Files", path: str) -> None:
    """Say that somebody writes into the forum of a group they do not belong to; it is no fault."""
    from dkbm.german import tag
    from dkbm.report.terminal import warn
    from dkbm.rules.forum import belongs

    dataset = _dataset(files)
    beitrag = dataset.beitraege.get(path)
    person = dataset.personen.get(beitrag.von) if beitrag is not None else None
    gruppe = dataset.gruppen.get(beitrag.gruppe) if beitrag is not None else None
    if beitrag is None or person is None or gruppe is None or belongs(dataset, person, gruppe, beitrag.datum.lo):
        return
    warn(f"{person.name} gehört am {tag(beitrag.datum.lo)} nach den Daten nicht zur Gruppe {gruppe.kennung} (D626).")


def _dataset(files: "Files") -> "Dataset":
    from dkbm.dataset import load

    return load({path: raw for path, raw in files.items() if path.startswith(_READS)}).dataset


def _ziel(dataset: "Dataset", words: Sequence[str]) -> _Ziel:
    from dkbm.queries import forum_namen

    was, names = words[0], " ".join(words[1:])
    if not names and was == "neu":
        names = _ask_group(dataset)
    if not names:
        missing, example = ("die Gruppe", "neu ag-1") if was == "neu" else ("der Beitrag", "antworten 2026-01-15-01")
        raise DkbmError(f"Es fehlt {missing}.", f"Zum Beispiel: dkbm forum {example}")
    if was == "neu":
        return _Ziel(forum_namen.gruppe(names, dataset))
    found = forum_namen.beitrag("/".join(words[1:]) if len(words) == 3 else names, dataset.beitraege.values())
    return _Ziel(found.gruppe, found.id)


def _ask_group(dataset: "Dataset") -> str:
    """The group, where there is somebody to ask; "" where nobody is."""
    from dkbm.changes.bogen import Feld
    from dkbm.cli.prompts import ask
    from dkbm.cli.writing import interactive

    if not interactive():
        return ""
    groups = tuple((each.id, each.kennung) for each in dataset.gruppen.values())
    return ask(Feld("gruppe", "gruppe", "Gruppe", erlaubt=groups, pflicht=True), "")


def _text(typed: Mapping[str, object]) -> dict[str, object]:
    """The text of the contribution, from the option, a file, or the input (`-`); the file is no answer of its own."""
    text, datei = typed["text"], typed["datei"]
    if text is not None and datei is not None:
        raise DkbmError("--text und --datei: nur eines von beiden.")
    if "-" in (text, datei):
        return {"text": _decoded(sys.stdin.buffer.read(_LIMIT + 1)), "datei": None}
    if isinstance(datei, str):
        from dkbm.cli.options import on_disk
        from dkbm.store.input import read_input

        return {"text": _decoded(read_input(on_disk(datei), _LIMIT)), "datei": None}
    return {}


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DkbmError(f"Der Text ist nicht in UTF-8, zuerst in Zeile {line}.", "Als UTF-8 speichern.") from None


def _made(
    files: "Files", dataset: "Dataset", ziel: _Ziel, typed: Mapping[str, object], *, dialog: bool
) -> tuple[str, bytes]:
    from dkbm.changes import forum
    from dkbm.cli.frame import today
    from dkbm.model.forum import beitragsarten
    from dkbm.queries.forum_namen import thema
    from dkbm.queries.netzwerk_namen import resolve_person

    rules = forum.fragen(
        today(),
        beitragsarten(dataset.netzwerk),
        lambda text: resolve_person(text, dataset, "--von").id,
        lambda text: thema(text, dataset.themen),
        antwort=bool(ziel.antwort_auf),
    )
    entry = _answers(rules, {**typed, "art": _art(typed["art"], beitragsarten(dataset.netzwerk))}, dialog=dialog)
    entry |= {"antwort_auf": ziel.antwort_auf} if ziel.antwort_auf else {}
    try:
        return f"{forum.ORDNER}/{ziel.gruppe}/{forum.name_of(entry, files)}.yaml", forum.content(entry)
    except ValueError as error:
        raise DkbmError(f"Das lässt sich so nicht eintragen: {error}", "Es wurde nichts geändert.") from None


def _art(typed: object, arten: Mapping[str, str]) -> object:
    """The kind by its word, however it or its name was typed; what is none stays as it is and is refused."""
    from dkbm.german import fold

    meant = [word for word, name in arten.items() if fold(str(typed)) in (fold(word), fold(name))]
    return meant[0] if meant else typed


def _answers(rules: "Sequence[Regel]", typed: Mapping[str, object], *, dialog: bool) -> dict[str, Any]:
    from dkbm.changes.bogen import IncompleteError, fill
    from dkbm.cli.prompts import collect
    from dkbm.cli.writing import interactive

    given = collect(typed)
    try:
        return fill(rules, given, _ask if dialog else None)
    except IncompleteError:
        if dialog or not interactive():
            raise
        return fill(rules, given, _ask)


def _ask(feld: "Feld", complaint: str) -> str:
    """Ask for one line, for the text itself for as many as it has."""
    from dkbm.cli.prompts import ask
    from dkbm.report.terminal import prompt, warn

    if feld.key != "text":
        return ask(feld, complaint)
    if complaint:
        warn(f"  {complaint}")
    prompt(f"{feld.frage}, mehrere Zeilen; ein Punkt allein in einer Zeile beendet ihn:\n")
    lines: list[str] = []
    while (line := sys.stdin.readline()) and line.strip() != _END:
        lines.append(line)
    if not line and not lines:
        raise DkbmError("Die Eingabe endete, bevor alles beantwortet war. Es wurde nichts geändert.")
    return "".join(lines)
