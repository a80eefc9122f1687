"""Every page of `docs/regeln` is run: its example gives exactly the findings it shows, its remedy none."""

import re

import pytest

from dkbm.diagnostic import Severity
from dkbm.resources import rules_dir
from dkbm.rules.pipeline import catalog
from tests.regelseiten import HEADINGS, PAGES, Page, findings, read_page, report

CODES = catalog()
REMEDY_IS_A_COMMAND = {"D307"}
each_page = pytest.mark.parametrize("page", [read_page(path) for path in PAGES], ids=lambda page: page.code)


@each_page
def test_m14_the_example_gives_exactly_the_findings_the_page_shows(page: Page, update: bool) -> None:
    checked, found = findings(page, "Beispiel")
    actual = report(checked, found)
    if update and page.expected != actual:
        page.path.write_text(page.with_expected(actual), encoding="utf-8")
        return
    assert actual == page.expected
    assert page.code in {diagnostic.code for diagnostic in found}


@each_page
def test_m14_the_remedy_is_clean(page: Page) -> None:
    assert page.files("Abhilfe") or page.code in REMEDY_IS_A_COMMAND, "the remedy shows the files as they should be"
    checked, found = findings(page, "Abhilfe")
    left = [entry for entry in found if entry.severity is not Severity.HINWEIS or entry.code == page.code]
    assert report(checked, left) == ""


@each_page
def test_the_head_of_a_page_is_what_the_program_says(page: Page) -> None:
    code = CODES[page.code]
    assert (page.name, page.schwere, page.gruppe) == (code.name, code.severity.value, code.gruppe)
    assert page.path.name == f"{code.code}-{code.name}.md"
    assert page.headings == HEADINGS


def test_m14_every_code_has_its_page_and_every_page_its_code() -> None:
    assert [path.name for path in PAGES] == [f"{code.code}-{code.name}.md" for code in CODES.values()]


def test_names_and_groups_are_distinct_words() -> None:
    names = [code.name for code in CODES.values()]
    assert len(names) == len(set(names))
    assert not {code.gruppe for code in CODES.values()} & set(names)


def test_the_index_lists_every_page_with_its_title(update: bool) -> None:
    path = rules_dir() / "README.md"
    text = path.read_text(encoding="utf-8")
    rows = [_row(read_page(page)) for page in PAGES]
    table = "\n".join(["| Code | Was | Schwere | Gruppe |", "|---|---|---|---|", *rows]) + "\n"
    found = re.search(r"^\| Code .*?\n(?=\n|\Z)", text, re.DOTALL | re.MULTILINE)
    assert found is not None
    if update and found[0] != table:
        path.write_text(text.replace(found[0], table), encoding="utf-8")
        return
    assert found[0] == table


def _row(page: Page) -> str:
    return f"| [{page.code}]({page.path.name}) | {page.title} | {page.schwere.capitalize()} | {page.gruppe} |"
