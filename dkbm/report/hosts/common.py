"""What all the writers are given, and how they put it into words."""

from collections.abc import Mapping
from typing import NamedTuple

from dkbm.diagnostic import Code, Severity
from dkbm.german import anzahl
from dkbm.report.findings import Finding, summary
from dkbm.report.terminal import safe

ORDER = (Severity.FEHLER, Severity.WARNUNG, Severity.HINWEIS)


class Known(NamedTuple):
    """A finding and what it is known by in every run."""

    finding: Finding
    fingerprint: str


class Report(NamedTuple):
    """All there is to say of a run.

    `found` is sorted by file and line. `looked_at` are the files that were checked, `texts` what they hold. `codes` are
    the checks there are, `pages` their descriptions in Markdown. `older` counts the findings that `--since` leaves
    out, None without it. `prefix` leads from the folder of the repository to that of the dataset: "" or `daten/`.
    """

    found: tuple[Known, ...]
    looked_at: frozenset[str]
    texts: Mapping[str, str]
    codes: Mapping[str, Code]
    pages: Mapping[str, str]
    version: str
    strict: bool = False
    older: int | None = None
    prefix: str = ""

    def worst_first(self) -> tuple[Known, ...]:
        """Return the errors first, then warnings, then remarks; within each by file and line."""
        return tuple(sorted(self.found, key=lambda known: ORDER.index(known.finding.severity)))

    def path(self, file: str) -> str:
        """Return the path of a file of the dataset as the host knows it."""
        return self.prefix + file

    def counts(self) -> str:
        """Return the one line without any data: `1 Fehler in 1 von 61 Dateien.`"""
        files = self.looked_at | {known.finding.file for known in self.found}
        if not self.found:
            return f"Keine Befunde in {anzahl(len(files), 'Datei', 'Dateien')}."
        return summary([known.finding for known in self.found], len(files)).rstrip()


def message(finding: Finding) -> str:
    """Return what is wrong, in one line without a character that could steer anything."""
    return one_line(finding.message)


def advice(finding: Finding) -> str:
    """Return what to do and where to read on."""
    more = f"Mehr dazu: dkbm explain {finding.code}"
    return f"Hilfe: {one_line(finding.help)} {more}" if finding.help else more


def one_line(text: str) -> str:
    """Return `text` in one line, made safe."""
    return safe(" ".join(text.split("\n")))


def title(finding: Finding, codes: Mapping[str, Code]) -> str:
    """Return code and name of the check: `D310 unbekannte-quelle`."""
    known = codes.get(finding.code)
    return f"{finding.code} {safe(known.name)}" if known else finding.code


def more(count: int) -> str:
    """Return how many findings are left out."""
    return f"{anzahl(count, 'weiterer Befund', 'weitere Befunde')}, siehe Zusammenfassung"


def older_text(count: int) -> str:
    """Return the line that counts what was there before `--since`."""
    return f"{anzahl(count, 'ältere Meldung', 'ältere Meldungen')} außerhalb"
