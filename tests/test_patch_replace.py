"""Replace a value: which lines change, construct by construct (S 88)."""

import pytest

from dkbm.text.patch import Patch, Replace, apply
from tests.eingriff import variants

CASES: dict[str, tuple[Patch, str]] = {
    "replace a word, keep its comment": (
        Replace(("name",), "Neu"),
        """
        -|name:   "Muster"   # bisher|
        +|name: Neu   # bisher|
         |art: x|
        """,
    ),
    "replace between brackets": (
        Replace(("verlauf", 0, "datum"), "2019"),
        """
         |verlauf:|
        -|  - {ereignis: genannt, datum: 2018-01, quelle: Q01}|
        +|  - {ereignis: genannt, datum: "2019", quelle: Q01}|
        """,
    ),
    "replace a word by a list of entries": (
        Replace(("datum",), [{"datum": "2018", "quelle": "Q01"}, {"datum": "2019", "quelle": "Q02"}]),
        """
        -|datum: 2018-01 # strittig|
        +|datum: # strittig|
        +|  - {datum: "2018", quelle: Q01}|
        +|  - {datum: "2019", quelle: Q02}|
         |art: x|
        """,
    ),
    "replace a list by a word": (
        Replace(("quelle",), "Q03"),
        """
        -|quelle:|
        -|  - Q01|
        -|  - Q02 # auch|
        +|quelle: Q03 # auch|
         |art: x|
        """,
    ),
    "replace a list below a comment": (
        Replace(("quelle",), "Q03"),
        """
         |quelle: # woher|
        -|- Q01|
        -|- Q02|
        +| Q03|
         |art: x|
        """,
    ),
    "replace a folded text": (
        Replace(("text",), "neu"),
        """
        -|text: >-|
        -|  eins|
        -|  zwei|
        +|text: neu|
         |# dahinter|
         |art: x|
        """,
    ),
    "replace a word by lines": (
        Replace(("texte", 0), "eins\nzwei"),
        """
         |texte:|
        -|  - alt # bisher|
        +|  - |- # bisher|
        +|    eins|
        +|    zwei|
        """,
    ),
    "replace nothing": (
        Replace(("leer",), True),
        """
        -|leer: # noch|
        +|leer: true # noch|
         |art: x|
        """,
    ),
    "replace an empty entry": (
        Replace(("liste", 1), "b"),
        """
         |liste:|
         |  - a|
        -|  -|
        +|  - b|
        """,
    ),
    "replace the value of a key that stands alone between brackets": (
        Replace(("menge", "b"), 2),
        """
        -|menge: {a, b, c: 1}|
        +|menge: {a, b: 2, c: 1}|
        """,
    ),
}


@pytest.mark.parametrize(("patch", "before", "after"), variants(CASES))
def test_s88_m30_replace_touches_only_the_lines_meant(patch: Patch, before: bytes, after: bytes) -> None:
    assert apply("x.yaml", before, [patch]).decode() == after.decode()
