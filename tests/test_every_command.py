"""What holds for one command holds for every one: clock, place, encodings, markup, control characters, persons."""

import itertools
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dkbm.cli.app import COMMANDS as KNOWN
from dkbm.diagnostic import Code, Severity, Span
from dkbm.report import checks, page
from dkbm.report.excerpt import excerpt
from dkbm.report.findings import Finding, Spot, as_json, as_text
from dkbm.report.json_out import dumps
from dkbm.report.table import columns, paragraph, two_sided
from tests.aufruf import dkbm
from tests.dokumente import lay_out_templates
from tests.muster import musterland
from tests.vorgang import run

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
FEHLER = Severity.FEHLER
PERSON = "data/personen/p-mara-muster.yaml"
COMMANDS = [
    ("--help",),
    ("status",),
    ("status", "99001", "--quellen"),
    ("status", "99001", "--format", "json"),
    ("list",),
    ("history", "99001"),
    ("history", "99001", "--format", "json"),
    ("history", "99001", "--format", "markdown"),
    ("netzwerk",),
    ("netzwerk", "--format", "json"),
    ("netzwerk", "ag-1"),
    ("netzwerk", "ag-1", "--format", "json"),
    ("netzwerk", "netzwerk"),
    ("netzwerk", "--person", "p-mara-muster"),
    ("sachstand",),
    ("sachstand", "--belege"),
    ("sachstand", "--format", "json"),
    ("sachstand", "--format", "csv", "--belege"),
    ("agenda",),
    ("agenda", "--alle", "--einzeln"),
    ("agenda", "--format", "json"),
    ("agenda", "--format", "ics"),
    *(("list", "--format", form) for form in ("json", "csv", "tsv", "markdown")),
    ("beispiele", "--art", "alle"),
    ("beispiele", "--suche", "Monitoring", "--format", "json"),
    ("beispiele", "ähnlich", "99001"),
    ("beispiele", "auszählen"),
    ("formate",),
    ("formate", "--format", "json"),
    ("formate", "workshop"),
    ("formate", "--kommune", "99001"),
    ("betreuung",),
    ("betreuung", "99001"),
    ("betreuung", "--format", "json"),
    ("unterlagen",),
    ("unterlagen", "--format", "json"),
    ("forum",),
    ("forum", "ag-1", "--format", "json"),
    ("forum", "ag-1", "--format", "atom"),
    ("validate", "--hinweise"),
    ("validate", "--hinweise", "--format", "json"),
    ("validate", "--list"),
    ("explain", "D310"),
    ("explain", "E001"),
    ("schema",),
    ("schema", "kommune"),
    ("render", "zielvereinbarung", "99001"),
    ("render", "zielvereinbarung", "99003", "--entwurf"),
    ("render", "zielvereinbarung", "99003", "--check"),
    ("template", "liste"),
    ("template", "check"),
    ("doctor",),
]
WRITES = {"advance", "record", "new", "format", "migrate"}
"""What writes has its own tests of what it shows: a change to a file shows its lines."""
FILES = {"compare", "verify"}
"""What reads a document has its own tests of what it shows."""
HISTORY = {"blame", "changelog", "corrections", "diff", "log"}
"""What asks git has its own tests, in repositories."""
ANVERTRAUT = """unterlagen:
  - {{id: u-1, titel: {0}, ablage: {0}, quelle: X02}}
betreuung:
  - {{person: p-tom-test, datum: 2018-01-15, quelle: X02, bemerkung: {0}}}
"""
FORMATE = """# yaml-language-server: $schema=../../../../schemas/formate.schema.json
arten:
  - {{id: offen, name: {0}, fuer: {0}, quelle: X02, bemerkung: {0}}}
formate:
  - {{id: workshop, name: {0}, art: offen, quelle: X02, bemerkung: {0}}}
offen: [{0}]
"""
REGEL = "  - {{code: E001, name: eigene, schwere: hinweis, art: kommune, verlangt: [leitung], meldung: {}}}\n"


def text(path: str) -> str:
    return musterland()[path].decode()


def spread(words: str) -> dict[str, str | bytes | None]:
    """Musterland with these words, in double quotation marks, wherever the data hold free text."""
    value = f'"{words}"'
    kommune = text(KOMMUNE)
    for before, after in (
        ("[Kreis Muster]", f"[{value}]"),
        ("an die gewachsenen Strukturen vor Ort", value),
        ("Die Datengrundlage der Bildungsplanung soll breiter werden.", value),
        ("text: Bildungsmonitoring ergänzen", f"text: {value}"),
        ("ort: Musterstadt", f"ort: {value}"),
        ("grundlage: zielvereinbarung, quelle: X03", f"bemerkung: {value}, zweifel: {value}, quelle: X03"),
    ):
        assert before in kommune
        kommune = kommune.replace(before, after)
    event = f"  - {{ereignis: gremium, gremium: {value}, inhalt: {value}, datum: 2018-03, quelle: X02}}\n"
    return {
        KOMMUNE: kommune + event + ANVERTRAUT.format(value),
        "data/formate.yaml": FORMATE.format(value),
        PERSON: text(PERSON).replace("Leiterin des Fachbereichs Bildung", value),
        "data/quellen.yaml": text("data/quellen.yaml").replace("titel: Musterhandbuch", f"titel: {value}"),
        "dkbm.yaml": f"{text('dkbm.yaml')}regeln:\n{REGEL.format(value)}",
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out_templates(tmp_path_factory.mktemp("muster"), spread("ganz gewöhnlich"))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_s77_no_command_opens_a_file_in_the_encoding_of_the_place(plain: Path, command: tuple[str, ...]) -> None:
    strict = ("-X", "warn_default_encoding", "-W", "error::EncodingWarning")
    answer = run(*command, cwd=plain, python=strict)
    assert answer.returncode == (1 if "--check" in command else 0)
    assert answer.stderr == b""


PLACES = [
    {"PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "PYTHONUTF8": "1"}
    for seed, (locale, zone) in itertools.product(
        ("0", "4711"), (("C", "Pacific/Kiritimati"), ("de_DE.UTF-8", "Etc/GMT+12"))
    )
]


@pytest.mark.parametrize(
    "command",
    [
        ("status", "--format", "json"),
        ("list", "--faellig", "--sort", "frist"),
        ("validate", "--hinweise", "--format", "json"),
        ("explain",),
        ("render", "zielvereinbarung", "99001"),
    ],
    ids=" ".join,
)
def test_m19_s78_every_command_gives_the_same_bytes_everywhere(plain: Path, command: tuple[str, ...]) -> None:
    """Between the two zones lie 26 hours: what asked the real clock would show two days."""
    answers = [run(*command, cwd=plain, env=place) for place in PLACES]
    assert {(answer.returncode, answer.stderr) for answer in answers} == {(0, b"")}
    assert len({answer.stdout for answer in answers}) == 1


MARKUP = ["[/b]", "[red]rot[/red]", ":warning:", "{x} {0} {}", "%s %(x)s", "{{ x }} {% y %}", "$HOME `id` <b>&amp;</b>"]


@pytest.mark.parametrize("markup", MARKUP)
def test_s71_markup_in_any_field_stays_what_it_is_in_every_command(tmp_path: Path, markup: str) -> None:
    root = lay_out_templates(tmp_path / "daten", spread(f"Amt {markup} Ende"))
    shows = {("status", "99001", "--quellen"), ("render", "zielvereinbarung", "99001"), ("explain", "E001")}
    shows |= {("validate", "--hinweise")}
    for command in COMMANDS:
        answer = dkbm(*command, cwd=root)
        assert answer.status == (1 if "--check" in command else 0), (command, answer.err)
        if command in shows:
            said = re.sub(r"\s+", " ", answer.out.replace("\\", ""))
            wanted = markup.replace("`", "") if command[0] == "explain" else markup
            assert f"Amt {wanted} Ende" in said, command


STEERING = ["\x1b[31m", "\x1b]52;c;AAAA\x07", "\x9b31m", "\u202e", "\u200b", "\r", "\x08", "\u2028", "\U000e0041"]
RAW = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)


def escaped(steering: str) -> str:
    return "".join(f"\\U{ord(char):08x}" for char in steering)


@pytest.mark.parametrize("spell", [str, escaped], ids=["raw", "escape"])
@pytest.mark.parametrize("steering", STEERING, ids=ascii)
def test_s72_nothing_that_steers_leaves_any_command(tmp_path: Path, steering: str, spell: type[str]) -> None:
    root = lay_out_templates(tmp_path / "daten", spread(f"vor{spell(steering)}nach"))
    if os.name != "nt":
        (root / f"data/personen/p-{steering}.yaml").write_text("a: [1\n", encoding="utf-8")
    for command in (
        *COMMANDS,
        ("status", steering),
        ("explain", steering),
        ("schema", steering),
        ("render", steering, "x"),
    ):
        answer = dkbm(*command, cwd=root)
        said = (answer.out + answer.err).removeprefix("\ufeff")  # the mark of CSV for Excel
        tabs = said.replace("\t", "") if "tsv" in command else said
        found = RAW.search(tabs.replace("\r\n", "\n") if "csv" in command else tabs)
        assert found is None, (command, found)


LAID_OUT: dict[str, Callable[[str], str]] = {
    "paragraph": paragraph,
    "both ends of a paragraph": lambda text: paragraph("x", first="") + paragraph(text, "  "),
    "columns": lambda text: columns(("Kopf",), [(text,)]),
    "two sides": lambda text: two_sided(text, text),
    "excerpt": lambda text: "\n".join(excerpt(text, Span(1, 1, 1, 2))),
    "finding": lambda text: as_text([Finding("D301", FEHLER, text, text, 1, 1, 1, 2, text, text, ())], {text: text}),
    "related": lambda text: as_text([Finding("D301", FEHLER, "", "", 1, 1, 1, 2, "", "", (spot(text),))], {}),
    "findings as JSON": lambda text: as_json([Finding("D301", FEHLER, text, text, 1, 1, 1, 2, text, text, ())]),
    "list of checks": lambda text: checks.as_text([Code("E001", text, FEHLER, text)]),
    "page": page.as_text,
    "answer as JSON": lambda text: dumps({"name": text}),
}


def spot(text: str) -> Spot:
    return Spot(text, 1, 1, 1, 2, text, text)


@pytest.mark.parametrize(
    "steering", ["\x1b[31m", "\x9b31m", "\u202e", "\u200b", "\x08", "\U000e0041", "\ud800"], ids=ascii
)
@pytest.mark.parametrize("lay_out", LAID_OUT.values(), ids=LAID_OUT)
def test_s72_whatever_lays_out_text_makes_it_safe(lay_out: Callable[[str], str], steering: str) -> None:
    """The reader lets no such text in; names of files, branches and revisions come past it."""
    shown = lay_out(f"vor{steering}nach")
    assert "vor" in shown
    assert RAW.search(shown) is None


CANARY = "Kanarienvogel"
FAULTS = [
    f"name: [{CANARY}]\n",
    f"name: Mara Muster\ntitel: 0{CANARY}\nfax: {CANARY}\naemter: {CANARY}\n",
    f'name: "{CANARY}\n',
    f"name: Mara Muster\naemter: [{{amt: {CANARY}, bezeichnung: x, stelle: {CANARY}, datum: {CANARY}, quelle: X99}}]\n",
    f"name: Mara Muster\nkontakt: {{telefon: {CANARY}, email: {CANARY}, quelle: X02}}\naemter: [{CANARY}]\n",
]


@pytest.mark.parametrize("content", FAULTS)
def test_s43_no_command_repeats_a_faulty_value_of_a_person(tmp_path: Path, content: str) -> None:
    root = lay_out_templates(tmp_path / "daten", {PERSON: f"{text(PERSON).splitlines()[0]}\n{content}"})
    reported = False
    for command in (*COMMANDS, ("validate", PERSON), ("validate", "--only", "text")):
        if command[:2] == ("explain", "E001"):
            continue
        answer = dkbm(*command, cwd=root)
        assert CANARY.lower() not in (answer.out + answer.err).lower(), command
        reported |= PERSON in answer.out + answer.err
    assert reported, "the fault must be found at all"


def test_the_table_knows_every_command() -> None:
    assert {command[0] for command in COMMANDS} >= set(KNOWN) - WRITES - FILES - HISTORY
