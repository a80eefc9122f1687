"""What holds for the canonical form of any file: the value, every comment and its place, and that once is enough."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dkbm.changes.format import canonical, same
from dkbm.kinds import kind_of
from dkbm.text.reader import read
from tests.kommentierte import Written, files
from tests.test_layers import ROOT

PATH = "data/kommunen/landkreis-musterland.yaml"
DATASET = ["dkbm.yaml", *(path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("data/**/*.yaml")))]
SHAPES = [lambda text: text, lambda text: text.replace("\n", "\r\n"), lambda text: f"\ufeff{text}"]


def form(raw: bytes, path: str = PATH) -> str:
    kind = kind_of(path)
    assert kind is not None
    result = canonical(path, kind, raw).raw
    assert result is not None
    return result.decode()


@given(files(), st.sampled_from(SHAPES))
@settings(max_examples=150, deadline=None)
def test_m20_the_value_and_all_comments_stay_and_once_is_enough(written: Written, shape: object) -> None:
    assert callable(shape)
    raw = shape(written.text).encode()
    document, _ = read(PATH, raw)
    assert document is not None, written.text
    text = form(raw)
    after, findings = read(PATH, text.encode())
    assert after is not None
    assert same(after.value, document.value)
    assert findings == ()
    assert sorted(re.findall(r"# (?:vor|bei|Fuß|Kopf).*", text)) == sorted(written.comments)
    assert form(text.encode()) == text


@given(files())
@settings(max_examples=150, deadline=None)
def test_m20_a_comment_stays_beside_what_it_comments_on(written: Written) -> None:
    lines = form(written.text.encode()).splitlines()
    assert lines[1] == "# Kopf der Datei"
    for number, line in enumerate(lines):
        code, _, comment = line.partition("# ")
        where, _, name = comment.partition(" ")
        if where == "vor":
            below = next(each for each in lines[number:] if each.strip() and not each.lstrip().startswith("#"))
            assert re.match(rf"(- )*{name}\b", below.lstrip()), written.text
        elif where == "bei":
            assert re.search(rf"\b{name}\b", code), written.text


@given(files())
@settings(max_examples=100, deadline=None)
def test_m20_the_form_has_clean_lines(written: Written) -> None:
    text = form(written.text.encode())
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t\r]$", text, re.MULTILINE)


@pytest.mark.parametrize("path", DATASET)
def test_m20_the_dataset_has_its_canonical_form(path: str) -> None:
    raw = (ROOT / path).read_bytes()
    assert form(raw, path) == raw.decode()


@pytest.mark.parametrize("path", DATASET)
def test_m20_every_file_of_the_dataset_comes_back_from_another_form(path: str) -> None:
    """Line ends, a mark at the beginning, blanks and quotation marks are not what a file says."""
    text = (ROOT / path).read_text(encoding="utf-8")
    disturbed = re.sub(r"\n(?=\S)", "\n\n\n", text).replace("quelle: Q", 'quelle:   "Q').replace("\n", "\r\n")
    disturbed = re.sub(r'(quelle: +"Q[0-9]+)', r'\1"', disturbed)
    again = form(f"\ufeff{disturbed}".encode(), path)
    assert [line for line in again.splitlines() if line] == [line for line in text.splitlines() if line]
