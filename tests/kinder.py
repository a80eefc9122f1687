"""Children that misbehave, for the tests of the process that templates are filled in."""

import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count

from dkbm.store.kind import serve


def _sterben() -> object:
    os._exit(3)


def _speicher() -> object:
    return len(bytearray(600 << 20))


def _lesen() -> object:
    with open("/etc/hostname", encoding="utf-8") as file:  # noqa: PTH123
        return file.read()


def _schreiben() -> object:
    return os.write(os.open("/tmp/dkbm-kind", os.O_CREAT | os.O_WRONLY), b"x")  # noqa: S108


_ARBEITEN = count(1)


def _verschleissen() -> object:
    """Do two jobs and die at the third."""
    nummer = next(_ARBEITEN)
    return f"{nummer}. Arbeit" if nummer < 3 else _sterben()


TATEN: dict[str, Callable[[], object]] = {
    "schlafen": lambda: time.sleep(60),
    "sterben": _sterben,
    "verschleissen": _verschleissen,
    "speicher": _speicher,
    "lesen": _lesen,
    "schreiben": _schreiben,
    "verbinden": lambda: str(socket.socket()),
    "starten": lambda: subprocess.Popen([sys.executable, "-c", ""]).pid,
    "frist": lambda: resource.getrlimit(resource.RLIMIT_CPU)[0],
    "umgebung": lambda: {key: value for key, value in os.environ.items() if not key.startswith("LC_")},
}


def main() -> None:
    """Do what the first line asks for, at every further line."""
    begun: list[str] = []

    def handle(line: str) -> object:
        if not begun:
            begun.append(line)
            return None
        try:
            return TATEN[begun[0]]()
        except (OSError, MemoryError) as error:
            return "OSError" if isinstance(error, OSError) else "MemoryError"

    serve(handle)
