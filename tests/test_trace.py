"""Every value of a document leads to its place in the data: file, line, column, commit, and the text there (M 40)."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from dkbm.cli.rendering import Wahl, Werkstatt, make, prepare, werkstatt
from dkbm.documents.angaben import numbered
from dkbm.documents.trace import shown, trace
from dkbm.documents.verzeichnis import VORLAGEN
from tests.aufruf import dkbm
from tests.besiegelt import change, in_git
from tests.dokumente import ARGUMENTE, ROOT, dokument
from tests.repositorium import call, own_settings
from tests.test_office_dokumente import GEMEINT, WITH_MODUL

SCHEMA = json.loads((ROOT / "schemas/ausgabe/herkunft.schema.json").read_text(encoding="utf-8"))
CHANGED = "nachtrag"
"""It needs an agreement that was changed."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_settings(tmp_path, monkeypatch)
    return in_git(tmp_path / "satz")


@pytest.fixture(scope="module")
def werk() -> Iterator[Werkstatt]:
    with werkstatt(ROOT) as found:
        yield found


def traced(root: Path, *arguments: str) -> tuple[dict[str, Any], str]:
    """The file beside a document, and what was said."""
    file = root.parent / "zv.md"
    answer = dkbm("render", *arguments, "-o", file, "--trace", cwd=root)
    assert answer.status == 0, answer.err
    found: dict[str, Any] = json.loads(Path(f"{file}.herkunft.json").read_text(encoding="utf-8"))
    Draft202012Validator(SCHEMA).validate(found)
    assert found["dokument"] == {"datei": "zv.md", "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    return found, answer.err


def at(text: str, source: dict[str, Any]) -> str:
    """What stands at the lines and columns of a source."""
    lines = text.split("\n")[source["line"] - 1 : source["end_line"]]
    lines[-1] = lines[-1][: source["end_column"] - 1]
    return "\n".join([lines[0][source["column"] - 1 :], *lines[1:]])


@pytest.mark.parametrize("vorlage", ["zielvereinbarung", "nachtrag", "steckbrief"])
def test_m40_each_entry_resolves_with_git_show_to_the_same_text(vorlage: str, root: Path) -> None:
    if vorlage == CHANGED:
        change(root, "[3, 6]", "[4, 6]")
        call(root, "commit", "-qam", "geändert")
    found, said = traced(root, vorlage, ARGUMENTE[1])
    head = call(root, "rev-parse", "HEAD").strip()
    sources = [source for entry in found["felder"] for source in entry["sources"]]
    assert said == ""
    assert len(sources) > 10
    for source in sources:
        assert source["revision"] == head
        assert at(call(root, "show", f"{head}:{source['file']}"), source) == source["text"] != ""


def test_m40_there_is_an_entry_for_each_dynamic_field_in_reading_order(root: Path) -> None:
    found, _ = traced(root, *ARGUMENTE)
    document = dokument()
    names = [(document.angaben[number].name, text) for number, text in shown(document.blocks)]
    assert [(entry["name"], entry["text"]) for entry in found["felder"]] == names
    text = (root.parent / "zv.md").read_text(encoding="utf-8")
    reached = 0
    for _, shown_text in names:
        reached = text.index(shown_text, reached)
    assert ("themen[0]", "Bildungsmonitoring ergänzen") in names


def test_m40_a_source_names_file_line_and_exact_text(root: Path) -> None:
    felder = {entry["name"]: entry for entry in traced(root, *ARGUMENTE)[0]["felder"]}
    (source,) = felder["themen[0]"]["sources"]
    assert (source["file"], source["route"]) == (
        "data/kommunen/landkreis-musterland.yaml",
        "vereinbarungen[0].themen[0].text",
    )
    assert (source["line"], source["column"], source["text"]) == (21, 16, "Bildungsmonitoring ergänzen")


def test_m40_what_is_not_in_git_has_no_revision_and_is_named(root: Path) -> None:
    change(root, "schlagworte: [bildungsmonitoring]", "schlagworte: [vernetzung]")  # no seal covers it
    found, said = traced(root, *ARGUMENTE)
    revisions = {source["file"]: source["revision"] for entry in found["felder"] for source in entry["sources"]}
    dirty = "data/kommunen/landkreis-musterland.yaml"
    assert said == f"Nicht so in git festgehalten, darum ohne Revision: {dirty}\n"
    assert revisions.pop(dirty) is None
    assert set(revisions.values()) == {call(root, "rev-parse", "HEAD").strip()}


def test_m40_at_a_stand_every_source_has_its_commit(root: Path) -> None:
    change(root, "ort: Musterstadt", "ort: Altstadt")
    found, said = traced(root, *ARGUMENTE, "--stand", "HEAD")
    assert said == ""
    assert None not in {source["revision"] for entry in found["felder"] for source in entry["sources"]}


def test_m40_a_gap_says_where_it_belongs_and_the_call_what_it_gave(root: Path) -> None:
    change(root, "    dauer: {monate: [3, 6], ab: sondierungsgespraech}\n", "")
    felder = traced(root, *ARGUMENTE, "--entwurf")[0]["felder"]
    mark, gap = [entry for entry in felder if entry.get("luecke")]
    assert (mark["name"], mark["sources"][0]["route"]) == ("nachgetragen", "vereinbarungen[0].nachtraege[0]")
    assert (gap["name"], gap["sources"][0]["route"], "text" in gap["sources"][0]) == (
        "dauer",
        "vereinbarungen[0].dauer",
        False,
    )
    steckbrief = traced(root, "steckbrief", "Landkreis Musterland")[0]["felder"]
    assert "--stichtag" in {entry.get("aufruf") for entry in steckbrief}


@pytest.mark.parametrize("more", [(), ("-o", "x.md", "--check"), ("-o", ".", "--alle")])
def test_m40_a_trace_needs_a_document_to_lie_beside(more: tuple[str, ...], root: Path) -> None:
    answer = dkbm("render", *ARGUMENTE, "--trace", *more, cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert "--trace schreibt neben ein Dokument" in answer.err


@pytest.mark.parametrize("vorlage", [name for name in VORLAGEN if name != CHANGED])
def test_m40_every_value_of_every_document_has_an_origin(vorlage: str, werk: Werkstatt) -> None:
    gegenstand = VORLAGEN[vorlage].gegenstand
    complete = ("Landkreis Nienburg/Weser",) if gegenstand in ("kommune", "vereinbarung") else ()
    for name in (*GEMEINT[gegenstand], *complete):
        wahl = Wahl(name, 1 if vorlage in WITH_MODUL else None, None, None, None, None)
        satz = prepare(werk.loaded, VORLAGEN[vorlage], wahl, date(2026, 11, 22))
        for key, angabe in numbered(satz.ansicht.daten):
            assert angabe.herkunft or angabe.aufruf, f"{name}: {key} = {angabe}"
        document = make(werk, satz, entwurf=True)
        entries = trace(document, werk.loaded.dataset.documents, lambda _: None)
        assert len(entries) == sum(1 for _ in shown(document.blocks))
        for entry in entries:
            assert entry.get("aufruf") or entry.get("luecke") or all(each["text"] for each in entry["sources"]), entry
