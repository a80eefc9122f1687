"""`validate` keeps to itself: it loads nothing from the dataset, asks no network, starts only git, writes nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dkbm.report.hosts import HOSTS
from tests.aufruf import lay_out
from tests.test_since import commit, git
from tests.vorgang import PROGRAM, ROOT

HOSTILE = "import os, sys\nos.write(2, b'FREMD\\n')\n"
WATCH = """
import os, sys
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink", "os.truncate",
           "shutil.", "tempfile.", "os.utime", "os.system", "os.exec", "os.fork", "os.spawn", "os.posix_spawn")
def watch(event, arguments):
    if event.startswith("socket."):
        os.write(2, b"NETZ " + event.encode() + b"\\n")
    elif event == "subprocess.Popen":
        os.write(2, b"START " + os.fsencode(arguments[0]) + b"\\n")
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
        if arguments[0] != os.devnull and not isinstance(arguments[0], int):  # a pipe to git is no file
            os.write(2, b"SCHREIBT " + os.fsencode(str(arguments[0])) + b"\\n")
    elif event.startswith(CHANGES):
        os.write(2, b"AENDERT " + event.encode() + b"\\n")
sys.addaudithook(watch)
"""
BREACH = {
    "network": "import socket; socket.socket()",
    "writing": "open('neu', 'w')",
    "process": "import subprocess; subprocess.run(['true'])",
}


def run(root: Path, program: str, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DKBM_", "PYTHON", "GIT_"))}
    environment |= {"DKBM_HEUTE": "2024-01-31", "PYTHONDONTWRITEBYTECODE": "1", **env}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, cwd=root, env=environment, check=False, text=True, timeout=60)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Musterland with modules in it that would like to be loaded."""
    root = lay_out(tmp_path)
    for name in ("yaml", "typing", "gettext", "click", "conftest", "jsonschema_rs", "typer"):
        (root / f"{name}.py").write_text(HOSTILE, encoding="utf-8")
    return root


@pytest.mark.parametrize("below", [".", "data"])
def test_s102_dkbm_refuses_to_load_modules_from_a_dataset(hostile: Path, below: str) -> None:
    program = f"import sys; sys.path[0] = {str(ROOT)!r}; sys.path.insert(0, {str(hostile / below)!r}); {PROGRAM}"
    answer = run(hostile, program, "validate")
    assert answer.returncode == 2
    assert "FREMD" not in answer.stderr
    assert "aus dem Datensatz" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""


def test_s102_a_pythonpath_into_the_dataset_is_refused_too(hostile: Path) -> None:
    answer = run(hostile, PROGRAM, "validate", PYTHONPATH=f"{ROOT}{os.pathsep}.", PYTHONSAFEPATH="1")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "FREMD" not in answer.stderr


def test_s102_the_installed_program_loads_nothing_from_the_dataset(hostile: Path) -> None:
    answer = run(hostile, PROGRAM, "validate", PYTHONPATH=str(ROOT), PYTHONSAFEPATH="1")
    assert "FREMD" not in answer.stderr
    assert "aus dem Datensatz" not in answer.stderr


def test_s102_there_is_no_module_to_run_by_name(tmp_path: Path) -> None:
    assert run(tmp_path, "import dkbm.__main__", PYTHONPATH=str(ROOT)).returncode == 1


@pytest.mark.parametrize("form", ["text", "json", *HOSTS])
def test_s106_validate_asks_no_network_starts_nothing_and_writes_nothing(tmp_path: Path, form: str) -> None:
    root = lay_out(tmp_path)
    answer = run(root, WATCH + PROGRAM, "validate", "--format", form, PYTHONPATH=str(ROOT), PYTHONSAFEPATH="1")
    assert (answer.returncode, answer.stderr) == (0, "")


def test_s106_with_since_only_git_is_started(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    answer = run(root, WATCH + PROGRAM, "validate", "--since", "main", PYTHONPATH=str(ROOT), PYTHONSAFEPATH="1")
    assert answer.returncode == 0
    assert set(answer.stderr.split("\n")) == {"START git", ""}


@pytest.mark.parametrize("kind", BREACH)
def test_s106_the_watch_sees_a_breach(tmp_path: Path, kind: str) -> None:
    assert run(tmp_path, WATCH + BREACH[kind]).stderr != ""
