"""`dkbm format`: the canonical form as a table of what people write and what becomes of it, then the command."""

from pathlib import Path

import pytest

from dkbm.changes.format import canonical
from dkbm.text.reader import read
from tests.aufruf import dkbm, lay_out

PATH = "data/kommunen/landkreis-musterland.yaml"
MODELINE = "# yaml-language-server: $schema=../../schemas/kommune.schema.json\n"

KEYS = {
    "in the order of the schema": ("art: a\nname: b\nschluessel: c\n", "schluessel: c\nname: b\nart: a\n"),
    "in the order of the schema, also inside of lists": (
        "verlauf:\n  - {quelle: Q01, ereignis: genannt}\n  - quelle: Q01\n    ereignis: genannt\n",
        "verlauf:\n  - {ereignis: genannt, quelle: Q01}\n  - ereignis: genannt\n    quelle: Q01\n",
    ),
    "unknown to the schema come last, as they stand": ("z: 1\nname: a\nb: 2\n", "name: a\nz: 1\nb: 2\n"),
    "below a question mark": ("? name\n: a\n", "name: a\n"),
}
LAYOUT = {
    "two blanks, lists below their key": (
        "verlauf:\n-   ereignis: genannt\n    quelle:\n    - Q01\n    - Q02\n",
        "verlauf:\n  - ereignis: genannt\n    quelle:\n      - Q01\n      - Q02\n",
    ),
    "lists of lists": ("a:\n-   - x\n    - 2\n", "a:\n  - - x\n    - 2\n"),
    "one blank behind colons and commas": ("name:   a\nquelle: [ Q01,Q02 ]\n", "name: a\nquelle: [Q01, Q02]\n"),
    "no blanks at the end of a line": ("name: a  \nart: b \t\n".replace("\t", ""), "name: a\nart: b\n"),
    "one line end at the end": ("name: a", "name: a\n"),
    "no empty lines at the end": ("name: a\n\n\n", "name: a\n"),
    "no two empty lines": ("name: a\n\n\n\nart: b\n", "name: a\n\nart: b\n"),
    "LF": ("name: a\r\nart: b\r\n", "name: a\nart: b\n"),
    "no byte order mark": ("\ufeffname: a\n", "name: a\n"),
    "NFC": ("name: Grün\n".replace("ü", "u\u0308"), "name: Grün\n"),
    "no marks around the document": ("---\nname: a\n...\n", "name: a\n"),
    "empty collections": ("a: [ ]\nb:\n  - { }\n", "a: []\nb:\n  - {}\n"),
}
TEXTS = {
    "quotation marks only where needed": ("name: 'a b'\nart: \"c\"\n", "name: a b\nart: c\n"),
    "a bare year": ("name: '2018'\n", 'name: "2018"\n'),
    "a key of digits": ("schluessel: '03353'\n", 'schluessel: "03353"\n'),
    "dates stay plain": ('name: "2018-02-16"\nart: "2016..2018"\n', "name: 2018-02-16\nart: 2016..2018\n"),
    "words that mean something": ("name: 'no'\nart: 'null'\n", 'name: "no"\nart: "null"\n'),
    "commas count inside of brackets only": ('name: "a, b"\nauch: ["a, b"]\n', 'name: a, b\nauch: ["a, b"]\n'),
    "quotation marks inside": ('name: "er sagt \\"so\\""\n', 'name: er sagt "so"\n'),
    "several lines": ('name: "eins\\nzwei\\n"\n', "name: |\n  eins\n  zwei\n"),
    "several lines between brackets": ('a: {b: "eins\\nzwei"}\n', 'a: {b: "eins\\nzwei"}\n'),
    "short folded text": ("name: >-\n  eins\n  zwei\n", "name: eins zwei\n"),
    "plain text over several lines": ("name: eins\n  zwei\n", "name: eins zwei\n"),
    "long text is folded": (
        f"name: {'wort ' * 25}ende\n",
        f"name: >-\n  {' '.join(['wort'] * 23)}\n  wort wort ende\n",
    ),
    "a long word is not": (f"name: {'w' * 130}\n", f"name: {'w' * 130}\n"),
    "brackets that do not fit": (
        f"verlauf:\n  - {{ereignis: genannt, inhalt: {'x' * 100}}}\n",
        f"verlauf:\n  - ereignis: genannt\n    inhalt: {'x' * 100}\n",
    ),
}
COMMENTS = {
    "at the top stay at the top": ("# Kopf\n\n# noch\nart: a\nname: b\n", "# Kopf\n\n# noch\nname: b\nart: a\n"),
    "move with their key": (
        "z: 1\n# vor art\nart: a\n# vor name\nname: b\n",
        "# vor name\nname: b\n# vor art\nart: a\nz: 1\n",
    ),
    "stay on their line": ("art: a # zu a\nname: b   # zu b\n", "name: b # zu b\nart: a # zu a\n"),
    "behind a key": ("verlauf: # alle\n- a # eins\n", "verlauf: # alle\n  - a # eins\n"),
    "behind a dash stand above it": (
        "verlauf:\n  - a\n  - # zum Eintrag\n    quelle: Q01\n",
        "verlauf:\n  - a\n  # zum Eintrag\n  - quelle: Q01\n",
    ),
    "behind the first dash and after a mapping": (
        "verlauf:\n  - # eins\n    quelle: Q01\n  - # zwei\n    quelle: Q02\n",
        "verlauf:\n  # eins\n  - quelle: Q01\n  # zwei\n  - quelle: Q02\n",
    ),
    "move out when their key comes first": (
        "verlauf:\n  - inhalt: x\n    # vor ereignis\n    ereignis: genannt # dabei\n",
        "verlauf:\n  # vor ereignis\n  - ereignis: genannt # dabei\n    inhalt: x\n",
    ),
    "after the last entry belong to the list": (
        "verlauf:\n    - a\n    # Schluss der Liste\n# vor name\nname: b\n",
        "# vor name\nname: b\nverlauf:\n  - a\n  # Schluss der Liste\n",
    ),
    "below a list that is not indented belong to the next key": (
        "verlauf:\n- a\n# vor name\nname: b\n",
        "# vor name\nname: b\nverlauf:\n  - a\n",
    ),
    "of three depths": (
        "verlauf:\n  - art: x\n    # tief\n  # mittel\n# flach\nz: b\n",
        "verlauf:\n  - art: x\n    # tief\n  # mittel\n# flach\nz: b\n",
    ),
    "between brackets open them": (
        "quelle: [ # auf\n  Q01, # eins\n  # vor zwei\n  Q02\n  # zu\n  ] # danach\n",
        "# auf\nquelle: # danach\n  - Q01 # eins\n  # vor zwei\n  - Q02\n  # zu\n",
    ),
    "between empty brackets": ("quelle: [\n  # nichts\n  ]\n", "# nichts\nquelle: []\n"),
    "before a value": ("name:\n  # vor dem Wert\n  a\n", "# vor dem Wert\nname: a\n"),
    "behind the sign of a folded text": ("name: >- # gefaltet\n  a\n  b\n", "name: a b # gefaltet\n"),
    "at the end": ("name: a\n\n# Schluss\n", "name: a\n\n# Schluss\n"),
    "that are none": ("name: a#b\nart: 'x # y'\n", 'name: a#b\nart: "x # y"\n'),
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(*pair, id=f"{what} {name}")
        for what, table in (("keys", KEYS), ("layout:", LAYOUT), ("texts:", TEXTS), ("comments", COMMENTS))
        for name, pair in table.items()
    ],
)
def test_m20_what_becomes_of_a_file(before: str, after: str) -> None:
    for text in (before, after):
        result = canonical(PATH, "kommune", text.encode()).raw
        assert result is not None
        assert result.decode() == MODELINE + after


@pytest.mark.parametrize(
    "first", ["", "# yaml-language-server: $schema=falsch/gruppe.schema.json\n", "#yaml-language-server: x\n", "\n"]
)
def test_m20_the_first_line_names_the_schema(first: str) -> None:
    assert canonical(PATH, "kommune", f"{first}name: a\n".encode()).raw == f"{MODELINE}name: a\n".encode()


def test_m20_a_first_line_for_schemas_elsewhere_stays_if_none_lie_beside_the_data() -> None:
    raw = b"# yaml-language-server: $schema=../../../anderswo/kommune.schema.json\nname: a\n"
    assert canonical(PATH, "kommune", raw, schemas_beside=False).raw == raw
    assert canonical(PATH, "kommune", raw).raw == f"{MODELINE}name: a\n".encode()


@pytest.mark.parametrize("raw", [b"name: a\nname: b\n", b"name: 'a\n", b"name: a\r\nart: b\n", b"name: \xff\n", b""])
def test_m20_a_file_with_an_error_in_its_text_is_left_alone(raw: bytes) -> None:
    result = canonical(PATH, "kommune", raw)
    assert result.raw is None
    assert result.diagnostics


ODD = b"name: Musterland\r\nart: landkreis # Kommentar\r\nschluessel: '99001'\r\n"
EVEN = MODELINE.encode() + b'schluessel: "99001"\nname: Musterland\nart: landkreis # Kommentar\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Musterland in its canonical form but for one file."""
    lay_out(tmp_path)
    assert dkbm("format", cwd=tmp_path).status == 0
    (tmp_path / PATH).write_bytes(ODD)
    return tmp_path


def test_m20_check_shows_the_diff_and_writes_nothing(root: Path) -> None:
    answer = dkbm("format", "--check", cwd=root)
    assert answer.status == 1
    assert answer.out.startswith(f"--- a/{PATH}\n+++ b/{PATH}\n@@ -1,3 +1,4 @@\n")
    assert '\n+schluessel: "99001"\n' in answer.out
    assert answer.err == "1 von 11 Dateien weicht von der einheitlichen Form ab. Umschreiben: dkbm format\n"
    assert (root / PATH).read_bytes() == ODD


def test_m20_format_writes_and_a_second_time_changes_nothing(root: Path) -> None:
    first = dkbm("format", cwd=root)
    assert (first.status, first.err) == (0, f"Geschrieben: {PATH}\n")
    assert (root / PATH).read_bytes() == EVEN
    second = dkbm("format", cwd=root)
    assert second == (0, "", "11 Dateien haben schon die einheitliche Form.\n")
    assert dkbm("format", "--check", cwd=root).status == 0


def test_m20_a_dry_run_shows_and_ends_well(root: Path) -> None:
    answer = dkbm("format", "--dry-run", cwd=root)
    assert answer.status == 0
    assert answer.out.startswith(f"--- a/{PATH}\n")
    assert (root / PATH).read_bytes() == ODD


def test_m20_only_the_files_that_are_named(root: Path) -> None:
    assert dkbm("format", "--check", "data/personen", cwd=root).status == 0
    assert dkbm("format", "--check", "data/kommunen", cwd=root).status == 1
    assert dkbm("format", "data/gibtesnicht.yaml", cwd=root).status == 2


def test_m20_a_broken_file_does_not_stop_the_others(root: Path) -> None:
    broken = root / "data/quellen.yaml"
    broken.write_bytes(b"quellen: [\n")
    answer = dkbm("format", cwd=root)
    assert answer.status == 1
    assert "data/quellen.yaml:" in answer.err
    assert "Diese Datei ist fehlerhaft und bleibt unverändert." in answer.err
    assert broken.read_bytes() == b"quellen: [\n"
    assert (root / PATH).read_bytes() == EVEN


def test_s22_format_removes_a_byte_order_mark(root: Path) -> None:
    (root / PATH).write_bytes(b"\xef\xbb\xbf" + EVEN)
    assert dkbm("format", cwd=root).status == 0
    assert (root / PATH).read_bytes() == EVEN


def test_s23_mixed_line_ends_are_an_error_and_stay(root: Path) -> None:
    mixed = EVEN.replace(b"\n", b"\r\n", 1)
    (root / PATH).write_bytes(mixed)
    answer = dkbm("format", cwd=root)
    assert answer.status == 1
    assert "Fehler[D008]" in answer.err
    assert (root / PATH).read_bytes() == mixed


def test_the_values_read_back_from_what_format_wrote(root: Path) -> None:
    dkbm("format", cwd=root)
    document, findings = read(PATH, (root / PATH).read_bytes())
    assert document is not None
    assert (document.value, findings) == ({"schluessel": "99001", "name": "Musterland", "art": "landkreis"}, ())


def test_m20_what_the_other_commands_write_is_canonical(root: Path) -> None:
    dkbm("format", cwd=root)
    wanted = ("--datum", "2024-01-10", "--quelle", "X02", "--ja")
    inhalt = ("--inhalt", "nimmt zur Kenntnis: " + "ein langer Beschluss " * 8)
    assert dkbm("record", "gremium", "99001", *wanted, "--gremium", "Kreistag", *inhalt, cwd=root).status == 0
    new = ("new", "kommune", "--name", "Neuland", "--art", "landkreis", "--schluessel", "99009", "--quelle", "X02")
    assert dkbm(*new, "--ja", cwd=root).status == 0
    assert dkbm("format", "--check", cwd=root).out == ""
