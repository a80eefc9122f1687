"""Append between brackets, to an empty list, to nothing: which lines change, construct by construct (S 88)."""

import pytest

from dkbm.text.patch import Append, Patch, apply
from tests.eingriff import variants

EVENT = {"ereignis": "beginn", "modul": 2, "datum": "2018-07", "quelle": "Q07"}

CASES: dict[str, tuple[Patch, str]] = {
    "append between brackets": (
        Append(("quelle",), "Q03"),
        """
         |name: Muster|
        -|quelle: [Q01, "Q02" ] # sicher|
        +|quelle: [Q01, "Q02", Q03 ] # sicher|
        """,
    ),
    "append what has a comma between brackets": (
        Append(("quelle",), {"a": "x, y", "b": "z\n"}),
        """
        -|quelle: [Q01]|
        +|quelle: [Q01, {a: "x, y", b: "z\\n"}]|
        """,
    ),
    "append behind a comma": (
        Append(("quelle",), "Q03"),
        """
        -|quelle: [Q01, Q02,]|
        +|quelle: [Q01, Q02, Q03,]|
        """,
    ),
    "append between brackets on lines of their own": (
        Append(("quelle",), "Q03"),
        """
         |quelle: [|
         |  Q01,|
        -|  Q02 # dort|
        +|  Q02, # dort|
        +|  Q03|
         |]|
        """,
    ),
    "append on lines of their own with a last comma": (
        Append(("quelle",), "Q03"),
        """
         |quelle:|
         |  [|
         |    Q01, # hier|
         |    Q02, # dort|
        +|    Q03,|
         |    # mehr|
         |  ]|
        """,
    ),
    "append words to an empty list": (
        Append(("quelle",), "Q01"),
        """
        -|quelle: [] # noch keine|
        +|quelle: [Q01] # noch keine|
         |name: Muster|
        """,
    ),
    "append an event to an empty list": (
        Append(("verlauf",), EVENT),
        """
        -|verlauf: [ ] # noch nichts|
        +|verlauf: # noch nichts|
        +|  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: Q07}|
         |name: Muster|
        """,
    ),
    "append to brackets with only a comment": (
        Append(("quelle",), "Q01"),
        """
        -|quelle: [ # noch|
        +|quelle: [Q01 # noch|
         |  ]|
        """,
    ),
    "append to a key without a value": (
        Append(("verlauf",), EVENT),
        """
         |verlauf: # folgt|
        +|  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: Q07}|
         |# Name|
         |name: Muster|
        """,
    ),
    "append to null": (
        Append(("quelle",), "Q01"),
        """
        -|quelle: null|
        +|quelle: [Q01]|
        """,
    ),
    "append inside of an entry in brackets": (
        Append(("verlauf", 0, "quelle"), "Q02"),
        """
         |verlauf:|
        -|  - {ereignis: genannt, quelle: [Q01], "x": []}|
        +|  - {ereignis: genannt, quelle: [Q01, Q02], "x": []}|
        """,
    ),
}


@pytest.mark.parametrize(("patch", "before", "after"), variants(CASES))
def test_s88_m30_append_between_brackets_touches_only_the_lines_meant(
    patch: Patch, before: bytes, after: bytes
) -> None:
    assert apply("x.yaml", before, [patch]).decode() == after.decode()
