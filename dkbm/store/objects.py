"""Objects of git's store by any of their names, many of them in one call; a name is input here and never an option."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dkbm.store.git import Repository

_HEAD = re.compile(rb"([0-9a-f]{40,64}) (blob|commit|tree|tag) ([0-9]+)")


class Object(NamedTuple):
    """An object: its id, what it is (`blob`, `commit`, `tree`, `tag`), its bytes."""

    id: str
    kind: str
    raw: bytes


def read_objects(repository: Repository, names: Sequence[str]) -> list[Object | None]:
    """Return what each name stands for, None where git knows nothing of it or several things (S 96).

    A name that is no single line of visible characters stands for nothing. Raises DkbmError if git fails.
    """
    fits = [bool(name) and name.isprintable() and name == name.strip() for name in names]
    asked = [name for name, fit in zip(names, fits, strict=True) if fit]
    found = _parsed(_batch(repository, asked), len(asked)) if asked else iter(())
    return [next(found) if fit else None for fit in fits]


def _batch(repository: Repository, names: Sequence[str]) -> bytes:
    lines = "".join(f"{name}\n" for name in names)
    return repository.call("cat-file", "--batch", given=lines.encode("utf-8", "surrogateescape"))


def _parsed(answer: bytes, count: int) -> Iterator[Object | None]:
    at = 0
    for _ in range(count):
        end = answer.index(b"\n", at)
        head = _HEAD.fullmatch(answer, at, end)
        at = end + 1
        if head is None:
            yield None
            continue
        size = int(head[3])
        yield Object(head[1].decode(), head[2].decode(), answer[at : at + size])
        at += size + 1
