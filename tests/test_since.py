"""`dkbm validate --since STAND`: only what is new counts; what was wrong before is one line."""

import json
import subprocess
from pathlib import Path

import pytest

from dkbm.store.revision import read_revision
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland
from tests.test_migrate import draft

A = "data/kommunen/landkreis-musterland.yaml"
B = "data/kommunen/stadt-musterland.yaml"
C = "data/kommunen/region-ohnedaten.yaml"
OLDER = "1 ältere Meldung außerhalb\n"


def git(root: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Test", "-c", "user.email=test@beispiel.example", "-c", "protocol.file.allow=always")
    return subprocess.run(["git", "-C", root, *who, *arguments], check=True, capture_output=True, text=True).stdout


def commit(root: Path, message: str = "Stand") -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message)
    return git(root, "rev-parse", "HEAD").strip()


def change(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Musterland on the branch `zweig`, with an old error in A that came with `main`."""
    root = lay_out(tmp_path / "daten")
    git(root, "init", "--quiet", "--initial-branch=main")
    change(root, A, "quelle: X03", "quelle: X99")
    commit(root)
    git(root, "checkout", "--quiet", "-b", "zweig")
    return root


def test_m18_an_old_error_elsewhere_is_counted_in_one_line(root: Path) -> None:
    assert dkbm("validate", cwd=root).status == 1
    change(root, B, "verlauf:\n", "verlauf:\n  - {ereignis: interview, datum: 2020-10, quelle: X01}\n")
    for state in ("work tree", "commit"):
        if state == "commit":
            commit(root)
        assert dkbm("validate", "--since", "main", cwd=root) == (0, OLDER, "")


def test_m18_a_new_error_comes_first_and_fails(root: Path) -> None:
    change(root, B, "quelle: X01", "quelle: X98")
    answer = dkbm("validate", "--since", "main", cwd=root)
    assert answer.status == 1
    assert answer.out.startswith(f"{B}:")
    assert "X99" not in answer.out
    assert answer.out.endswith(f"1 Fehler in 1 von 11 Dateien.\n{OLDER}")


def test_m18_an_old_error_stays_old_when_lines_are_added_above_it(root: Path) -> None:
    change(root, A, "verlauf:\n", "verlauf:\n  - {ereignis: interview, datum: 2018-01, quelle: X02}\n")
    assert dkbm("validate", "--since", "main", cwd=root) == (0, OLDER, "")


def test_m18_the_same_error_once_more_is_new(root: Path) -> None:
    change(root, A, "quelle: X03", "quelle: X99")
    answer = dkbm("validate", "--since", "main", cwd=root)
    assert answer.status == 1
    assert answer.out.count("Fehler[D310]") == 1
    assert answer.out.endswith(OLDER)


def test_m18_the_same_error_once_more_is_new_even_if_the_old_one_has_moved(root: Path) -> None:
    change(root, A, "verlauf:\n", "verlauf:\n  - {ereignis: interview, datum: 2018-01, quelle: X99}\n")
    answer = dkbm("validate", "--since", "main", cwd=root)
    assert answer.status == 1
    assert answer.out.count("Fehler[D310]") == 1
    assert answer.out.endswith(OLDER)


def test_m18_an_error_that_the_change_causes_in_another_file_is_new(root: Path) -> None:
    (root / "data/personen/p-tom-test.yaml").unlink()
    answer = dkbm("validate", "--since", "main", cwd=root)
    assert answer.status == 1
    assert f"{A}:" in answer.out
    assert answer.out.endswith(OLDER)


def test_m18_what_main_got_meanwhile_does_not_count(root: Path) -> None:
    commit(root)
    git(root, "checkout", "--quiet", "main")
    change(root, A, "quelle: X99", "quelle: X03")
    commit(root)
    git(root, "checkout", "--quiet", "zweig")
    assert dkbm("validate", "--since", "main", cwd=root) == (0, OLDER, "")


def test_m18_since_a_day_is_since_the_last_commit_by_its_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for day, old, new in (("2099-06-17", "quelle: X01", "quelle: X98"), ("2099-06-19", "quelle: X98", "quelle: X97")):
        monkeypatch.setenv("GIT_COMMITTER_DATE", f"{day}T12:00:00+02:00")
        change(root, B, old, new)
        commit(root)
    found = {
        day: dkbm("validate", "--since", day, cwd=root, heute="2099-06-20") for day in ("2099-06-17", "2099-06-19")
    }
    assert [(answer.status, "X97" in answer.out, answer.err) for answer in found.values()] == [
        (1, True, ""),
        (0, False, ""),
    ]
    basis = dkbm("validate", "--basis", "2099-06-17", cwd=root, heute="2099-06-20")
    assert (basis.status, basis.err) == (1, "")
    early = dkbm("validate", "--since", "2001-01-01", cwd=root, heute="2099-06-20")
    assert (early.status, early.out) == (2, "")
    assert "liegt vor dem ersten Commit" in early.err


def test_m18_nothing_is_said_when_all_is_well(root: Path) -> None:
    change(root, A, "quelle: X99", "quelle: X03")
    assert dkbm("validate", "--since", "main", cwd=root) == (0, "", "")


def test_m18_json_holds_only_what_is_new(root: Path) -> None:
    change(root, B, "quelle: X01", "quelle: X98")
    answer = dkbm("validate", "--since", "main", "--format", "json", cwd=root)
    assert [(entry["file"], entry["code"]) for entry in json.loads(answer.out)] == [(B, "D310")]
    assert (answer.status, answer.err) == (1, OLDER)


def test_m18_before_the_dataset_existed_everything_is_new(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    first = commit(tmp_path)
    root = lay_out(tmp_path / "unter ordner", {A: musterland()[A].replace(b"X03", b"X99", 1)})
    assert dkbm("validate", "--since", first, cwd=root).out.endswith("1 Fehler in 1 von 11 Dateien.\n")


def test_m18_an_older_version_is_migrated_in_memory(tmp_path: Path) -> None:
    root = lay_out(tmp_path, draft())
    git(root, "init", "--quiet", "--initial-branch=main")
    change(root, A, "quelle: X03", "quelle: X99")
    commit(root)
    dkbm("migrate", cwd=root)
    assert dkbm("validate", "--since", "main", cwd=root).out.endswith("2 ältere Meldungen außerhalb\n")


def test_s94_a_shallow_clone_is_told_what_to_fetch(root: Path, tmp_path: Path) -> None:
    commit(root)
    clone = tmp_path / "klon"
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", str(clone))
    answer = dkbm("validate", "--since", "HEAD", cwd=clone)
    assert answer.status == 2
    assert "fetch-depth: 0" in answer.err
    assert dkbm("validate", cwd=clone).status == 1


@pytest.mark.parametrize("revision", ["--output=pwn", "-h", "gibtesnicht", "HEAD^{tree}", "", "main:dkbm.yaml", "a\nb"])
def test_s96_a_name_is_a_commit_or_nothing(revision: str, root: Path) -> None:
    before = sorted(root.rglob("*"))
    answer = dkbm("validate", f"--since={revision}", cwd=root)
    assert answer.status == 2
    assert "ist kein Stand, den git kennt." in answer.err
    assert sorted(root.rglob("*")) == before


def test_without_git_since_says_so(tmp_path: Path) -> None:
    answer = dkbm("validate", "--since", "main", cwd=lay_out(tmp_path))
    assert answer.status == 2
    assert "git" in answer.err


def test_a_stand_is_read_from_the_store_as_the_work_tree_is(root: Path) -> None:
    (root / "data" / "Wo steht's\t#1.yaml").write_bytes(b"a: 1\r\n")
    (root / "data" / "notiz.txt").write_bytes(b"x")
    (root / "data" / ".versteckt.yaml").write_bytes(b"x")
    (root / "data" / "verknuepft.yaml").symlink_to("quellen.yaml")
    (root / "data" / "leer.yaml").write_bytes(b"")
    (root / "data" / "gross.yaml").write_bytes(b"# \n" * 400_000)
    git(root, "-c", "core.autocrlf=false", "add", "--all")
    stand = read_revision(root, commit(root))
    (root / C).unlink()
    files = musterland({A: musterland()[A].replace(b"X03", b"X99", 1)})
    added = {"data/Wo steht's\t#1.yaml": b"a: 1\r\n", "data/leer.yaml": b""}
    big = stand.files.pop("data/gross.yaml")
    assert stand.files == files | added
    assert len(big) > 1024 * 1024
    assert stand.strangers == ("data/notiz.txt", "data/verknuepft.yaml")
