"""What differs between two versions of a text, paragraph by paragraph, and within a paragraph word by word."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from dkbm.documents.tree import Block, Container, Heading, plain

_WORT = re.compile(r"\s+|\w+|[^\w\s]")
_AEHNLICH = 0.5
"""From so much in common on two paragraphs are the same one, changed."""
_VIELE = 20_000
"""More pairs than this are not compared with each other: then the text as a whole is another one."""
_KURZ = 20
"""Shorter texts that turn up elsewhere are a coincidence, not moved."""
Art = Literal["geändert", "neu", "fehlt", "verschoben"]


class Teil(NamedTuple):
    """A piece of a changed paragraph: in both versions, only in the old one (`weg`) or only in the new one (`neu`)."""

    art: Literal["gleich", "weg", "neu"]
    text: str


class Unterschied(NamedTuple):
    """One paragraph that differs.

    `absatz` counts the paragraphs of the new version from 1; for one that is missing there it is the one before its
    place (0: at the beginning). `unter` is the heading it stands under. `alt` or `neu` is "" where it does not exist.
    """

    art: Art
    absatz: int
    unter: str
    alt: str
    neu: str

    @property
    def teile(self) -> tuple[Teil, ...]:
        """The words of both versions in one line."""
        return tuple(_words(self.alt, self.neu))


def headings(blocks: tuple[Block, ...]) -> frozenset[str]:
    """The words of all headings of a document."""
    found = {plain(block.content) for block in blocks if isinstance(block, Heading)}
    return frozenset(found).union(*(headings(block.blocks) for block in blocks if isinstance(block, Container)))


def compare(
    alt: Sequence[str], neu: Sequence[str], ueberschriften: frozenset[str] = frozenset()
) -> tuple[Unterschied, ...]:
    """What became of the paragraphs of `alt` in `neu`, in the order of `neu`; white space does not count."""
    before, after = [" ".join(text.split()) for text in alt], [" ".join(text.split()) for text in neu]
    pairs: list[tuple[int | None, int | None, int]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs += _paired(before, after, (a1, a2), (b1, b2))
    known = frozenset(" ".join(text.split()) for text in ueberschriften)
    found = [_difference(before, after, pair, known) for pair in pairs]
    return tuple(_with_moves(found))


def _paired(
    alt: Sequence[str], neu: Sequence[str], a: tuple[int, int], b: tuple[int, int]
) -> Iterator[tuple[int | None, int | None, int]]:
    """Pair what is alike, best first and in order; the rest is missing or new."""
    best = _best(alt, neu, a, b)
    if best is None:
        yield from ((index, None, b[0]) for index in range(*a))
        yield from ((None, index, index) for index in range(*b))
        return
    i, j = best
    yield from _paired(alt, neu, (a[0], i), (b[0], j))
    yield i, j, j
    yield from _paired(alt, neu, (i + 1, a[1]), (j + 1, b[1]))


def _best(alt: Sequence[str], neu: Sequence[str], a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int] | None:
    if (a[1] - a[0]) * (b[1] - b[0]) > _VIELE:
        return None
    reached, best = _AEHNLICH, None
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    for j in range(*b):
        matcher.set_seq2(_WORT.findall(neu[j]))
        for i in range(*a):
            matcher.set_seq1(_WORT.findall(alt[i]))
            if matcher.real_quick_ratio() > reached < matcher.quick_ratio() and (ratio := matcher.ratio()) > reached:
                reached, best = ratio, (i, j)
    return best


def _difference(
    alt: Sequence[str], neu: Sequence[str], pair: tuple[int | None, int | None, int], headings: frozenset[str]
) -> Unterschied:
    i, j, place = pair
    art: Art = "neu" if i is None else "fehlt" if j is None else "geändert"
    above = (text for text in reversed(neu[:place]) if text in headings)
    return Unterschied(
        art,
        place if j is None else place + 1,
        next(above, ""),
        "" if i is None else alt[i],
        "" if j is None else neu[j],
    )


def _with_moves(found: list[Unterschied]) -> Iterator[Unterschied]:
    """Make one difference of a paragraph that is missing here and new there."""
    gone = {each.alt for each in found if each.art == "fehlt" and len(each.alt) >= _KURZ}
    come = {each.neu for each in found if each.art == "neu"}
    for each in found:
        if each.art == "neu" and each.neu in gone:
            yield each._replace(art="verschoben", alt=each.neu)
        elif each.art != "fehlt" or each.alt not in gone & come:
            yield each


def _words(alt: str, neu: str) -> Iterator[Teil]:
    before, after = _WORT.findall(alt), _WORT.findall(neu)
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Teil("gleich", "".join(before[a1:a2]))
            continue
        if a2 > a1:
            yield Teil("weg", "".join(before[a1:a2]))
        if b2 > b1:
            yield Teil("neu", "".join(after[b1:b2]))
