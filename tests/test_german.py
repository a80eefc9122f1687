"""German without a locale: order, folding, enumerations, dates and ages in words."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyuca import Collator  # type: ignore[import-untyped]

from dkbm.german import alter, anzahl, aufzaehlung, datum_in_worten, fold, sort_key, tag

IN_ORDER = (
    "Ähren",
    "Ährenfeld",
    "Ahrensburg",
    "Goslar",
    "Göttingen",
    "Grafschaft Bentheim",
    "Hameln-Pyrmont",
    "Lüchow-Dannenberg",
    "Lüneburg",
    "Nienburg/Weser",
    "Oldenburg",
    "Oldenburg (Oldenburg)",
    "Osnabrück",
    "Rotenburg (Wümme)",
    "Rotenburger",
    "Straße",
    "Strassen",
)


def test_m29_names_sort_after_din_5007_1() -> None:
    assert tuple(sorted((*IN_ORDER[7:], *IN_ORDER[:7]), key=sort_key)) == IN_ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Göttingen", "Grafschaft Bentheim"),
        ("Ähren", "Ahrensburg"),  # ä as a: the shorter word first
        ("Busse", "Buße"),  # equal but for their own letters
        ("Ost Weser", "Osterholz"),  # a space sorts before letters
        ("Ost-Weser", "Osterholz"),
        ("a", "B"),
        ("Lu\u0308neburg", "Lüneburgs"),
    ],
)
def test_m29_pairs(first: str, second: str) -> None:
    assert sort_key(first) < sort_key(second)


@cache
def oracle() -> Collator:
    """The Unicode collation; reading its table takes a while."""
    return Collator()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet="abcoszäöüÄÖÜßé", min_size=1, max_size=6), min_size=2, max_size=5))
def test_m29_order_agrees_with_the_unicode_collation(words: list[str]) -> None:
    """Single words: `pyuca` is the oracle; words equal up to accents and case may tie there in another order."""
    collator = oracle()

    def base(word: str) -> str:
        return sort_key(word)[0]

    by_table = [base(word) for word in sorted(words, key=sort_key)]
    by_oracle = [base(word) for word in sorted(words, key=lambda word: collator.sort_key(base(word)))]
    assert by_table == by_oracle
    ranks = {word: collator.sort_key(word) for word in words}
    for left in words:
        for right in words:
            if base(left) != base(right):
                assert (sort_key(left) < sort_key(right)) == (ranks[left] < ranks[right])


@pytest.mark.parametrize("text", ["Lüneburg", "LÜNEBURG", "lueneburg", "Lu\u0308neburg", " Lüneburg ", "LUENEBURG"])
def test_s30_spellings_fold_alike(text: str) -> None:
    assert fold(text) == "lueneburg"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nienburg/Weser", "nienburg weser"),
        ("Nienburg (Weser)", "nienburg weser"),
        ("Große Straße", "grosse strasse"),
        ("Café", "cafe"),
        ("e. V.", "e v"),
        ("–", ""),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("parts", "text"), [([], ""), (["A"], "A"), (["A", "B"], "A und B"), (["A", "B", "C"], "A, B und C")]
)
def test_enumeration(parts: list[str], text: str) -> None:
    assert aufzaehlung(parts) == text


@pytest.mark.parametrize(("number", "text"), [(0, "keine Kommunen"), (1, "1 Kommune"), (2, "2 Kommunen")])
def test_counts(number: int, text: str) -> None:
    assert anzahl(number, "Kommune", "Kommunen") == text


@pytest.mark.parametrize(
    ("entered", "long", "short"),
    [
        ("2018", "2018", "2018"),
        ("2018-02", "Februar 2018", "Feb. 2018"),
        ("2026-03", "März 2026", "März 2026"),
        ("2017-10-16", "16.10.2017", "16.10.2017"),
        ("2022-02..2024-01", "zwischen Februar 2022 und Januar 2024", "Feb. 2022 bis Jan. 2024"),
        ("..2018", "bis 2018", "bis 2018"),
        ("2023-12..", "ab Dezember 2023", "ab Dez. 2023"),
    ],
)
def test_m5_dates_keep_their_precision_in_words(entered: str, long: str, short: str) -> None:
    assert (datum_in_worten(entered), datum_in_worten(entered, kurz=True)) == (long, short)


@pytest.mark.parametrize(
    ("von", "bis", "text"),
    [
        ("2024-01-31", "2026-11-22", "vor 2 Jahren 9 Monaten"),
        ("2025-11-22", "2026-11-22", "vor 1 Jahr"),
        ("2026-10-22", "2026-11-22", "vor 1 Monat"),
        ("2025-10-22", "2026-11-22", "vor 1 Jahr 1 Monat"),
        ("2026-11-21", "2026-11-22", "vor 1 Tag"),
        ("2026-10-31", "2026-11-22", "vor 22 Tagen"),
        ("2026-11-22", "2026-11-22", "heute"),
        ("2027-01-22", "2026-11-22", "in 2 Monaten"),
    ],
)
def test_ages(von: str, bis: str, text: str) -> None:
    assert alter(date.fromisoformat(von), date.fromisoformat(bis)) == text


def test_days() -> None:
    assert tag(date(2026, 3, 1)) == "01.03.2026"
