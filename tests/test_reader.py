"""The reader: YAML becomes plain values or findings with their places, never an exception."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dkbm
from dkbm.diagnostic import Severity
from dkbm.errors import DkbmError
from dkbm.text import events
from dkbm.text.builder import MAX_DEPTH
from dkbm.text.codes import CODES
from dkbm.text.events import MAX_EVENTS
from dkbm.text.reader import probe, read
from tests.muster import musterland

Found = list[tuple[str, int, int]]


def found(text: str | bytes) -> Found:
    """Code, line and column of every finding."""
    raw = text.encode() if isinstance(text, str) else text
    spans = [(finding.code, finding.place.span) for finding in read("x.yaml", raw)[1]]
    return [(code, span.line, span.column) for code, span in spans if span is not None]


def value(text: str) -> object:
    """The value of a text without findings."""
    document, findings = read("x.yaml", text.encode())
    assert findings == ()
    assert document is not None
    return document.value


@pytest.mark.parametrize(("path", "raw"), musterland().items(), ids=musterland())
def test_every_file_of_musterland_is_read_without_a_finding(path: str, raw: bytes) -> None:
    document, findings = read(path, raw)
    assert findings == ()
    assert probe(path, raw) == ()
    assert document is not None
    assert document.path == path
    assert document.text == raw.decode()
    assert isinstance(document.value, dict)


ACCEPTED: dict[str, tuple[str, object]] = {
    "block mapping": ("a: x\nb:\n  c: 1\n", {"a": "x", "b": {"c": 1}}),
    "list below its key": ("a:\n- 1\n- 2\n", {"a": [1, 2]}),
    "flow": ("a: {b: [1, x], c: true}\n", {"a": {"b": [1, "x"], "c": True}}),
    "nothing": ("a:\nb: ~\nc: null\n", {"a": None, "b": None, "c": None}),
    "literal": ("a: |\n  eins\n  zwei\n", {"a": "eins\nzwei\n"}),
    "folded": ("a: >-\n  eins\n  zwei\n", {"a": "eins zwei"}),
    "many lines": ("a: eins\n  zwei\n", {"a": "eins zwei"}),
    "quotes": ("a: 'it''s'\nb: \"x\\n\"\n", {"a": "it's", "b": "x\n"}),
    "comment": ("# davor\na: x # danach\n", {"a": "x"}),
    "explicit start and end": ("---\na: x\n...\n", {"a": "x"}),
    "hash and colon in text": ("a: x#y:z\n", {"a": "x#y:z"}),
    "date as key": ("2018-02-16: x\n", {"2018-02-16": "x"}),
    "no line end at the end": ("a: x", {"a": "x"}),
}


@pytest.mark.parametrize(("text", "expected"), ACCEPTED.values(), ids=ACCEPTED)
def test_the_yaml_that_people_write_is_accepted(text: str, expected: object) -> None:
    assert value(text) == expected


REFUSED: dict[str, tuple[str, Found]] = {
    "s13 duplicate key": ("name: a\nart: b\nname: c\n", [("D019", 3, 1)]),
    "s13 duplicate key in flow": ("a: {b: 1, b: 2}\n", [("D019", 1, 11)]),
    "s13 duplicate key by quotes": ('name: a\n"name": c\n', [("D019", 2, 1)]),
    "s13 three times": ("a: 1\na: 2\na: 3\n", [("D019", 2, 1), ("D019", 3, 1)]),
    "s15 recursive alias": ("a: &x [*x]\n", [("D011", 1, 4)]),
    "s15 anchor never used": ("a: &x 1\n", [("D011", 1, 4)]),
    "s1 alias": ("a: &x 1\nb: *x\n", [("D011", 1, 4)]),
    "s1 alias as key": ("a: &x b\n*x : 1\n", [("D011", 1, 4)]),
    "s2 merge key": ("a: &x {b: 1}\nc: {<<: *x}\n", [("D011", 1, 4)]),
    "s11 timestamp": ("a: !!timestamp x\n", [("D013", 1, 4)]),
    "s11 bool": ("a: !!bool x\n", [("D013", 1, 4)]),
    "s11 own": ("a: !x y\n", [("D013", 1, 4)]),
    "s11 bare": ("a: ! y\n", [("D013", 1, 4)]),
    "s11 on a list": ("a: !!set [b]\n", [("D013", 1, 4)]),
    "s11 unknown handle": ("a: !e!x y\n", [("D013", 1, 4)]),
    "s12 python object": ("a: !!python/object/apply:os.system [ls]\n", [("D013", 1, 4)]),
    "directive": ("%YAML 1.2\n---\na: x\n", [("D014", 1, 1)]),
    "s12 tag directive": ("%TAG ! tag:yaml.org,2002:python/\n---\na: !name:x y\n", [("D014", 1, 1), ("D013", 3, 4)]),
    "unknown directive": ("%FOO bar\n---\na: x\n", [("D014", 1, 1)]),
    "two documents": ("a: x\n---\nb: 03\n", [("D012", 2, 1)]),
    "empty": ("", [("D015", 1, 1)]),
    "only a comment": ("# nichts\n", [("D015", 1, 1)]),
    "only a start": ("---\n", [("D015", 1, 1)]),
    "number as key": ("2018: x\n", [("D018", 1, 1)]),
    "nothing as key": (": x\n", [("D018", 1, 1)]),
    "null as key": ("null: x\n", [("D018", 1, 1)]),
    "list as key": ("? [a]\n: x\n", [("D018", 1, 3)]),
    "yes as key": ("on: x\n", [("D110", 1, 1)]),
    "leading zero as key": ("03256: x\n", [("D112", 1, 1)]),
    "s18 surrogate escape": ('a: "\\ud800"\n', [("D020", 1, 7)]),
    "s19 number without character": ('a: "\\Uffffffff"\n', [("D020", 1, 7)]),
    "s25 key without colon": ("a: x\nb\nc: z\n", [("D020", 3, 1)]),
    "s25 long key": ("a: x\n" + "k" * 1100 + ": w\n", [("D020", 2, 1101)]),
    "bracket not closed": ("a: [1, 2\nb: x\n", [("D020", 2, 2)]),
    "quote not closed": ('a: x\nb: "y\nc: z\n', [("D020", 2, 4)]),
    "wrong indentation": ("a:\n  b: 1\n c: 2\n", [("D020", 3, 2)]),
    "colon in text": ("a: b: c\n", [("D020", 1, 5)]),
    "at sign": ("a: @x\n", [("D020", 1, 4)]),
    "percent": ("a: %x\n", [("D020", 1, 4)]),
    "unknown escape": ('a: "C:\\Daten"\n', [("D020", 1, 7)]),
    "text after block sign": ("a: | x\n  y\n", [("D020", 1, 6)]),
}


@pytest.mark.parametrize(("text", "expected"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_one_finding_at_its_place(text: str, expected: Found) -> None:
    document, findings = read("x.yaml", text.encode())
    assert document is None
    assert found(text) == expected
    for finding in findings:
        assert finding.severity is Severity.FEHLER
        assert finding.message[-1] == "."
        assert finding.help
        assert finding.code in CODES


@pytest.mark.parametrize("text", [text for text, _ in REFUSED.values()], ids=REFUSED)
def test_messages_hold_no_english(text: str) -> None:
    words = " ".join(f"{f.message} {f.help}" for f in read("x.yaml", text.encode())[1])
    assert not re.search(r"\b(the|found|expected|while|not|key|mapping|scanning|parsing|character|token)\b", words)


def test_s13_a_duplicate_key_names_the_first_one_as_related_place() -> None:
    (finding,) = read("x.yaml", b"name: a\nart: b\nname: c\n")[1]
    ((place, message),) = finding.related
    assert place.span is not None
    assert (place.file, place.span.line, message) == ("x.yaml", 1, "Hier steht er zuerst.")
    assert "Zeile 1" in finding.message


def alias_bomb(levels: int) -> str:
    """Each level names the one before nine times."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


def merge_bomb(levels: int) -> str:
    lines = ["m0: &m0 {x: 1}"] + [f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}" for n in range(1, levels)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("bomb", [alias_bomb(9), merge_bomb(9)], ids=["s1_aliases", "s2_merge_keys"])
def test_s1_s2_a_bomb_of_aliases_is_one_located_finding(bomb: str) -> None:
    assert found(bomb) == [("D011", 1, 5)]


# Depth and size; in a process of its own, because what went wrong here was a crash.

_DEPTHS = """
import sys
from dkbm.text.reader import probe, read
shape, depth = sys.argv[1], int(sys.argv[2])
text = {
    "flow": "[" * depth + "]" * depth,
    "open": "[" * depth,
    "braces": "{a: " * depth + "x" + "}" * depth,
    "dashes": "- " * depth + "x",
    "keys": "? " * depth + "x",
    "lines": "[\\n" * depth,
    "block": "".join(" " * level + "a:\\n" for level in range(min(depth, 1200))),
}[shape]
document, findings = read("x.yaml", text.encode()[: 1024 * 1024])
probe("x.yaml", text.encode()[: 1024 * 1024])
print(document is not None, *(finding.code for finding in findings))
"""


def read_in_a_child(shape: str, depth: int) -> str:
    child = subprocess.run(
        [sys.executable, "-c", _DEPTHS, shape, str(depth)], capture_output=True, text=True, timeout=20, check=False
    )
    assert child.returncode == 0, (child.returncode, child.stderr)  # -11 would be a crash of libyaml
    return child.stdout.strip()


@pytest.mark.parametrize("shape", ["flow", "braces", "dashes"])
def test_s3_the_depth_limit_is_exact(shape: str) -> None:
    assert read_in_a_child(shape, MAX_DEPTH) == "True"
    assert read_in_a_child(shape, MAX_DEPTH + 1) == "False D016"


@pytest.mark.parametrize("depth", [1_000, 100_000, 1_000_000])
@pytest.mark.parametrize("shape", ["flow", "open", "keys"])
def test_s3_bottomless_nesting_is_refused_at_once(shape: str, depth: int) -> None:
    assert read_in_a_child(shape, depth).split()[1] == "D016"


@pytest.mark.parametrize("shape", ["braces", "dashes", "lines", "block"])
def test_s3_so_is_nesting_by_braces_dashes_and_lines(shape: str) -> None:
    assert read_in_a_child(shape, 100_000) == "False D016"


def test_s3_one_limit_for_depth_points_at_the_bracket_too_many() -> None:
    assert found("[" * 40) == [("D016", 1, MAX_DEPTH + 1)]


def test_s28_too_many_values_are_refused() -> None:
    fits = (MAX_EVENTS - 8) * "- x\n"
    assert found(fits) == []
    assert [code for code, _, _ in found(MAX_EVENTS * "- x\n")] == ["D017"]


@pytest.mark.parametrize(
    "text",
    ["a: " + "x" * 1_000_000, "# " + "x" * 1_000_000 + "\na: b", "a: &x\n" * 100_000, "a: |\n" + "  x\n" * 200_000],
)
def test_s28_large_files_are_read_or_refused(text: str) -> None:
    document, findings = read("x.yaml", text.encode())
    assert (document is None) == any(finding.severity is Severity.FEHLER for finding in findings)


# One loader


def test_s12_no_other_yaml_loader_is_used_anywhere() -> None:
    banned = re.compile(r"yaml\.(?:\w*load\w*|\w*Loader|compose\w*|parse|scan)\b|[CS]\w*Loader|safe_load|ruamel")
    source = Path(dkbm.__file__).parent
    uses = [
        f"{path.relative_to(source)}:{number}"
        for path in sorted(source.rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if banned.search(line) or (re.search(r"\b(?:import|from) yaml\b", line) and path.parent.name != "text")
    ]
    assert uses == []


def test_s18_without_libyaml_the_reader_refuses_to_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "libyaml", None)
    for look in (read, probe):
        with pytest.raises(DkbmError, match="ohne libyaml") as error:
            look("x.yaml", b"a: x\n")
        assert "pip install" in error.value.hint


def test_s18_a_python_without_libyaml_can_still_import_the_reader_to_say_so() -> None:
    code = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "from dkbm.errors import DkbmError\nfrom dkbm.text.reader import read\n"
        "try:\n    read('x.yaml', b'a: x')\nexcept DkbmError as error:\n    print(error.message)\n"
    )
    child = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=20)
    assert "ohne libyaml" in child.stdout
