"""A dataset in a git repository of its own, on a machine where nobody has set anything up but a name."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.aufruf import lay_out

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
UMLAUT = "data/lüneburg – süd.yaml"


def own_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let git see only settings of this test, and no repository above it."""
    settings = folder / "gitconfig"
    settings.write_text("[user]\n\tname = Tom Test\n\temail = tom@example.org\n[init]\n\tdefaultBranch = main\n")
    for key in [key for key in os.environ if key.startswith("GIT_")]:
        monkeypatch.delenv(key)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder))


def call(root: Path, *arguments: str, check: bool = True) -> str:
    """Git as a person calls it."""
    answer = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    assert not check or answer.returncode == 0, answer.stderr
    return answer.stdout.decode()


def committed(root: Path) -> Path:
    """Musterland, committed."""
    lay_out(root, {})
    call(root, "init", "-q")
    call(root, "add", "-A")
    call(root, "commit", "-q", "-m", "Anfang")
    return root


def edit(root: Path, name: str = KOMMUNE, line: str = "# neu\n") -> None:
    """Add a line to a file, or create it."""
    with (root / name).open("ab") as file:
        file.write(line.encode())
