"""Add a key: which lines come, construct by construct (S 88)."""

import pytest

from dkbm.text.patch import Add, Patch, apply
from tests.eingriff import variants

EVENT = {"ereignis": "beginn", "modul": 2, "datum": "2018-07", "quelle": "Q07"}
LONG = "Die Daten der Schulen und der Jugendhilfe sollen zusammengeführt und dem Ausschuss bald vorgelegt werden."

CASES: dict[str, tuple[Patch, str]] = {
    "add the first verlauf at the end": (
        Add((), "verlauf", [EVENT]),
        """
         |# Kopf|
         |name: Muster|
         |quelle: [Q01] # zwei|
        +|verlauf:|
        +|  - {ereignis: beginn, modul: 2, datum: 2018-07, quelle: Q07}|
        """,
    ),
    "add a list as this file indents lists": (
        Add((), "verlauf", [EVENT]),
        """
         |leitung:|
         |- a|
        +|verlauf:|
        +|- {ereignis: beginn, modul: 2, datum: 2018-07, quelle: Q07}|
        """,
    ),
    "add behind a key, before the comment of the next one": (
        Add((), "art", "landkreis", "name"),
        """
         |name: Muster|
        +|art: landkreis|
         |# woher|
         |quelle: Q01|
        """,
    ),
    "add behind a key with comments inside its value": (
        Add((), "art", "landkreis", "leitung"),
        """
         |leitung:|
         |  - a|
         |  # - b|
        +|art: landkreis|
         |quelle: Q01|
        """,
    ),
    "add behind the last key, which ends in a folded text without a line end": (
        Add((), "art", "landkreis"),
        """
         |text: >-|
        -|  eins
        +|  eins|
        +|art: landkreis
        """,
    ),
    "add to an entry of a list": (
        Add(("verlauf", 0), "bemerkung", "so: genau"),
        """
         |verlauf:|
         |  - ereignis: genannt|
         |    quelle: Q01 # da|
        +|    bemerkung: "so: genau"|
         |  - b|
        """,
    ),
    "add between brackets": (
        Add(("verlauf", 0), "datum", "2018", "ereignis"),
        """
         |verlauf:|
        -|  - {ereignis: genannt, quelle: Q01} # da|
        +|  - {ereignis: genannt, datum: "2018", quelle: Q01} # da|
        """,
    ),
    "add to an empty mapping": (
        Add(("kommune",), "vertretung", {"amt": "landrat"}),
        """
        -|kommune: {}|
        +|kommune: {vertretung: {amt: landrat}}|
         |name: Muster|
        """,
    ),
    "add to a key without a value": (
        Add(("kommune",), "text", "eins\nzwei\n"),
        """
         |kommune:|
        +|  text: ||
        +|    eins|
        +|    zwei|
        """,
    ),
    "add a long text": (
        Add((), "bemerkung", f"{LONG} Fortsetzungsbericht: folgt"),
        f"""
         |name: Muster|
        +|bemerkung: >-|
        +|  {LONG}|
        +|  Fortsetzungsbericht: folgt|
        """,
    ),
}


@pytest.mark.parametrize(("patch", "before", "after"), variants(CASES))
def test_s88_m30_add_touches_only_the_lines_meant(patch: Patch, before: bytes, after: bytes) -> None:
    assert apply("x.yaml", before, [patch]).decode() == after.decode()
