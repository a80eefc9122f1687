"""The Kommunen of this repository, as they are and as other editors would save them: one event is one line."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from dkbm.text.patch import Add, Append, Patch, Remove, apply
from dkbm.text.reader import read
from tests.landkreise import ROOT

KOMMUNEN = sorted((ROOT / "data" / "kommunen").rglob("*.yaml"))
EVENT = {"ereignis": "beginn", "modul": 2, "datum": "2018-07", "quelle": "Q07"}
LINE = b"  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: Q07}"
BOM = b"\xef\xbb\xbf"

SAVED: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda raw: raw,
    "CRLF": lambda raw: raw.replace(b"\n", b"\r\n"),
    "BOM": lambda raw: BOM + raw,
    "no last line end": lambda raw: raw.removesuffix(b"\n"),
    "all of it": lambda raw: BOM + raw.removesuffix(b"\n").replace(b"\n", b"\r\n"),
}


def patch_for(raw: bytes) -> Patch:
    document, _ = read("x.yaml", raw)
    assert document is not None
    return Append(("verlauf",), EVENT) if "verlauf" in document.value else Add((), "verlauf", [EVENT])


def added(before: bytes, after: bytes) -> list[bytes]:
    """The lines that came, after checking that none went and the others are the same bytes in the same order."""
    eol = b"\r\n" if b"\r\n" in before else b"\n"
    old, new = before.split(eol), after.split(eol)
    changes = [
        tag for tag in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if tag[0] != "equal"
    ]
    assert len(changes) == 1
    tag, i, _, j, end = changes[0]
    assert tag == "insert"
    assert old == new[:i] + new[end:]
    return new[j:end]


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_s23_s88_m30_an_event_is_one_line_in_each_of_the_45_kommunen(saved: Callable[[bytes], bytes]) -> None:
    assert len(KOMMUNEN) == 45
    for path in KOMMUNEN:
        raw = saved(path.read_bytes())
        patch = patch_for(raw)
        expected = [LINE] if isinstance(patch, Append) else [b"verlauf:", LINE]
        assert added(raw, apply(path.name, raw, [patch])) == expected, path


@pytest.mark.parametrize("saved", SAVED.values(), ids=SAVED)
def test_s88_taking_the_event_away_again_gives_back_the_same_bytes(saved: Callable[[bytes], bytes]) -> None:
    for path in KOMMUNEN:
        raw = saved(path.read_bytes())
        patch = patch_for(raw)
        document, _ = read(path.name, raw)
        assert document is not None
        back = Remove(("verlauf", len(document.value["verlauf"])) if isinstance(patch, Append) else ("verlauf",))
        assert apply(path.name, raw, [patch, back]) == raw, path


ALL = [path for path in sorted((ROOT / "data").rglob("*.yaml")) if path not in KOMMUNEN]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_s88_every_list_and_mapping_of_the_other_files_takes_an_entry(path: Path) -> None:
    raw = path.read_bytes()
    document, _ = read(path.name, raw)
    assert document is not None
    for key, value in document.value.items():
        patch = Append((key,), "neu") if isinstance(value, list) else Add((), "neu", 1, key)
        assert len(apply(path.name, raw, [patch])) > len(raw)
