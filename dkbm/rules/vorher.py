"""One entry of a Kommune in two Stände: which became which, and whether it still says what it said."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from dkbm.datum import DatumError, parse_datum
from dkbm.german import tag
from dkbm.rules.wechsel import Eintrag

_NOTES = frozenset({"bemerkung", "zweifel", "erschlossen", "umsetzungsplan", "nachtraege", "siegel"})
"""What stands beside an assertion, goes on by its nature, or is guarded by a rule of its own."""
_DATES = ("datum", "unterzeichnet")
_NARROWING = ("modul", "phase", "geplant")
"""Fields that make it another assertion also where they were open before."""
_WEIGHTS = {"id": 16, "ereignis": 4, "art": 4, "modul": 2, "datum": 3, "unterzeichnet": 3, "quelle": 2}
_ALIKE = 5
"""So much two entries must share to be taken for the same one."""


class Fassung(NamedTuple):
    """An entry as it was, and as it is now; None where it is gone."""

    old: Eintrag
    new: Eintrag | None

    def is_explained(self, stichtag: date) -> bool:
        """Whether it carries a correction, with day and reason, or a signed Nachtrag that it did not carry before."""
        new = self.new or {}
        if len(_listed(new.get("nachtraege"))) > len(_listed(self.old.get("nachtraege"))):
            return True
        return is_reason(self.old.get("korrektur"), new.get("korrektur"), stichtag)


def is_reason(old: Any, new: Any, stichtag: date) -> bool:  # noqa: ANN401 -- as it stands in the file
    """Say whether a `korrektur` is another one than before, gives its reason in words, and was made by the Stichtag."""
    if not isinstance(new, dict) or new == old or not in_words(new.get("grund")):
        return False
    try:
        return parse_datum(str(new.get("datum"))).lo <= stichtag
    except DatumError:
        return False


def in_words(grund: Any) -> bool:  # noqa: ANN401
    """Say whether a reason is more than blanks, dots and figures."""
    return isinstance(grund, str) and any(map(str.isalpha, grund))


def abgelehnt(old: Eintrag, new: Eintrag, stichtag: date) -> str:
    """Say why the new `korrektur` of an entry is no reason; "" where there is none."""
    korrektur = new.get("korrektur")
    if not isinstance(korrektur, dict) or korrektur == old.get("korrektur"):
        return ""
    if not in_words(korrektur.get("grund")):
        return "Unter korrektur sagt grund nichts: den Grund in Worten nennen."
    return f"Die korrektur gilt noch nicht: Ihr datum darf nicht nach dem Stichtag {tag(stichtag)} liegen."


def assign(before: Sequence[Eintrag], after: Sequence[Eintrag]) -> list[Fassung]:
    """Return what became of each entry: first the ones that are as they were, then the most alike."""
    old, new = dict(enumerate(before)), dict(enumerate(after))
    met: dict[int, int] = {}
    for index, entry in old.items():
        same = next((other for other, found in new.items() if found == entry and other not in met.values()), None)
        if same is not None:
            met[index] = same
    open_ = [(i, j) for i in old if i not in met for j in new if j not in met.values()]
    for index, other in sorted(open_, key=lambda pair: (-_alike(old[pair[0]], new[pair[1]]), pair)):
        if index not in met and other not in met.values() and _alike(old[index], new[other]) >= _ALIKE:
            met[index] = other
    return [Fassung(entry, new[met[index]] if index in met else None) for index, entry in old.items()]


def is_free(entry: Eintrag) -> bool:
    """Say whether an entry is not past: a plan, or an agreement nobody has signed on a known day."""
    return entry.get("geplant") is True or ("ereignis" not in entry and "unterzeichnet" not in entry)


def rewritten(old: Eintrag, new: Eintrag) -> tuple[str, ...]:
    """Return the fields of an entry that do not say any more what they said."""
    gone = [key for key, value in old.items() if key not in _NOTES and not _holds(key, value, new.get(key))]
    return (*gone, *(key for key in _NARROWING if new.get(key) and key not in old))


def is_confirmed(old: Eintrag, new: Eintrag) -> bool:
    """Say whether an entry says all that another one said, with its sources and among its dates."""
    fields = [key for key in rewritten(old, new) if key not in _DATES]
    return not fields and all({*_said(old.get(key))} <= {*_said(new.get(key))} for key in _DATES)


def _alike(old: Eintrag, new: Eintrag) -> int:
    return sum(weight for key, weight in _WEIGHTS.items() if key in old and _overlap(key, old[key], new.get(key)))


def _overlap(key: str, old: Any, new: Any) -> bool:  # noqa: ANN401 -- as it stands in the file
    if key in _DATES:
        return bool(_said(old) and set(_said(old)) & set(_said(new)))
    return bool({*_several(old)} & {*_several(new)}) if key == "quelle" else bool(old == new)


def _holds(key: str, old: Any, new: Any) -> bool:  # noqa: ANN401
    """Whether a field still says what it said; a source, a date of another source, a keyword may come to it."""
    if key in ("korrektur", "ausnahme"):
        return new is not None
    if key == "quelle":
        return {*_several(old)} <= {*_several(new)}
    if key in _DATES:
        return _said(old)[:1] == _said(new)[:1] and {*_said(old)} <= {*_said(new)}
    if key == "themen":
        return {*_texts(old)} <= {*_texts(new)}
    if isinstance(old, dict) and isinstance(new, dict):
        return all(_holds(name, value, new.get(name)) for name, value in old.items())
    return bool(old == new)


def _said(value: Any) -> list[str]:  # noqa: ANN401
    """The dates of a leaf, the preferred one first."""
    found = value if isinstance(value, list) else [value]
    dates = (each.get("datum") if isinstance(each, dict) else each for each in found)
    return [str(each) for each in dates if each is not None]


def _several(value: Any) -> list[str]:  # noqa: ANN401
    return list(map(str, value)) if isinstance(value, list) else [str(value)]


def _texts(value: Any) -> list[str]:  # noqa: ANN401
    return [str(each.get("text") if isinstance(each, dict) else each) for each in _listed(value)]


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else []
