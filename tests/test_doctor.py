"""`dkbm doctor`: what it says of a dataset in every condition, and when it gives up."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from dkbm.store.disk import beside, prepare
from dkbm.store.journal import NAME as JOURNAL
from dkbm.store.journal import Step, digest, record
from dkbm.store.lock import NAME as LOCK
from dkbm.store.owner import as_text
from tests.aufruf import dkbm, lay_out
from tests.test_lock import ELSEWHERE, dead

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Musterland in a git repository that keeps line ends."""
    root = lay_out(tmp_path / "satz", {})
    subprocess.run(["git", "init", "-q", "-b", "main", root], check=True)
    (root / ".gitattributes").write_text("*.yaml text eol=lf\n")
    return root


def words(text: str) -> str:
    """The text in one line, however it was wrapped."""
    return " ".join(text.split())


def test_a_healthy_dataset_is_all_right(root: Path) -> None:
    answer = dkbm("doctor", cwd=root)
    assert (answer.status, answer.err) == (0, "")
    assert "Alles in Ordnung." in answer.out
    assert "→" not in answer.out
    for part in ("dkbm 0.", "Python 3.", "libyaml", "DKBM in Musterland", "Schema 1", "Zweig main"):
        assert part in answer.out
    assert all(len(line) <= 80 for line in answer.out.splitlines() if str(root) not in line)


def test_the_dataset_can_be_named(root: Path, tmp_path: Path) -> None:
    assert dkbm("doctor", "--daten", root, cwd=tmp_path).status == 0


def test_without_a_dataset_no_work_is_possible(tmp_path: Path) -> None:
    answer = dkbm("doctor", cwd=tmp_path)
    assert answer.status == 2
    assert "liegt kein Datensatz" in words(answer.out)
    assert "libyaml" in answer.out


def test_s84_a_dead_lock_is_lifted_and_named(root: Path) -> None:
    (root / LOCK).write_text(as_text(dead()))
    answer = dkbm("doctor", cwd=root)
    assert answer.status == 0
    assert "Die Sperre eines abgebrochenen Laufs ist aufgehoben (Prozess" in words(answer.out)
    assert not (root / LOCK).exists()


def test_s84_a_lock_from_elsewhere_is_explained_with_process_machine_and_time(root: Path) -> None:
    (root / LOCK).write_text(as_text(ELSEWHERE))
    answer = dkbm("doctor", cwd=root)
    assert answer.status == 0
    assert "Prozess 1 auf anderer-rechner, seit 22.11.2026, 03:29 Uhr UTC" in words(answer.out)
    assert f"rm '{root / LOCK}'" in answer.out
    assert (root / LOCK).exists()


def test_s85_a_change_that_was_cut_off_is_completed(root: Path) -> None:
    old = (root / KOMMUNE).read_bytes()
    prepare(root / KOMMUNE, old + b"# neu\n")
    record(root, (Step(KOMMUNE, digest(old), digest(old + b"# neu\n")),))
    answer = dkbm("doctor", cwd=root)
    assert f"Eine unterbrochene Änderung ist vollendet: {KOMMUNE}." in words(answer.out)
    assert (root / KOMMUNE).read_bytes() == old + b"# neu\n"


def test_s85_a_change_that_waits_behind_a_lock_is_named(root: Path) -> None:
    record(root, (Step(KOMMUNE, None, "0" * 64),))
    (root / LOCK).write_text(as_text(ELSEWHERE))
    assert f"unvollendet: {KOMMUNE}" in words(dkbm("doctor", cwd=root).out)


def test_a_change_that_cannot_be_completed_is_explained(root: Path) -> None:
    record(root, (Step(KOMMUNE, None, "0" * 64),))
    answer = dkbm("doctor", cwd=root)
    assert answer.status == 0
    assert "lässt sich nicht vollenden" in words(answer.out)
    assert (root / JOURNAL).exists()


def _leftover(root: Path) -> None:
    beside(root / KOMMUNE).write_bytes(b"halb")


def _link(root: Path) -> None:
    (root / "data/verweis.yaml").symlink_to("/etc/passwd")


def _copy(root: Path) -> None:
    (root / "data/kommunen/celle (Konfliktkopie).yml").touch()


def _no_line_ends(root: Path) -> None:
    (root / ".gitattributes").unlink()


def _detached(root: Path) -> None:
    git = ("git", "-C", str(root), "-c", "user.name=T", "-c", "user.email=t@example.org")
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "leer"], check=True)
    subprocess.run([*git, "checkout", "-q", "--detach"], check=True)


def _broken_head(root: Path) -> None:
    (root / "dkbm.yaml").write_text("a: [\n")


@pytest.mark.parametrize(
    ("spoil", "said", "advice"),
    [
        (_leftover, ".landkreis-musterland.yaml.dkbm-neu", "Sie zählen nicht mit. Löschen: rm "),
        (_link, "Verknüpfungen, denen dkbm nicht folgt: data/verweis.yaml", "Durch die Datei selbst ersetzen"),
        (_copy, "nicht gelesen: data/kommunen/celle (Konfliktkopie).yml", "aus data/ entfernen"),
        (_no_line_ends, "git darf Zeilenenden umschreiben", "*.yaml text eol=lf"),
        (_detached, "kein Zweig ausgecheckt", "git switch"),
        (_broken_head, "dkbm.yaml ist nicht lesbar", "dkbm validate"),
    ],
)
def test_what_is_amiss_is_said_with_what_to_do(
    root: Path, spoil: Callable[[Path], None], said: str, advice: str
) -> None:
    spoil(root)
    answer = dkbm("doctor", cwd=root)
    assert answer.status == 0
    assert said in words(answer.out)
    assert advice in words(answer.out)
    assert "Ein Punkt mit Pfeil" in answer.out


def test_s93_outside_of_git_the_dataset_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    answer = dkbm("doctor", cwd=lay_out(tmp_path / "satz", {}))
    assert answer.status == 0
    assert "liegt in keinem git-Repository" in words(answer.out)


def test_a_dataset_without_data_is_no_dataset(root: Path) -> None:
    (root / "data").rename(root / "weg")
    answer = dkbm("doctor", cwd=root)
    assert answer.status == 2
    assert "fehlt der Ordner data/" in words(answer.out)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_missing_rights_are_named(root: Path) -> None:
    (root / KOMMUNE).chmod(0)
    assert dkbm("doctor", cwd=root).status == 2
    (root / KOMMUNE).chmod(0o644)
    (root / "data/kommunen").chmod(0o555)
    answer = dkbm("doctor", cwd=root)
    (root / "data/kommunen").chmod(0o755)
    assert (answer.status, "kein Schreibrecht in data/kommunen" in words(answer.out)) == (0, True)
