"""A rule page taken apart: its head, the files of its example and of its remedy, and the expected findings."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dkbm.dataset import load
from dkbm.diagnostic import Diagnostic, Severity
from dkbm.errors import DkbmError
from dkbm.report.findings import as_text, resolve
from dkbm.resources import rules_dir
from dkbm.rules import wechsel
from dkbm.rules.pipeline import Checked, check_all
from dkbm.rules.uebergang_selbst import is_standard
from tests.muster import musterland

STICHTAG = date(2024, 1, 31)
"""The day on which the examples of all pages are judged."""

PAGES = sorted(path for path in rules_dir().glob("[DE]*.md"))
HEADINGS = ["Was", "Warum", "Beispiel", "Abhilfe"]

_HEAD = re.compile(r"\A# (D\d{3}) (.+)\n<!-- name: ([a-z0-9-]+) · schwere: (\w+) · gruppe: (\w+) -->\n")
_FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n]*)\n(?P<body>.*?)^(?P=fence)$", re.DOTALL | re.MULTILINE)
_ESCAPE = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([trn\\]))")
_PLAIN = {b"t": b"\t", b"r": b"\r", b"n": b"\n", b"\\": b"\\"}


class Page(NamedTuple):
    """One page of `docs/regeln`."""

    path: Path
    text: str
    code: str
    title: str
    name: str
    schwere: str
    gruppe: str

    def section(self, heading: str) -> str:
        """The text below a heading, empty where there is none."""
        found = re.search(rf"^## {heading}\n(.*?)(?=^## |\Z)", self.text, re.DOTALL | re.MULTILINE)
        return found[1] if found else ""

    @property
    def headings(self) -> list[str]:
        return re.findall(r"^## (.+)$", _FENCE.sub("", self.text), re.MULTILINE)

    @property
    def expected(self) -> str:
        """What the `diagnose` block holds."""
        return next(fence["body"] for fence in _FENCE.finditer(self.text) if fence["info"].strip() == "diagnose")

    def with_expected(self, body: str) -> str:
        """The page with another `diagnose` block."""
        return re.sub(
            r"^(`{3,})diagnose\n.*?^\1$",
            lambda found: f"{found[1]}diagnose\n{body}{found[1]}",
            self.text,
            flags=re.DOTALL | re.MULTILINE,
        )

    def unreadable(self, heading: str) -> dict[str, DkbmError]:
        """The files of a section that are there and cannot be read (`unlesbar`), with the reason."""
        infos = [fence["info"].split() for fence in _FENCE.finditer(self.section(heading))]
        names = [info[1].removeprefix("datei=") for info in infos if "unlesbar" in info]
        return {name: DkbmError(f"{name} darf nicht gelesen werden.", "Die Leserechte prüfen.") for name in names}

    def files(self, heading: str) -> dict[str, bytes | None]:
        """The files a section shows, as bytes; a file that goes away (`fehlt`) or cannot be read is None."""
        return dict(_file(info, body) for info, body in self._fences(heading) if "vorher" not in info.split())

    def before(self) -> dict[str, bytes | None]:
        """The files of the example as they were before the change (`vorher`), where a rule compares two Stände."""
        return dict(_file(info, body) for info, body in self._fences("Beispiel") if "vorher" in info.split())

    def _fences(self, heading: str) -> list[tuple[str, str]]:
        found = _FENCE.finditer(self.section(heading))
        return [(fence["info"], fence["body"]) for fence in found if "datei=" in fence["info"]]


def read_page(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    assert head is not None, f"{path.name} needs a title line and the comment with name, schwere and gruppe"
    return Page(path, text, *head.groups())


def _file(info: str, body: str) -> tuple[str, bytes | None]:
    _, name, *flags = info.split()
    if "fehlt" in flags or "unlesbar" in flags:
        return name.removeprefix("datei="), None
    times = next((int(flag.removeprefix("mal=")) for flag in flags if flag.startswith("mal=")), 1)
    raw = body.encode("utf-8") * times
    return name.removeprefix("datei="), _ESCAPE.sub(_unescape, raw) if "roh" in flags else raw


def _unescape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes.fromhex(found[1].decode())
    if found[2]:
        return chr(int(found[2], 16)).encode("utf-8", "surrogatepass")
    return _PLAIN[found[3]]


def check(
    files: Mapping[str, bytes | None],
    *,
    with_schema: bool = True,
    unreadable: Mapping[str, DkbmError] | None = None,
) -> Checked:
    """Everything found in Musterland with these files laid over it."""
    if with_schema:
        return check_all(
            musterland(files), STICHTAG, digest=lambda name: _digest(files.get(name)), unreadable=unreadable
        )
    return Checked(*load(musterland(files)))


def _digest(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


NOT_CHECKED_BY_SCHEMA = {"D120"}
"""Findings of `status` and `list`, which read without the schemas: there `validate` has more to say."""

_BASELINE = {(found.code, found.place.file, found.message) for found in check({}).diagnostics}


def findings(page: Page, heading: str) -> tuple[Checked, list[Diagnostic]]:
    """What the files of a section add to Musterland; of the page's own kind also what Musterland has anyway.

    A Hinweis stands only on the pages of Hinweise: an example of a broken line need not be a whole life.
    """
    files = page.files(heading)
    with_schema = page.code not in NOT_CHECKED_BY_SCHEMA
    checked = check(files, with_schema=with_schema, unreadable=page.unreadable(heading))
    if before := page.before():
        checked = _with_change(checked, before, files)
    return checked, [
        found
        for found in checked.diagnostics
        if page.schwere == "hinweis" or found.severity is not Severity.HINWEIS
        if _is_new(found) or (found.code == page.code and found.place.file in files)
    ]


def _with_change(checked: Checked, before: Mapping[str, bytes | None], files: Mapping[str, bytes | None]) -> Checked:
    """What was found, with what the rules between two Stände say of the change."""
    then = check(before)
    touched = tuple(name for name in files if is_standard(name) and files[name] != before.get(name))
    wrong = wechsel.errors(then.diagnostics)
    both = wechsel.Wechsel(then.dataset, checked.dataset, "1a2b3c4d", "5e6f7a8b", wrong, touched, "1a2b3c4d (main)")
    return checked._replace(diagnostics=(*checked.diagnostics, *wechsel.run(both, STICHTAG, checked.diagnostics)))


def _is_new(found: Diagnostic) -> bool:
    return (found.code, found.place.file, found.message) not in _BASELINE


def report(checked: Checked, found: list[Diagnostic]) -> str:
    return as_text(resolve(checked.dataset, found), checked.dataset.texts)
