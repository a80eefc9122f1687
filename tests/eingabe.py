"""Call the command line with lines on stdin, or at a terminal, where a person types them."""

import os
import pty
import subprocess
import sys
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from tests.aufruf import Answer, dkbm
from tests.vorgang import PROGRAM, ROOT


def piped(lines: list[str], *arguments: str, cwd: Path, heute: str = "2024-01-31") -> Answer:
    """Run `dkbm` with these lines on stdin."""
    with patch("sys.stdin", StringIO("".join(f"{line}\n" for line in lines))):
        return dkbm(*arguments, cwd=cwd, heute=heute)


def typed(lines: list[str], *arguments: str, cwd: Path, heute: str = "2024-01-31") -> tuple[int, str]:
    """Run `dkbm` at a terminal of its own and type these lines; returns the status and what the screen shows."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "DKBM_HEUTE": heute, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM, *arguments]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, cwd=cwd) as process:
        os.close(theirs)
        os.write(ours, "".join(f"{line}\n" for line in lines).encode())
        screen = b"".join(iter(lambda: _read(ours), b""))
        status = process.wait(timeout=60)
    os.close(ours)
    return status, screen.decode()


def _read(terminal: int) -> bytes:
    """What the screen shows next, b"" once the program has ended (Linux then says EIO)."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
