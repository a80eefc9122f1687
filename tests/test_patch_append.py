"""Append to a list in block style: which lines come, construct by construct (S 88)."""

import pytest

from dkbm.text.patch import Append, Patch, apply
from tests.eingriff import variants

EVENT = {"ereignis": "beginn", "modul": 2, "datum": "2018-07", "quelle": "Q07"}
LONG = "Die Daten der Schulen und der Jugendhilfe sollen zusammengeführt und dem Ausschuss bald vorgelegt werden."

CASES: dict[str, tuple[Patch, str]] = {
    "append to an indented list": (
        Append(("verlauf",), EVENT),
        """
         |name: Muster|
         |verlauf:|
         |  - {ereignis: genannt, quelle: Q01}|
        +|  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: Q07}|
        """,
    ),
    "append to a list that is not indented": (
        Append(("verlauf",), "b"),
        """
         |verlauf:|
         |- a|
        +|- b|
         |name: Muster|
        """,
    ),
    "append keeps a deeper indentation": (
        Append(("verlauf",), {"a": "x\ny"}),
        """
         |verlauf:|
         |      - a|
        +|      - a: |-|
        +|          x|
        +|          y|
        """,
    ),
    "append before the comment of the next key": (
        Append(("verlauf",), "b"),
        """
         |verlauf:|
         |  - a|
        +|  - b|
         |# über den Namen|
         |name: Muster|
        """,
    ),
    "append before a blank line and what follows it": (
        Append(("verlauf",), "b"),
        """
         |verlauf:|
         |  - a|
        +|  - b|
         ||
         |  # noch offen|
         |name: Muster|
        """,
    ),
    "append behind a comment of the list": (
        Append(("verlauf",), "b"),
        """
         |verlauf:|
         |  # davor|
         |  - a # dahinter|
         |  # - früher stand hier z|
        +|  - b|
         |name: Muster|
        """,
    ),
    "append to a list that is not indented, before a comment that may be the next key's": (
        Append(("verlauf",), "b"),
        """
         |verlauf:|
         |- a|
         |  # zu a|
        +|- b|
         |# zum Namen|
         |name: Muster|
        """,
    ),
    "append behind a folded text": (
        Append(("ziele",), "kurz"),
        """
         |ziele:|
         |  - >-|
         |    Ein Ziel in|
         |    zwei Zeilen.|
        +|  - kurz|
         |name: Muster|
        """,
    ),
    "append behind a literal text with a comment below": (
        Append(("ziele",), "kurz"),
        """
         |ziele:|
         |  - text: |2|
         |        eingerückt|
         |      gerade|
         |  # dahinter|
        +|  - kurz|
         ||
         |name: Muster|
        """,
    ),
    "append behind a text that keeps its blank lines": (
        Append(("ziele",), "kurz"),
        """
         |ziele:|
         |  - |+|
         |    Text|
         ||
         ||
        +|  - kurz|
         |name: Muster|
        """,
    ),
    "append behind an entry of several lines": (
        Append(("verlauf",), EVENT),
        """
         |verlauf:|
         |  - ereignis: genannt|
         |    quelle: # zwei|
         |      - Q01|
         |      - Q02 # später|
        +|  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: Q07}|
         |name: Muster|
        """,
    ),
    "append behind an empty entry": (
        Append(("liste",), 1),
        """
         |liste:|
         |  - a|
         |  -|
        +|  - 1|
        """,
    ),
    "append to a list in a list": (
        Append(("liste", 0), "d"),
        """
         |liste:|
         |  - - a|
         |    - b|
        +|    - d|
         |  - c|
        """,
    ),
    "append deep inside": (
        Append(("a", 0, "b", "c", 0), "neu"),
        """
         |a:|
         |  - b:|
         |      c: # hier|
        -|        - [alt] # und hier|
        +|        - [alt, neu] # und hier|
         |d: 1|
        """,
    ),
    "append a long entry as a block": (
        Append(("vereinbarungen",), {"id": "zv", "ziele": [LONG, "kurz: knapp"], "themen": [{"text": "A, B"}]}),
        f"""
         |vereinbarungen:|
         |  - {{id: alt}}|
        +|  - id: zv|
        +|    ziele:|
        +|      - {LONG}|
        +|      - "kurz: knapp"|
        +|    themen:|
        +|      - {{text: "A, B"}}|
        """,
    ),
    "append to a file without a last line end": (
        Append(("verlauf",), "b"),
        """
        -|verlauf: [] # nichts
        +|verlauf: [b] # nichts
        """,
    ),
    "append behind the last line without a line end": (
        Append(("verlauf",), "b"),
        """
         |verlauf:|
        -|  - a
        +|  - a|
        +|  - b
        """,
    ),
    "append at the end of a file that ends with comments": (
        Append(("verlauf",), "b"),
        """
         |verlauf:|
         |  - "😀 über" # Größe 😀|
        +|  - b|
         ||
         |# Ende|
        """,
    ),
    "append before the mark of the end": (
        Append(("verlauf",), "b"),
        """
         |---|
         |verlauf:|
         |  - a|
        +|  - b|
         |...|
        """,
    ),
}


@pytest.mark.parametrize(("patch", "before", "after"), variants(CASES))
def test_s88_m30_append_to_a_block_touches_only_the_lines_meant(patch: Patch, before: bytes, after: bytes) -> None:
    assert apply("x.yaml", before, [patch]).decode() == after.decode()
