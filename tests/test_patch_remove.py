"""Remove a key or an entry: which lines go, construct by construct (S 88)."""

import pytest

from dkbm.text.patch import Patch, Remove, apply
from tests.eingriff import variants

CASES: dict[str, tuple[Patch, str]] = {
    "remove a key": (
        Remove(("art",)),
        """
         |name: Muster|
         |# zur Art|
        -|art: x # weg|
         |# zur Quelle|
         |quelle: Q01|
        """,
    ),
    "remove a key with its list and the comments inside": (
        Remove(("leitung",)),
        """
        -|leitung:|
        -|  # wer|
        -|  - a|
        -|  # - b|
         |# zur Quelle|
         |quelle: Q01|
        """,
    ),
    "remove an entry": (
        Remove(("verlauf", 1)),
        """
         |verlauf:|
         |  - a|
        -|  - b: 1|
        -|    c: 2 # weg|
         |  - d|
        """,
    ),
    "remove the first key of an entry": (
        Remove(("verlauf", 0, "a")),
        """
         |verlauf:|
        -|  - a: 1 # weg|
        -|    b: 2|
        +|  - b: 2|
        """,
    ),
    "remove the first key of an entry before a comment": (
        Remove(("verlauf", 0, "a")),
        """
         |verlauf:|
        -|  - a: 1|
        -|    # zu b|
        +|  - # zu b|
         |    b: 2|
        """,
    ),
    "remove the only entry": (
        Remove(("verlauf", 0)),
        """
        -|verlauf:|
        -|  - a # weg|
        +|verlauf: [] # weg|
         |name: Muster|
        """,
    ),
    "remove the last entry of a file without a last line end": (
        Remove(("verlauf", 1)),
        """
         |verlauf:|
        -|  - a|
        -|  - b
        +|  - a
        """,
    ),
    "remove the first between brackets": (
        Remove(("quelle", 0)),
        """
        -|quelle: [Q01, Q02]|
        +|quelle: [Q02]|
        """,
    ),
    "remove the last between brackets": (
        Remove(("verlauf", "c")),
        """
        -|verlauf: {a: 1, b: 2, c: 3}|
        +|verlauf: {a: 1, b: 2}|
        """,
    ),
    "remove a line between brackets": (
        Remove(("quelle", 1)),
        """
         |quelle: [|
         |  Q01, # hier|
        -|  Q02 # dort|
         |]|
        """,
    ),
}


@pytest.mark.parametrize(("patch", "before", "after"), variants(CASES))
def test_s88_m30_remove_touches_only_the_lines_meant(patch: Patch, before: bytes, after: bytes) -> None:
    assert apply("x.yaml", before, [patch]).decode() == after.decode()
