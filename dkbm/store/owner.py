"""Who holds the lock of a dataset: a process of some machine, which may be alive, dead or out of sight (S 84)."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

_PROC = Path("/proc")


class Owner(NamedTuple):
    """What a lock says. `boot`, `room` and `started` tell a process from a later one with the same number."""

    prozess: int
    rechner: str
    seit: str
    boot: str
    room: str
    started: str

    def described(self) -> str:
        """Return the owner in German: `Prozess 4711 auf host, seit 22.11.2026, 03:29 Uhr UTC`."""
        return f"Prozess {self.prozess} auf {self.rechner}, seit {_moment(self.seit)}"


def myself() -> Owner:
    """Return this process as the owner of a lock taken now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Owner(os.getpid(), _host(), now, _boot(), _room(), _started(os.getpid()) or "")


def as_text(owner: Owner) -> str:
    """Return the content of a lock file; the first lines are for people."""
    return "".join(f"{key}: {value}\n" for key, value in owner._asdict().items())


def parse(raw: bytes) -> Owner | None:
    """Return the owner that a lock file names, None if it was never finished or is no lock of ours."""
    lines = dict(line.partition(": ")[::2] for line in raw.decode("utf-8", "replace").splitlines())
    if not raw.endswith(b"\n") or set(lines) != set(Owner._fields) or not lines["prozess"].isdecimal():
        return None
    return Owner(int(lines.pop("prozess")), **lines)


def is_alive(owner: Owner) -> bool | None:
    """Say whether the process still runs; None if this cannot be known from here (another machine or container)."""
    if owner.rechner != _host():
        return None
    if owner.boot != _boot():
        return False  # the same machine (its id is part of `rechner`) has been started again since
    if owner.room != _room() or os.name == "nt":  # on Windows the question would kill the process
        return None
    try:
        os.kill(owner.prozess, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return _started(owner.prozess) == (owner.started or None)


def _host() -> str:
    """Name this machine; two machines of the same name differ in the id of their installation."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "?")
    number = _line(Path("/etc/machine-id"))[:8]
    return f"{name} ({number})" if number else name


def _boot() -> str:
    return _line(_PROC / "sys/kernel/random/boot_id")


def _room() -> str:
    """Return the room in which process numbers count: a container has its own."""
    try:
        return str((_PROC / "self/ns/pid").readlink())
    except OSError:
        return ""


def _started(process: int) -> str | None:
    """Return when a process started, None if it is gone (or only waits to be buried) or the system does not say."""
    fields = _line(_PROC / str(process) / "stat").rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 and fields[0] not in {"Z", "X"} else None


def _line(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _moment(text: str) -> str:
    try:
        return datetime.fromisoformat(text).astimezone(UTC).strftime("%d.%m.%Y, %H:%M Uhr UTC")
    except ValueError:
        return text
