"""»Meinten Sie …?«: the nearest word that the texts know for one they do not."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from dkbm.queries.suche import Feld, guete_von
from dkbm.queries.wortstamm import Wort, woerter

_AEHNLICH, _TEILWORT, _KUERZESTES = 0.75, 0.9, 4


class _Bekannt(NamedTuple):
    """A word the texts know: how often it stands there, and how it is written."""

    wort: Wort
    anzahl: int
    schreibweise: str


def vorschlag(dokumente: Sequence[Sequence[Feld]], anfrage: str) -> str | None:
    """Return `anfrage` with the nearest known word for each that stands nowhere, None where there is none.

    Of equally near words the more frequent one is taken, then the first of the alphabet. Words in quotes and those
    to be left out stay as they are, and so do numbers: another year is not what was meant.
    """
    bekannt = _bekannt(dokumente)
    words = [_berichtigt(typed, bekannt) for typed in anfrage.split()]
    return " ".join(words) if words != anfrage.split() else None


def _bekannt(dokumente: Sequence[Sequence[Feld]]) -> dict[str, _Bekannt]:
    anzahl: Counter[str] = Counter()
    found: dict[str, _Bekannt] = {}
    for feld in (feld for felder in dokumente for feld in felder):
        for wort in woerter(feld.text):
            anzahl[wort.form] += 1
            text = feld.text[wort.anfang : wort.ende]
            before = found.get(wort.form)
            found[wort.form] = _Bekannt(wort, anzahl[wort.form], min(text, before.schreibweise) if before else text)
    return dict(sorted(found.items()))


def _berichtigt(typed: str, bekannt: dict[str, _Bekannt]) -> str:
    found = woerter(typed)
    if len(found) != 1 or len(found[0].form) < _KUERZESTES or typed[0] in '-−–"»„“' or found[0].form.isdigit():
        return typed
    if any(guete_von(found[0], each.wort) for each in bekannt.values()):
        return typed
    near = _naechstes(found[0].form, bekannt)
    return near.schreibweise if near else _teil(found[0].form, bekannt) or typed


def _naechstes(form: str, bekannt: dict[str, _Bekannt]) -> _Bekannt | None:
    from difflib import SequenceMatcher  # noqa: PLC0415 -- only needed once nothing was found

    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(form)
    best: tuple[float, int] = (_AEHNLICH, 0)
    nearest = None
    for known, each in bekannt.items():
        matcher.set_seq1(known)
        if matcher.real_quick_ratio() < _AEHNLICH or matcher.quick_ratio() < _AEHNLICH:
            continue
        if (found := (matcher.ratio(), each.anzahl)) > best:
            best, nearest = found, each
    return nearest


def _teil(form: str, bekannt: dict[str, _Bekannt]) -> str | None:
    """The end of a compound that is most like a word: `Monitoring` of `Bildungsmonitoring` for `monitorring`."""
    from difflib import SequenceMatcher  # noqa: PLC0415 -- only needed once nothing was found

    lengths = (len(form) - 1, len(form), len(form) + 1)
    tails = {
        each.schreibweise[-length:]
        for each in bekannt.values()
        for length in lengths
        if len(each.wort.form) > length + 3
    }
    rated = ((SequenceMatcher(None, form, tail.casefold(), autojunk=False).ratio(), tail) for tail in sorted(tails))
    best = max(rated, default=(0.0, ""))
    return best[1].capitalize() if best[0] >= _TEILWORT else None
