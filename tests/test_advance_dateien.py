"""`advance` and the file: only the lines that are meant move, whatever the file looks like (M 30)."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from dkbm.dataset import load
from dkbm.model.lage import lage_am
from dkbm.store.worktree import read_files
from dkbm.text.patch import Add, Append, Patch, apply
from tests.aufruf import dkbm
from tests.schritte import AM, DATEI, HEUTE, KOPF, OFFEN_4_2, advance, content, git, land, repository

ROOT = Path(__file__).parent.parent
TEXT = f"# Beispielau – ein erfundener Landkreis 𝄞\n{KOPF}verlauf: # was geschah\n{OFFEN_4_2}"
FORMEN = {
    "plain": TEXT,
    "comments": TEXT + "  # hier geht es weiter\nbemerkung: >-\n  gefalteter Text\n  über zwei Zeilen\n",
    "crlf": TEXT.replace("\n", "\r\n"),
    "bom": "\ufeff" + TEXT,
    "bom and crlf": "\ufeff" + TEXT.replace("\n", "\r\n"),
    "no final newline": TEXT.rstrip("\n"),
    "verlauf first": "verlauf:\n" + OFFEN_4_2 + KOPF,
    "indented deeper": KOPF + "verlauf:\n" + OFFEN_4_2.replace("  - ", "      - "),
    "not indented": KOPF + "verlauf:\n" + OFFEN_4_2.replace("  - ", "- "),
}


@pytest.mark.parametrize("text", FORMEN.values(), ids=FORMEN)
def test_m30_only_the_line_that_is_meant_moves(tmp_path: Path, text: str) -> None:
    root = repository(land(tmp_path, raw=text.encode()))
    before = content(root)
    assert advance(root, *AM, "--ja").status == 0
    lost = 0 if text.endswith("\n") else 1  # git counts the line that gets its end
    assert git(root, "diff", "--numstat") == f"{1 + lost}\t{lost}\t{DATEI}\n"
    line = _new_line(root)
    assert content(root).replace(line, b"").rstrip(b"\r\n") == before.rstrip(b"\r\n")
    assert (b"\r\n" in before) == line.endswith(b"\r\n")


def _new_line(root: Path) -> bytes:
    (line,) = (line for line in content(root).splitlines(keepends=True) if b"phase: 2, datum: 2026-06-15" in line)
    return line


@pytest.mark.parametrize("text", FORMEN.values(), ids=FORMEN)
def test_m30_dry_run_prints_the_diff_git_shows_afterwards_and_leaves_everything(tmp_path: Path, text: str) -> None:
    root = repository(land(tmp_path, raw=text.encode()))
    shown = advance(root, *AM, "--dry-run")
    assert shown.status == 0
    assert git(root, "status", "--porcelain") == ""
    written = advance(root, *AM, "--ja")
    assert written.out == shown.out
    of_git = git(root, "diff", "--no-color").replace("\r", "").splitlines()[4:]
    ours = [line for line in shown.out.replace("\\ufeff", "\ufeff").splitlines()[2:] if not line.startswith("\\")]
    assert ours == [_without_heading(line) for line in of_git if not line.startswith("\\")]


def _without_heading(line: str) -> str:
    """A hunk's line without the text git adds behind the numbers."""
    return f"@@{line.split('@@')[1]}@@" if line.startswith("@@") else line


def test_m30_advance_on_every_kommune_whose_gate_can_open(tmp_path: Path) -> None:
    """On a copy of the dataset with the missing evidence entered, all that can be advanced are, and no more."""
    for part in ("data", "dkbm.yaml"):
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / part)
    expected = _supply_evidence(tmp_path)
    root = repository(tmp_path)
    for schluessel, (path, _) in expected.items():
        answer = dkbm("advance", schluessel, "--datum", "2026-06-15", "--quelle", "Q40", "--ja", cwd=root, heute=HEUTE)
        assert answer.status == 0, (path, answer.out, answer.err)
    lines = [line.split("\t") for line in git(root, "diff", "--numstat").splitlines()]
    assert {name: (int(plus), int(minus)) for plus, minus, name in lines} == {
        path: (count, 0) for path, count in expected.values()
    }
    assert len(expected) == 24  # three in Modul 3, eleven and ten in the first two phases of Modul 4
    assert dkbm("validate", "--strict", cwd=root, heute=HEUTE).status == 0


def _supply_evidence(root: Path) -> dict[str, tuple[str, int]]:
    """Enter what the gates lack; return for each key its file and the number of lines its transition adds."""
    dataset = load(read_files(root)).dataset
    expected = {}
    for kommune in dataset.kommunen.values():
        lage = lage_am(kommune, date.fromisoformat(HEUTE), dataset.prozess, dataset.quellen)
        if lage.lage != "im_modul" or lage.phase == 3:
            continue
        path = kommune.place.file
        raw = apply(path, (root / path).read_bytes(), _evidence(lage.modul, signed=bool(kommune.vereinbarungen)))
        (root / path).write_bytes(raw)
        expected[str(kommune.schluessel)] = (path, 2 if lage.modul == 3 else 1)
    return expected


def _evidence(modul: int | None, *, signed: bool) -> list[Patch]:
    arten = [("umsetzungsplan", 4)]
    arten += [("reflexionsgespraech", 4)] if modul == 4 else [("abschlussgespraech", 3), ("prozessdokumentation", 3)]
    known = {"datum": "2026-05-04", "quelle": "Q40"}
    patches: list[Patch] = [Append(("verlauf",), {"ereignis": art, "modul": of, **known}) for art, of in arten]
    if modul == 3:
        agreement = {
            "id": "zv-4",
            "art": "zielvereinbarung",
            "modul": 4,
            "unterzeichnet": "2026-05-04",
            "quelle": "Q40",
        }
        route = ("vereinbarungen",)
        patches.append(Append(route, agreement) if signed else Add((), route[0], [agreement], after="quelle"))
    return patches
