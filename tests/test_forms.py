"""Dates, addresses and numbers are held to their form by us; no `format` of a library is trusted (S 10, 36, 38, 39)."""

import pytest

from dkbm.schema.gate import compile_schema, passes
from dkbm.schema.slow import matches
from tests.schematisch import KOMMUNE, PERSON, findings

EVENT = "verlauf:\n  - {{ereignis: genannt, quelle: X01, datum: {}}}\n"
CONTACT = "kontakt: {{{}: {}, quelle: X02}}\n"
SOURCE = "quellen:\n  - {{id: X1, titel: T, herausgeber: H, stand_art: unbekannt, abdeckung: voll, url: {}}}\n"


@pytest.mark.parametrize(
    "text",
    [
        "2021-02-30",
        "2023-02-29",
        "2021-04-31",
        "2021-13",
        "2021-00",
        "0000-01-01",
        '"0000"',
        '"2021-02-30T10:00:00+99:99"',
        '"2021-02-28 10:00"',
        '"2021-02-28\\n"',
        "2021-2-3",
        "2021-02-30..2022",
        "2022..2021-02-30",
        "..",
        '"10000-01-01"',
    ],
)
def test_s10_s39_an_impossible_date_is_one_finding_at_its_value(text: str) -> None:
    (found,) = findings("kommune", KOMMUNE + EVENT.format(text))
    assert (found.code, found.place.route) == ("D113", ("verlauf", 0, "datum"))


@pytest.mark.parametrize("text", ["2024-02-29", "2021-02", '"2021"', "2016-07..2018", "..2018", "2023-12.."])
def test_s39_a_date_of_every_precision_passes(text: str) -> None:
    assert findings("kommune", KOMMUNE + EVENT.format(text)) == ()


FORMS = [
    ("email", "bildung@landkreis.example", True),
    ("email", "bildung(at)landkreis.example", False),
    ("email", "bildung@landkreis", False),
    ("email", "a b@landkreis.example", False),
    ("email", "bildung@landkreis.example\\nBcc: x@y.example", False),
    ("email", "bildung@l\u0430ndkreis.example", False),
    ("telefon", "05021 967-606", True),
    ("telefon", "+49 (0) 5021 / 967-606", True),
    ("telefon", "auf Anfrage", False),
    ("telefon", "05021 967606\\n", False),
    ("telefon", "\u0660\u0665\u0660\u0662\u0661", False),
    ("telefon", "=05021967606", False),
    ("web", "www.landkreis.example", True),
    ("web", "https://landkreis.example/bildung/?a=b#c", True),
    ("web", "javascript:alert(1)", False),
    ("web", "javascript://landkreis.example/%0aalert(1)", False),
    ("web", "//landkreis.example", False),
    ("web", "landkreis", False),
    ("web", "www.landkreis.example\\n", False),
]


@pytest.mark.parametrize(("field", "text", "fits"), FORMS)
def test_s39_a_contact_has_the_form_of_one(field: str, text: str, fits: bool) -> None:
    found = findings("person", PERSON + CONTACT.format(field, f'"{text}"'))
    assert [finding.code for finding in found] == ([] if fits else ["D105"])


@pytest.mark.parametrize(
    ("url", "fits"),
    [
        ("https://beispiel.example/seite?x=1#y", True),
        ("http://beispiel.example", True),
        ("javascript:alert(1)", False),
        ("//beispiel.example", False),
        ("file:///etc/hosts", False),
        ("https://beispiel.example/a b", False),
        ("https://beispiel.example\\n", False),
        (" https://beispiel.example", False),
    ],
)
def test_s39_the_address_of_a_source_is_http(url: str, fits: bool) -> None:
    found = findings("quellen", SOURCE.format(f'"{url}"'))
    assert [finding.code for finding in found] == ([] if fits else ["D105"])


@pytest.mark.parametrize("text", ["12345\n", "x12345", "12345x", "\u0661\u0662\u0663\u0664\u0665", "1234", "\n12345"])
def test_s38_a_pattern_means_the_whole_text_and_ascii_digits(text: str) -> None:
    """To the thorough check and to the gate alike: `$` of Python's `re` alone lets a line end through."""
    pattern = "^[0-9]{5}$"
    assert matches(pattern, "12345")
    assert not matches(pattern, text)
    assert not compile_schema({"pattern": pattern}).is_valid(text)
    assert not passes({"schluessel": text, "name": "M", "art": "landkreis", "quelle": "X02"}, "kommune")


@pytest.mark.parametrize("pattern", [r"^(?=a)a$", r"^(a)\1$", r"^(?<!b)a$"])
def test_s36_the_gate_knows_only_patterns_of_linear_time(pattern: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- whatever the library says
        compile_schema({"pattern": pattern})
