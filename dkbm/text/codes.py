"""The findings a reader can make, and the one way they are built."""

from typing import NamedTuple

from dkbm.diagnostic import Code, Diagnostic, Place, Related, Severity, Span

UNREADABLE = "D026"
"""The code of a file that no reader got to see: who reads the disk has to say so."""

_TEXT = {
    "D001": "datei-zu-gross",
    "D002": "kein-utf-8",
    "D003": "utf-16",
    "D004": "byte-order-mark",
    "D005": "steuerzeichen",
    "D006": "unsichtbares-zeichen",
    "D007": "versteckter-zeilenumbruch",
    "D008": "gemischte-zeilenenden",
    "D009": "merge-konflikt",
    "D010": "tabulator",
    "D011": "anker",
    "D012": "mehrere-dokumente",
    "D013": "typangabe",
    "D014": "direktive",
    "D015": "leere-datei",
    "D016": "zu-tief",
    "D017": "zu-umfangreich",
    "D018": "schluessel-kein-text",
    "D019": "doppelter-schluessel",
    "D020": "yaml-syntax",
    "D021": "ersatzzeichen",
    "D022": "zerlegte-zeichen",
    "D023": "gemischte-schrift",
    "D024": "weitere-befunde",
    "D025": "anderes-leerzeichen",
    UNREADABLE: "nicht-lesbar",
}
_WERTE = {
    "D110": "wahrheitswert",
    "D111": "zahl-in-fremder-schreibweise",
    "D112": "fuehrende-null",
    "D114": "kommazahl",
    "D115": "uhrzeit",
    "D116": "zahl-zu-lang",
    "D117": "leerer-wert",
}
_WARNUNGEN = {"D004", "D023", "D024", "D025"}

CALENDAR = "D113"
"""The code of an impossible date. It belongs to the schema; the reader uses it only for files that never get there."""


def _table(names: dict[str, str], gruppe: str) -> dict[str, Code]:
    return {
        code: Code(code, name, Severity.WARNUNG if code in _WARNUNGEN else Severity.FEHLER, gruppe)
        for code, name in names.items()
    }


CODES: dict[str, Code] = _table(_TEXT, "text") | _table(_WERTE, "werte")


MAX_FAULTS = 100
"""More findings than this are not shown for one file."""


class Fault(NamedTuple):
    """A finding of the reader before the name of the file is known; `related` are places in the same file."""

    code: str
    span: Span
    message: str
    help: str = ""
    related: tuple[tuple[Span, str], ...] = ()

    @property
    def grave(self) -> bool:
        """Whether this fault keeps the file from becoming a Document."""
        return self.code not in _WARNUNGEN

    def diagnostic(self, path: str) -> Diagnostic:
        """The finding in the file `path`."""
        severity = Severity.FEHLER if self.grave else Severity.WARNUNG
        related = tuple(Related(Place(path, span=span), message) for span, message in self.related)
        return Diagnostic(self.code, severity, self.message, Place(path, span=self.span), self.help, related)
