"""Values written down so that the reader gives back the same: what needs quotation marks, what goes on lines."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dkbm.diagnostic import Severity
from dkbm.text.emit import Writer, emit
from dkbm.text.quote import UnwritableError
from dkbm.text.reader import read
from tests.schreibweisen import VALUES

SCALARS: list[tuple[Any, str, str]] = [
    ("landkreis", "landkreis", "landkreis"),
    ("Lüneburg 😀", "Lüneburg 😀", "Lüneburg 😀"),
    ("2018-07", "2018-07", "2018-07"),
    ("2018-07-16", "2018-07-16", "2018-07-16"),
    ("2016-07..2018", "2016-07..2018", "2016-07..2018"),
    ("..2018", "..2018", "..2018"),
    ("2018", '"2018"', '"2018"'),
    ("2021-02-30", '"2021-02-30"', '"2021-02-30"'),
    ("03353", '"03353"', '"03353"'),
    ("-3", '"-3"', '"-3"'),
    ("1.5", '"1.5"', '"1.5"'),
    ("1_000", '"1_000"', '"1_000"'),
    ("12:30", '"12:30"', '"12:30"'),
    ("yes", '"yes"', '"yes"'),
    ("no", '"no"', '"no"'),
    ("on", '"on"', '"on"'),
    ("y", '"y"', '"y"'),
    ("n", '"n"', '"n"'),
    ("true", '"true"', '"true"'),
    ("null", '"null"', '"null"'),
    ("Null", '"Null"', '"Null"'),
    ("~", '"~"', '"~"'),
    ("", '""', '""'),
    ("so: genau", '"so: genau"', '"so: genau"'),
    ("so:", '"so:"', '"so:"'),
    ("a:b", "a:b", "a:b"),
    ("a #b", '"a #b"', '"a #b"'),
    ("a#b", "a#b", "a#b"),
    ("- a", '"- a"', '"- a"'),
    ("? a", '"? a"', '"? a"'),
    ("@amt", '"@amt"', '"@amt"'),
    ("*", '"*"', '"*"'),
    ("&", '"&"', '"&"'),
    ("!", '"!"', '"!"'),
    ("%", '"%"', '"%"'),
    ("...", '"..."', '"..."'),
    ("<<", '"<<"', '"<<"'),
    ("=", '"="', '"="'),
    (" a", '" a"', '" a"'),
    ("a ", '"a "', '"a "'),
    ("Bund, Land", "Bund, Land", '"Bund, Land"'),
    ("[a]", '"[a]"', '"[a]"'),
    ("a [b]", "a [b]", '"a [b]"'),
    ('er sagte "ja"', 'er sagte "ja"', 'er sagte "ja"'),
    ('"ja": so', "'\"ja\": so'", "'\"ja\": so'"),
    ("it's: so", '"it\'s: so"', '"it\'s: so"'),
    ("C:\\x, y", "C:\\x, y", "'C:\\x, y'"),
    ("10\u00a0km", '"10\\u00A0km"', '"10\\u00A0km"'),
    (True, "true", "true"),
    (False, "false", "false"),
    (None, "null", "null"),
    (-12, "-12", "-12"),
    ([], "[]", "[]"),
    ({}, "{}", "{}"),
]  # fmt: skip


@pytest.mark.parametrize(("value", "block", "flow"), SCALARS)
def test_scalars_keep_quotation_marks_only_where_they_need_them(value: object, block: str, flow: str) -> None:
    assert emit(value, 2) == block
    assert emit(value, 2, flow=True) == flow
    assert back(f"a: {block}\n") == back(f"a: {{b: {flow}}}\n")["b"] == value


LONG = "Die Daten der Schulen und der Jugendhilfe sollen zusammengeführt und dem Ausschuss bald vorgelegt werden."


SHAPES: list[tuple[Any, str]] = [
    ("eins\nzwei", "|-\n  eins\n  zwei"),
    ("eins\n\n  zwei\n", "|\n  eins\n\n    zwei"),
    ("eins\n\n\n", '"eins\\n\\n\\n"'),
    (" eins\nzwei", '" eins\\nzwei"'),
    ("eins \nzwei", '"eins \\nzwei"'),
    (f"{LONG} Fortsetzungsbericht: folgt", f">-\n  {LONG}\n  Fortsetzungsbericht: folgt"),
    ({"ereignis": "beginn", "datum": "2018"}, '{ereignis: beginn, datum: "2018"}'),
    ({"text": LONG, "quelle": "Q07"}, f"text: {LONG}\n  quelle: Q07"),
    ({"text": "eins\nzwei"}, "text: |-\n    eins\n    zwei"),
    (["Q01", 2, "2018-07"], "[Q01, 2, 2018-07]"),
    (["zwei Worte", "b"], "- zwei Worte\n  - b"),
    ([{"a": 1}, ["b"], []], "- {a: 1}\n  - [b]\n  - []"),
    ({"quelle": [LONG, "b"]}, f"quelle:\n    - {LONG}\n    - b"),
]


@pytest.mark.parametrize(("value", "text"), SHAPES)
def test_short_things_stand_on_one_line_and_others_on_their_own(value: object, text: str) -> None:
    assert emit(value, 2) == text
    assert back(f"a:\n- {text}\n")[0] == value


def test_lists_are_indented_as_the_file_does_it() -> None:
    value = {"ziele": ["eins zwei", LONG], "amt": {"text": LONG, "m": 1}}
    assert Writer(list_indent=0).mapping(value, 0) == f"ziele:\n- eins zwei\n- {LONG}\namt:\n  text: {LONG}\n  m: 1"


def test_s23_lines_end_as_those_of_the_file() -> None:
    assert emit({"a": "x\ny"}, 0, eol="\r\n") == "a: |-\r\n  x\r\n  y"


REFUSED: list[tuple[Any, str]] = [
    ("a\tb", "»a b« enthält ein Zeichen, das nicht erlaubt ist: U+0009."),
    ("a\r\nb", "»a b« enthält ein Zeichen, das nicht erlaubt ist: Wagenrücklauf (CR)."),
    ("\x1b[2J", "»\x1b[2J« enthält ein Zeichen, das nicht erlaubt ist: ESC (U+001B)."),
    ("a\u202eb", "»a\u202eb« enthält ein Zeichen, das nicht erlaubt ist: Umkehr der Schreibrichtung (U+202E)."),
    ("Lu\u0308", "»Lu\u0308« steht in zerlegten Zeichen; jeder Umlaut ist ein einziges Zeichen (NFC)."),
    (1.5, "»1.5« ist weder Text noch ganze Zahl (bis 18 Ziffern), true, false oder null."),
    (10**18, "»1000000000000000000« ist weder Text noch ganze Zahl (bis 18 Ziffern), true, false oder null."),
    ((1, 2), "»(1, 2)« ist weder Text noch ganze Zahl (bis 18 Ziffern), true, false oder null."),
    ({1: 2}, "Der Schlüssel »1« ist kein Text."),
]


@pytest.mark.parametrize(("value", "reason"), REFUSED)
def test_what_the_reader_would_refuse_is_not_written(value: object, reason: str) -> None:
    for flow in (None, True):
        with pytest.raises(UnwritableError) as error:
            emit(value, 2, flow=flow)
        assert str(error.value) == reason


def back(text: str) -> Any:  # noqa: ANN401
    """The value of the key `a`."""
    document, findings = read("x.yaml", text.encode())
    assert document is not None, (text, findings)
    assert findings == ()
    return document.value["a"]


@settings(max_examples=400, deadline=None)
@given(VALUES, st.sampled_from([None, True, False]), st.integers(1, 6), st.integers(20, 120))
def test_any_value_is_read_back(value: object, flow: bool | None, indent: int, width: int) -> None:
    text = emit(value, indent, width, flow=flow)
    assert repr(back(f"a:\n{' ' * indent}{text}\n")) == repr(value)


@settings(max_examples=500, deadline=None)
@given(st.text(), st.booleans(), st.integers(1, 60))
def test_any_text_is_read_back_or_refused_with_a_reason(value: str, flow: bool, width: int) -> None:
    try:
        text = emit({"a": [value]} if flow else {"a": value}, 0, width, flow=flow or None)
    except UnwritableError:
        _, findings = read("x.yaml", f'a: "{value}"\n'.encode("utf-8", "surrogatepass"))
        assert any(finding.severity is Severity.FEHLER for finding in findings)
        return
    document, _ = read("x.yaml", f"{text}\n".encode())
    assert document is not None
    assert document.value == {"a": [value] if flow else value}
