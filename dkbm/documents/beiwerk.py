"""What stands in a file beside the words of its paragraphs: notes, headers and footers, struck text, pictures."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

Beiwerkart = Literal["Fußnote", "Endnote", "Kopfzeile", "Fußzeile", "Durchgestrichen", "Verborgen", "Bild", "Kommentar"]


class Beiwerk(NamedTuple):
    """One such thing, with its words ("" for a picture that nobody described)."""

    art: Beiwerkart
    text: str


class Abweichung(NamedTuple):
    """One that is `neu` in a file or that `fehlt` there."""

    art: Beiwerkart
    zustand: Literal["neu", "fehlt"]
    text: str


def differing(alt: Iterable[Beiwerk], neu: Iterable[Beiwerk]) -> tuple[Abweichung, ...]:
    """What is missing in `neu` and what is new there, each in its order; white space does not count."""
    before, after = Counter(map(_even, alt)), Counter(map(_even, neu))
    gone = (Abweichung(each.art, "fehlt", each.text) for each in (before - after).elements())
    come = (Abweichung(each.art, "neu", each.text) for each in (after - before).elements())
    return (*gone, *come)


def _even(each: Beiwerk) -> Beiwerk:
    return each._replace(text=" ".join(each.text.split()))
