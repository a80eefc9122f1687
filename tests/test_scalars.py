"""What a scalar without quotation marks means, as a table."""

import pytest

from dkbm.text.reader import read
from dkbm.text.scalars import MAX_DIGITS, Trap, plain

VALUES: list[tuple[str, object]] = [
    ("true", True),
    ("false", False),
    ("null", None),
    ("~", None),
    ("", None),
    ("0", 0),
    ("-0", 0),
    ("4", 4),
    ("-17", -17),
    ("2018", 2018),
    ("9" * MAX_DIGITS, 10**MAX_DIGITS - 1),
    ("Harburg", "Harburg"),
    ("Nienburg/Weser", "Nienburg/Weser"),
    ("Lüneburg", "Lüneburg"),
    ("yesterday", "yesterday"),
    ("Norden", "Norden"),
    ("none", "none"),
    ("None", "None"),
    ("nein", "nein"),
    ("NaN", "NaN"),
    ("inf", "inf"),
    ("=", "="),
    ("<<", "<<"),
    ("-", "-"),
    (".", "."),
    ("..", ".."),
    ("1. Umsetzungsphase", "1. Umsetzungsphase"),
    ("4.2.1", "4.2.1"),
    ("1,5", "1,5"),
    ("16.02.2018", "16.02.2018"),
    ("0511 123456", "0511 123456"),
    ("+49 511 123456", "+49 511 123456"),
    ("2018-02-16", "2018-02-16"),
    ("2018-02", "2018-02"),
    ("2016-07..2018", "2016-07..2018"),
    ("..2018", "..2018"),
    ("2023-12..", "2023-12.."),
    ("2024-02-29", "2024-02-29"),
    ("2018/19", "2018/19"),
    ("12:30 Uhr", "12:30 Uhr"),
    ("e3", "e3"),
    ("0xyz", "0xyz"),
    ("_1", "_1"),
]

TRAPS: list[tuple[str, str, str]] = [
    *((word, "D110", "true") for word in ("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "True", "TRUE")),
    *((word, "D110", "false") for word in ("n", "N", "no", "No", "NO", "off", "Off", "OFF", "False", "FALSE")),
    ("1_000", "D111", "1000"),
    ("0x1F", "D111", "31"),
    ("0o17", "D111", "15"),
    ("0b11", "D111", "3"),
    ("+5", "D111", "5"),
    ("+49511123456", "D111", '"+49511123456"'),
    ("03256", "D112", '"03256"'),
    ("-03", "D112", '"-03"'),
    ("00", "D112", '"00"'),
    ("08", "D112", '"08"'),
    ("1.10", "D114", '"1.10"'),
    ("1.", "D114", '"1."'),
    (".5", "D114", '".5"'),
    ("1e3", "D114", '"1e3"'),
    ("12e45", "D114", '"12e45"'),
    (".inf", "D114", '".inf"'),
    ("-.INF", "D114", '"-.INF"'),
    (".nan", "D114", '".nan"'),
    ("12:30", "D115", '"12:30"'),
    ("08:15", "D115", '"08:15"'),
    ("1:30:30", "D115", '"1:30:30"'),
    ("1" * (MAX_DIGITS + 1), "D116", "Anführungszeichen"),
    ("Null", "D117", '"Null"'),
    ("NULL", "D117", "null"),
    ("2021-02-30", "D113", "28"),
    ("2023-02-29", "D113", "28"),
    ("2021-13-01", "D113", "12"),
    ("0000-01-01", "D113", "2018"),
    ("2021-02-30..2022-01-01", "D113", "28"),
]


@pytest.mark.parametrize(("text", "value"), VALUES, ids=[text or "nothing" for text, _ in VALUES])
def test_s9_a_plain_scalar_has_the_value_of_yaml_1_2_core(text: str, value: object) -> None:
    found = plain(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(("text", "code", "fix"), TRAPS, ids=[text[:12] for text, _, _ in TRAPS])
def test_s9_what_other_programs_read_differently_is_refused_with_the_fix(text: str, code: str, fix: str) -> None:
    trap = plain(text)
    assert isinstance(trap, Trap)
    assert (trap.code, trap.value) == (code, text)
    assert fix in trap.help
    assert trap.message.endswith(".")


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("text", [text for text, _, _ in TRAPS])
def test_s9_in_quotation_marks_every_trap_is_plain_text(text: str, quote: str) -> None:
    document, findings = read("x.yaml", f"wert: {quote}{text}{quote}\n".encode())
    assert findings == ()
    assert document is not None
    assert document.value == {"wert": text}


def test_s8_every_key_of_a_kreis_keeps_its_zero_and_is_reported() -> None:
    keys = [f"0{number}" for number in range(3101, 3464)]
    assert len(keys) == 363
    for key in keys:
        trap = plain(key)
        assert isinstance(trap, Trap)
        assert (trap.code, trap.value, trap.help) == ("D112", key, f'"{key}" schreiben.')


@pytest.mark.parametrize(
    ("text", "code"),
    [("9" * 5_000, "D116"), ("9" * 900_000, "D116"), ("0x" + "f" * 900_000, "D111"), ("1" + ":30" * 100_000, "D115")],
    ids=["s5_5000_digits", "s5_900000_digits", "s6_hexadecimal", "s7_sexagesimal"],
)
def test_s5_s6_s7_endless_numbers_are_refused_without_being_computed(text: str, code: str) -> None:
    document, findings = read("x.yaml", f"wert: {text}\n".encode())
    assert document is None
    assert [finding.code for finding in findings] == [code]
    assert len(findings[0].message) < 200


def test_s10_a_date_stays_text_and_the_schema_judges_it() -> None:
    document, findings = read("x.yaml", b"a: 2021-02-30\nb: 2018-02-16T10:00:00+99:99\nc: 0000-01-01\n")
    assert findings == ()
    assert document is not None
    assert document.value == {"a": "2021-02-30", "b": "2018-02-16T10:00:00+99:99", "c": "0000-01-01"}


def test_s10_an_impossible_day_is_reported_here_when_the_schema_will_not_see_the_file() -> None:
    document, findings = read("x.yaml", b"a: 2021-02-30\nb: 03256\n")
    assert document is None
    assert [(finding.code, finding.place.span and finding.place.span.line) for finding in findings] == [
        ("D113", 1),
        ("D112", 2),
    ]


def test_s14_equals_and_merge_signs_are_text() -> None:
    document, findings = read("x.yaml", b"a: =\n<<: b\n")
    assert findings == ()
    assert document is not None
    assert document.value == {"a": "=", "<<": "b"}
