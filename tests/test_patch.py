"""Patches that do not fit are refused with a reason; those in a row follow each other."""

import pytest

from dkbm.text.patch import Add, Append, Patch, PatchError, Remove, Replace, apply, spliced
from dkbm.text.quote import UnwritableError
from dkbm.text.reader import read
from dkbm.text.splice import Splice

TEXT = """\
name: Muster # ü 😀
quelle: [Q01]
verlauf:
  - {ereignis: genannt, quelle: Q01}
"""

MISFITS: list[tuple[str, Patch, str]] = [
    (TEXT, Replace(("art",), "x"), "Den Schlüssel »art« gibt es an dieser Stelle nicht."),
    (TEXT, Replace(("verlauf", 1), "x"), "Den Eintrag 2 gibt es an dieser Stelle nicht."),
    (TEXT, Replace(("name", "x"), "x"), "Den Schlüssel »x« gibt es an dieser Stelle nicht."),
    (TEXT, Replace(("verlauf", -1), "x"), "Den Eintrag 0 gibt es an dieser Stelle nicht."),
    (TEXT, Remove(("art",)), "Den Schlüssel »art« gibt es an dieser Stelle nicht."),
    (TEXT, Remove(()), "Die ganze Datei lässt sich so nicht leeren."),
    (TEXT, Add((), "name", "x"), "Den Schlüssel »name« gibt es schon."),
    (TEXT, Add((), "art", "x", "ort"), "Den Schlüssel »ort« gibt es an dieser Stelle nicht."),
    (TEXT, Add(("quelle",), "art", "x"), "Der Schlüssel »art« braucht eine Zuordnung; hier steht etwas anderes."),
    (TEXT, Append(("name",), "x"), "Anhängen lässt sich nur an eine Liste; hier steht etwas anderes."),
    (TEXT, Append(("quelle",), "a\tb"), "»a b« enthält ein Zeichen, das nicht erlaubt ist: U+0009."),
    (TEXT, Append(("quelle",), 1.5), "»1.5« ist weder Text noch ganze Zahl (bis 18 Ziffern), true, false oder null."),
    (
        TEXT,
        Append(("quelle",), "Lu\u0308"),
        "»Lu\u0308« steht in zerlegten Zeichen; jeder Umlaut ist ein einziges Zeichen (NFC).",
    ),
    (
        "a: |\n  b",
        Add((), "c", 1),
        "Die Änderung ließe sich hier nicht schreiben, ohne anderes mitzuändern.",
    ),
    (
        "a: 1\n? b\n: 2\n",
        Remove(("b",)),
        "Die Änderung ergäbe eine fehlerhafte Datei: Vor dem Doppelpunkt fehlt der Schlüssel.",
    ),
]


@pytest.mark.parametrize(("text", "patch", "reason"), MISFITS)
def test_a_patch_that_does_not_fit_is_refused_with_its_reason(text: str, patch: Patch, reason: str) -> None:
    with pytest.raises(PatchError) as error:
        apply("data/x.yaml", text.encode(), [patch])
    assert str(error.value) == f"data/x.yaml: {reason}"


def test_s88_a_file_with_a_fault_stays_as_it_is() -> None:
    with pytest.raises(PatchError, match=r"^x\.yaml ist nicht lesbar und bleibt, wie es ist: Der Schlüssel »a« steht"):
        apply("x.yaml", b"a: 1\na: 2\n", [Replace(("a",), 3)])


def test_s23_mixed_line_ends_are_not_touched() -> None:
    with pytest.raises(PatchError, match="gemischt"):
        apply("x.yaml", b"a: 1\r\nb: 2\n", [Replace(("a",), 3)])


def test_s30_a_decomposed_key_is_another_key() -> None:
    with pytest.raises(PatchError, match="gibt es an dieser Stelle nicht"):
        apply("x.yaml", "Lüneburg: 1\n".encode(), [Replace(("Lu\u0308neburg",), 2)])


def test_patches_in_a_row_see_what_the_ones_before_them_did() -> None:
    chain: list[Patch] = [
        Add((), "art", "landkreis", "name"),
        Append(("verlauf",), {"ereignis": "beginn"}),
        Add(("verlauf", 1), "datum", "2018"),
        Remove(("verlauf", 0)),
        Replace(("art",), "region"),
    ]
    assert apply("x.yaml", TEXT.encode(), chain).decode() == (
        'name: Muster # ü 😀\nart: region\nquelle: [Q01]\nverlauf:\n  - {ereignis: beginn, datum: "2018"}\n'
    )


def test_one_patch_that_fails_lets_the_others_fail_too() -> None:
    with pytest.raises(PatchError):
        apply("x.yaml", TEXT.encode(), [Append(("quelle",), "Q02"), Remove(("fehlt",))])


@pytest.mark.parametrize(("before", "after"), [(1, True), (True, 1), (0, False), ("1", 1)])
def test_values_of_another_kind_are_another_value(before: object, after: object) -> None:
    raw = apply("x.yaml", b"a: x\n", [Replace(("a",), before)])
    assert apply("x.yaml", raw, [Replace(("a",), after)]) != raw


def test_s88_bytes_that_are_not_those_of_the_text_are_not_touched() -> None:
    document, _ = read("x.yaml", TEXT.encode())
    assert document is not None
    assert spliced(document, TEXT.encode(), Splice(0, 0, "# neu\n")) == f"# neu\n{TEXT}".encode()
    with pytest.raises(UnwritableError, match="nicht Byte für Byte"):
        spliced(document, TEXT.encode() + b"\n", Splice(0, 0, "# neu\n"))


def test_no_patch_leaves_every_byte() -> None:
    raw = b"\xef\xbb\xbfa:   1 \r\n"
    assert apply("x.yaml", raw, []) == raw
