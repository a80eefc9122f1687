"""Repositories with a long history, built in one process of `git fast-import` instead of one per commit."""

import subprocess
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.muster import musterland
from tests.repositorium import call

KOMMUNEN = 45
COMMITS = 2000
START = datetime.fromisoformat("2018-01-01T09:00:00+01:00")
STEP = timedelta(hours=36)


class Fassung(NamedTuple):
    """One commit to be: when it was made, its subject, the files it sets (None takes one away)."""

    zeit: datetime
    betreff: str
    changes: Mapping[str, str | bytes | None]
    author: str = "Tom Test"


def build(root: Path, fassungen: Iterable[Fassung], branch: str = "main") -> list[str]:
    """Make a repository in `root` with these commits, one after the other, check it out, and return their ids."""
    root.mkdir(parents=True, exist_ok=True)
    call(root, "init", "-q", f"--initial-branch={branch}")
    stream = b"".join(_commit(branch, fassung) for fassung in fassungen)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=root, input=stream, check=True, capture_output=True)
    call(root, "reset", "-q", "--hard", branch)
    return call(root, "rev-list", "--reverse", branch).split()


def _commit(branch: str, fassung: Fassung) -> bytes:
    when = f"{int(fassung.zeit.timestamp())} {fassung.zeit:%z}"
    lines = [f"commit refs/heads/{branch}".encode()]
    lines += [f"{role} {fassung.author} <tom@example.org> {when}".encode() for role in ("author", "committer")]
    lines.append(_data(fassung.betreff.encode()))
    for name, content in fassung.changes.items():
        quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
        if content is None:
            lines.append(f"D {quoted}".encode())
        else:
            lines += [f"M 100644 inline {quoted}".encode(), _data(content)]
    return b"\n".join(lines) + b"\n"


def _data(content: str | bytes) -> bytes:
    raw = content.encode() if isinstance(content, str) else content
    return b"data %d\n%b" % (len(raw), raw)


KOMMUNE = """\
schluessel: "{key}"
name: Musterland-{key}
art: landkreis
quelle: X02
verlauf:
  - {{ereignis: beginn, modul: 1, datum: 2018-01, quelle: X02}}
"""
EVENTS = ("sondierungsgespraech", "interview", "ergebnisbericht", "weiterfuehrung")


def file_of(number: int) -> str:
    """The file of the Kommune with this number, from 1 to KOMMUNEN."""
    return f"data/kommunen/landkreis-musterland-{number:05}.yaml"


def long_history(root: Path, commits: int = COMMITS) -> list[str]:
    """Build 45 Kommunen and `commits` commits, each of which enters one event more; return their ids.

    Every hundredth commit adds a source instead.
    """
    frame = {
        name: raw for name, raw in musterland().items() if not name.startswith(("data/kommunen/", "data/partner/"))
    }
    texts = {number: KOMMUNE.format(key=f"{number:05}") for number in range(1, KOMMUNEN + 1)}
    files = {file_of(number): text for number, text in texts.items()}
    sources = frame["data/quellen.yaml"].decode()
    fassungen = [Fassung(START, "Anfang", {**frame, **files})]
    for turn in range(1, commits):
        number, day = turn % KOMMUNEN + 1, START + turn * STEP
        if turn % 100 == 0:
            sources += f"  - {{id: X{turn:04}, titel: Quelle {turn}, herausgeber: Musterland}}\n"
            fassungen.append(Fassung(day, f"Quelle {turn}", {"data/quellen.yaml": sources}))
            continue
        texts[number] += f"  - {{ereignis: {EVENTS[turn % 4]}, modul: 1, datum: {day:%Y-%m-%d}, quelle: X02}}\n"
        fassungen.append(Fassung(day, f"Ereignis {turn}", {file_of(number): texts[number]}))
    return build(root, fassungen)


def fingerprint(root: Path) -> tuple[str, int, int, bytes]:
    """What no question may change: what `git status` says, and the index itself."""
    index = Path(call(root, "rev-parse", "--absolute-git-dir").strip()) / "index"
    there = index.stat()
    said = call(root, "--no-optional-locks", "status", "--porcelain", "--untracked-files=all", "-z")
    return said, there.st_ino, there.st_mtime_ns, index.read_bytes()
