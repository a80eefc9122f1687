"""Which file of one record is which of the other: by what it is about, not by what it is called."""

from collections.abc import Callable, Hashable, Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from dkbm.dataset import Dataset
from dkbm.kinds import KINDS, kind_of
from dkbm.text.document import Document


class Pair(NamedTuple):
    """The two records of one thing; one of them is None where there is none."""

    kind: str
    old: Document | None
    new: Document | None

    @property
    def document(self) -> Document:
        """The later record, the earlier one of what is gone."""
        found = self.new if self.new is not None else self.old
        if found is None:
            raise ValueError("a pair of nothing")
        return found


def pairs(old: Dataset, new: Dataset, ohne: frozenset[str] = frozenset()) -> tuple[Pair, ...]:
    """Return what either record holds, by kind and file; a Kommune is known by its Schlüssel, or else by its id.

    What lies in a file of `ohne` in one of the records is left out of both.
    """
    olds, news = _documents(old), _documents(new)
    found = [
        *_matched(olds, news, _schluessel),
        *_matched(olds, news, _ident),
        *(Pair(kind_of(each.path) or "", None, each) for each in news),
        *(Pair(kind_of(each.path) or "", each, None) for each in olds),
    ]
    order = list(KINDS)
    compared = (pair for pair in found if not ohne.intersection(_paths(pair)))
    return tuple(sorted(compared, key=lambda pair: (order.index(pair.kind), pair.document.path)))


def _documents(dataset: Dataset) -> list[Document]:
    return [each for path, each in dataset.documents.items() if kind_of(path) and isinstance(each.value, dict)]


def _matched(olds: list[Document], news: list[Document], key: Callable[[Document], Hashable | None]) -> Iterator[Pair]:
    """Pair what has the same key on both sides, and take it from both lists."""
    known = {key(each): each for each in reversed(olds)}
    for new in tuple(news):
        name = key(new)
        if name is not None and name in known:
            old = known.pop(name)
            olds.remove(old)
            news.remove(new)
            yield Pair(kind_of(new.path) or "", old, new)


def _schluessel(document: Document) -> Hashable | None:
    found = document.value.get("schluessel") if kind_of(document.path) == "kommune" else None
    return found if isinstance(found, str) else None


def _ident(document: Document) -> Hashable:
    kind = kind_of(document.path)
    return kind, document.path if kind == "forum" else PurePosixPath(document.path).stem  # each group has its own ids


def _paths(pair: Pair) -> set[str]:
    return {each.path for each in (pair.old, pair.new) if each is not None}
