"""The forum is for the members: nothing that leaves the house holds a word of it, and no report quotes it (M 74)."""

import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from dkbm.cli.app import COMMANDS
from dkbm.cli.rendering import Wahl, Werkstatt, make, prepare, werkstatt
from dkbm.cli.tracing import write_trace
from dkbm.documents.verzeichnis import VORLAGEN
from dkbm.documents.writers import FORMATE, write
from dkbm.errors import DkbmError
from tests.aufruf import dkbm, lay_out
from tests.forum import BEITRAG, FORUM, antwort, beitrag
from tests.pdfseiten import poppler
from tests.repositorium import call, own_settings

ROOT = Path(__file__).parents[1]
HEUTE = "2026-11-22"
KANARIE = "kanarienvogel"
"""Stands in the title, the text, the name of the file and the name of the author; nowhere else in the project."""
GEHEIM = {
    "data/personen/p-kim-kanarienvogel.yaml": (
        "name: Kim Kanarienvogel\n"
        "aemter: [{amt: referat, bezeichnung: Referat, stelle: agentur, datum: 2026-01, quelle: Q02}]\n"
    ),
    f"{FORUM}/ag-1/2026-01-15-kanarienvogel.yaml": beitrag(
        titel="Kanarienvogel im Titel", von="p-kim-kanarienvogel", schlagworte="[steuerung]", text="Kanarienvogel, Text"
    ),
    f"{FORUM}/ag-1/2026-01-16-01.yaml": antwort(
        auf="2026-01-15-kanarienvogel", datum="2026-01-16", von="p-kim-kanarienvogel", text="Noch ein Kanarienvogel"
    ),
}

WEGE = [
    ("status",),
    ("status", "Harburg", "--quellen"),
    ("status", "--format", "json"),
    *(("list", "--format", form) for form in ("text", "json", "csv", "tsv", "markdown")),
    *(("history", "Harburg", "--format", form) for form in ("text", "json", "markdown")),
    *(("sachstand", "--belege", "--format", form) for form in ("text", "json", "csv")),
    ("render", "uebersicht", "-o", "{aus}/uebersicht.pdf", "--trace"),
    ("render", "steckbrief", "--alle", "-o", "{aus}", "--format", "html"),
    ("netzwerk",),
    ("netzwerk", "ag-1"),
    ("agenda",),
    ("beispiele",),
    ("beispiele", "--suche", KANARIE),
    ("formate",),
]
"""Every way out but `dkbm forum`, with `{aus}` for a folder: what is new there needs a line here, and no more."""


def haus(folder: Path, *, geheim: bool = True) -> Path:
    """A full copy of the real dataset with its templates, with a forum."""
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "dkbm.yaml", folder)
    for name, text in GEHEIM.items() if geheim else ():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return haus(tmp_path_factory.mktemp("haus"))


@pytest.fixture(scope="module")
def werk(root: Path) -> Iterator[Werkstatt]:
    with werkstatt(root) as made:
        yield made


def said(content: bytes) -> str:
    """Everything that can be read out of a file: of what is packed in it as well, also of what a page shows."""
    parts = [content]
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts += [packed.read(name) for name in packed.namelist()]
            parts += [name.encode() for name in packed.namelist()]
    if content.startswith(b"%PDF"):
        parts += [_inflated(found[1]) for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL)]
        parts.append(poppler("pdftotext", content, "-raw").encode())
    texts = [part.decode(code, "replace") for part in parts for code in ("utf-8", "utf-16-be", "utf-16-le")]
    return re.sub(r"<[^>]*>|­|\s", "", "\n".join(texts)).casefold()


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


def leaks(content: bytes) -> bool:
    return KANARIE in said(content)


WER = {
    "vereinbarung": ("landkreis-harburg", "landkreis-nienburg-weser"),
    "kommune": ("landkreis-harburg",),
    "treffen": ("ag-1",),
    "beispiel": ("masterplan-bildung",),
    "land": ("",),
    "zeitraum": ("",),
}


@pytest.mark.parametrize("name", VORLAGEN)
def test_m74_no_document_in_any_format_holds_the_forum(
    root: Path, werk: Werkstatt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Of a PDF also the data that travel in it; and the file beside a document that says where all of it is from."""
    monkeypatch.setenv("DKBM_HEUTE", HEUTE)
    vorlage, made = VORLAGEN[name], 0
    for wer in WER[vorlage.gegenstand]:
        try:
            satz = prepare(werk.loaded, vorlage, Wahl(wer, von="2018", bis="2021"), None)
        except DkbmError:
            continue  # this one has none of it
        document = make(werk, satz, entwurf=True)
        for form in FORMATE:
            content, target = write(document, form, werk.dateien), tmp_path / f"{name}.{form}"
            write_trace(root, werk, document, target, content)
            beside = target.with_name(f"{target.name}.herkunft.json").read_bytes()
            assert not leaks(content), form
            assert not leaks(beside), form
            made += 1
    assert made or name == "nachtrag", "nobody has it"


@pytest.mark.parametrize("way", WEGE, ids=" ".join)
def test_m74_no_command_but_its_own_shows_the_forum(root: Path, tmp_path: Path, way: tuple[str, ...]) -> None:
    if way[0] not in COMMANDS:
        pytest.skip(f"{way[0]} is no command")
    answer = dkbm(*(part.format(aus=tmp_path) for part in way), cwd=root, heute=HEUTE)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert answer.out or answer.err or written
    asked = answer.out.replace(KANARIE, "") if KANARIE in way else answer.out
    assert KANARIE not in (asked + answer.err.replace(KANARIE, "" if KANARIE in way else KANARIE)).casefold()
    assert [path.name for path in written if leaks(path.read_bytes())] == []


@pytest.mark.parametrize("form", ["text", "json", "atom"])
def test_m74_the_forum_itself_shows_it_and_says_that_it_is_internal(root: Path, form: str) -> None:
    answer = dkbm("forum", "ag-1", "--format", form, cwd=root, heute=HEUTE)
    assert answer.status == 0
    assert {"text": "Kim Kanarienvogel", "json": "Noch ein Kanarienvogel", "atom": "Kanarienvogel, Text"}[
        form
    ] in answer.out
    assert {"text": "intern", "json": '"intern": true', "atom": "Intern: nur für die Mitglieder"}[form] in answer.out


@pytest.mark.parametrize("form", ["md", "html", "docx", "odt", "pdf"])
def test_m74_what_a_document_holds_would_be_found(werk: Werkstatt, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """Of each format something that stands in it, and of a PDF something that only its attached data say."""
    monkeypatch.setenv("DKBM_HEUTE", HEUTE)
    satz = prepare(werk.loaded, VORLAGEN["steckbrief"], Wahl("landkreis-harburg"), None)
    content = write(make(werk, satz, entwurf=True), form, werk.dateien)
    assert "landkreisharburg" in said(content)
    if form == "pdf":
        assert '"schluessel":"03353"' in said(content)


FEHLER = [
    ("von: p-kim-kanarienvogel", "von: Kanarienvogel"),
    ("titel: Kanarienvogel im Titel", "titel: [Kanarienvogel im Titel]"),
    ("art: anfrage", "art: {Kanarienvogel: 1}"),
    ("datum: 2026-01-15", "datum: Kanarienvogel"),
    ("text: |", "text: 012 # |"),
    ("  Kanarienvogel, Text", '  Kanarienvogel, Text\nbetreff: "Kanarienvogel'),
    ("  Kanarienvogel, Text", "  Kanarienvogel, Text\ntext: Kanarienvogel"),
    ("  Kanarienvogel, Text", "  Kanarienvogel, \x1bText"),
]


@pytest.mark.parametrize(("before", "after"), FEHLER)
def test_m74_s43_no_finding_quotes_a_contribution(tmp_path: Path, before: str, after: str) -> None:
    path = f"{FORUM}/ag-1/2026-01-15-x.yaml"
    text = GEHEIM[f"{FORUM}/ag-1/2026-01-15-kanarienvogel.yaml"]
    assert before in text
    lay_out(tmp_path, {path: text.replace(before, after)})
    for command in (("validate", "--hinweise"), ("validate", "--format", "json"), ("status",), ("list",)):
        answer = dkbm(*command, cwd=tmp_path)
        assert path in answer.out or command[0] != "validate"
        assert KANARIE not in (answer.out + answer.err).casefold().replace("p-kim-kanarienvogel", ""), command


@pytest.mark.parametrize("value", ["0175999888", "017:59:99", "175999888175999888175999888"])
def test_m74_s43_no_finding_quotes_a_value_that_is_no_text(tmp_path: Path, value: str) -> None:
    path = f"{FORUM}/ag-1/2024-01-15-x.yaml"
    lay_out(tmp_path, {path: BEITRAG.replace("titel: Wer hat Erfahrung?", f"titel: {value}")})
    answer = dkbm("validate", cwd=tmp_path)
    assert f"{path}:3:8: " in answer.out
    assert not any(part in answer.out for part in (value, value.lstrip("0"), value[:6]))


def test_m74_no_report_on_a_change_quotes_a_contribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)
    root = lay_out(
        tmp_path / "daten", {f"{FORUM}/ag-1/2024-01-14-alt.yaml": BEITRAG.replace("2024-01-15", "2024-01-14")}
    )
    call(root, "init", "-q")
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", "Anfang")
    for name, text in GEHEIM.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    old = root / f"{FORUM}/ag-1/2024-01-14-alt.yaml"
    old.write_text(old.read_text("utf-8").replace("Wir fangen an.", "Kanarienvogel"), encoding="utf-8")
    for form in ("text", "json", "markdown"):
        answer = dkbm("diff", "--format", form, cwd=root, heute=HEUTE)
        assert "im Forum" in answer.out, form
        assert KANARIE not in (answer.out + answer.err).casefold(), form
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", "Zweiter")
    for command in (
        ("log",),
        ("log", "--format", "json"),
        ("changelog", "--von", "2020-01-01", "--bis", "2099-01-01"),
        ("corrections",),
        ("blame", f"{FORUM}/ag-1/2024-01-14-alt.yaml"),
        ("blame", f"{FORUM}/ag-1/2024-01-14-alt.yaml", "--format", "json"),
    ):
        answer = dkbm(*command, cwd=root, heute="2099-01-01")
        assert KANARIE not in (answer.out + answer.err).casefold(), command
    changelog = dkbm("changelog", "--von", "2020-01-01", "--bis", "2099-01-01", cwd=root, heute="2099-01-01").out
    assert "Beitrag im Forum: Beitrag im Forum" not in " ".join(changelog.split())
    assert KANARIE in dkbm("diff", "HEAD~1", "--intern", cwd=root, heute=HEUTE).out.casefold()
