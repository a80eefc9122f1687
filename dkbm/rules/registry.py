"""What a rule is, how it is registered, and how all of them are run on a dataset."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from typing import NamedTuple

from dkbm.dataset import Dataset, unmasked
from dkbm.diagnostic import Code, Diagnostic, Place, Related, Route, Severity

Check = Callable[[Dataset, date], Iterator[Diagnostic]]

_MODULES = (
    "identity",
    "schemas",
    "own",
    "references",
    "dateien",
    "siegel",
    "vereinbarungen",
    "verlauf",
    "uebergaenge",
    "vollstaendigkeit",
    "conflicts",
    "aussagen",
    "fristen",
    "aufbewahrung",
    "betreuung",
    "unterlagen",
    "netzwerk_aemter",
    "netzwerk_besetzung",
    "netzwerk_zeiten",
    "netzwerk_gruppen",
    "netzwerk_treffen",
    "netzwerk_belege",
    "forum",
    "auswahl",
)
_RULES: list["Rule"] = []


class Rule(NamedTuple):
    """A check over the whole dataset and the codes of the findings it may yield."""

    codes: tuple[Code, ...]
    check: Check

    @property
    def is_grave(self) -> bool:
        """Whether it may find more than a Hinweis."""
        return any(code.severity is not Severity.HINWEIS for code in self.codes)


def rule(*codes: Code) -> Callable[[Check], Check]:
    """Register a generator function as the rule that yields findings of these codes."""

    def register(check: Check) -> Check:
        _RULES.append(Rule(codes, check))
        return check

    return register


def all_rules() -> tuple[Rule, ...]:
    """Every rule of the program, in the order of its first code."""
    for name in _MODULES:
        import_module(f"dkbm.rules.{name}")
    return tuple(sorted(_RULES, key=lambda entry: entry.codes[0].code))


def codes() -> dict[str, Code]:
    """The codes of all rules, in order."""
    known = {code.code: code for entry in all_rules() for code in entry.codes}
    return dict(sorted(known.items()))


def finding(code: Code, place: Place, message: str, help: str = "", related: tuple[Related, ...] = ()) -> Diagnostic:
    """A finding of this code with the severity the code has."""
    return Diagnostic(code.code, code.severity, message, place, help, related)


def run(
    dataset: Dataset, stichtag: date, earlier: tuple[Diagnostic, ...] = (), *, hinweise: bool = True
) -> tuple[Diagnostic, ...]:
    """The findings of all rules, without those at a place that already has an error (one fault, one finding).

    `earlier` are the findings of `load`; what a value that does not fit its schema means is not judged again.
    Without `hinweise` the rules that find nothing graver are left out.
    """
    faulty = {_value_of(entry.place) for entry in earlier if entry.severity is Severity.FEHLER and entry.place.route}
    asked = (entry for entry in all_rules() if hinweise or entry.is_grave)
    found = (diagnostic for entry in asked for diagnostic in entry.check(dataset, stichtag))
    fresh = (diagnostic for diagnostic in found if _value_of(diagnostic.place) not in faulty)
    return unmasked(fresh, earlier, dataset.documents)


def _value_of(place: Place) -> tuple[str, Route]:
    return place.file, place.route
