"""Call the program as people do: a process of its own, with its own environment."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = "from dkbm.cli import main; main()"


def run(
    *arguments: str | bytes, env: dict[str, str] | None = None, cwd: Path = ROOT, python: tuple[str, ...] = ()
) -> subprocess.CompletedProcess[bytes]:
    """Run dkbm in a fresh interpreter on 22.11.2026; `python` are options of the interpreter."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("DKBM_", "LC_", "LANG"))}
    environment |= {"DKBM_HEUTE": "2026-11-22", "PYTHONPATH": str(ROOT)} | (env or {})
    command = [sys.executable, *python, "-c", PROGRAM, *arguments]
    return subprocess.run(command, capture_output=True, env=environment, cwd=cwd, check=False, timeout=60)
