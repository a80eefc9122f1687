"""What the tests of `record` start from: Musterland, the command, and what a file says more than before."""

import subprocess
from pathlib import Path

from dkbm.dataset import load
from tests.aufruf import Answer, dkbm
from tests.muster import musterland

ROOT = Path(__file__).parent.parent
MUSTER = "data/kommunen/landkreis-musterland.yaml"
STADT = "data/kommunen/stadt-musterland.yaml"
AG = "data/netzwerk/ag-1.yaml"
KINDS = load(musterland()).dataset.prozess.ereignisse
SINCE = ("--datum", "2024-01-10", "--quelle", "X01")


def record(folder: Path, *arguments: str) -> Answer:
    return dkbm("record", *arguments, "--ja", cwd=folder)


def added(folder: Path, path: str) -> str:
    """What a file says more than in Musterland; everything before must be as it was."""
    before, after = musterland()[path].decode(), (folder / path).read_bytes().decode()
    assert after.startswith(before)
    return after.removeprefix(before)


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.autocrlf=false", "-c", "user.name=t", "-c", "user.email=t@t", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, text=True).stdout
