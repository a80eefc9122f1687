"""3,000 hostile strings wherever a document can show a value: no structure changes, every one reads back exactly."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from dkbm.documents.angaben import Angabe, Inhalt
from dkbm.documents.auftrag import Ansicht
from dkbm.documents.fuellen import filler
from dkbm.documents.grammar import satzanfang
from dkbm.documents.loader import Fassung, VorlageError, Vorlagen
from dkbm.documents.render import Dokument, Kopf, render
from dkbm.documents.tree import Block, Container, Heading, Items, Line, Paragraph, Picture, Table, Text
from dkbm.documents.writers import write
from dkbm.report.json_out import dumps
from dkbm.text.reader import read
from tests.dokumente import DATEIEN, HEUTE, absaetze, aus_bloecken, datensatz, seitenstruktur, sicht, struktur, worte
from tests.feindlich import TEXTE

UEBERALL = """{# fassung: 1
gilt_ab: 2000 #}
# {{ a }}

::: titel

**{{ b }}** und *{{ c }}*{{ d }}

:::

## {{ a }}{{ b }}

{% for z in zeilen %}
{{ z.a }}

{{ z.b }}: {{ z.c }}\\
{{ z.d }} **vor{{ z.e }}nach** ({{ z.f }}){{ z.g }}{{ z.h }}

### {{ z.b }}

- {{ z.c }}
- **{{ z.d }}**

1. {{ z.e }}
2. {{ z.f|satzanfang }}

| Kopf | {{ z.g }} |
|---|---:|
| {{ z.h }} | {{ z.a }} |
| *{{ z.b }}* | x{{ z.c }} |

::: hinweis

{{ z.d }}{{ z.e }}

:::

{% endfor %}
::: schluss

{{ c }}, {{ d }}

:::

::: unterschriften

{{ a }}\\
{{ b }}

{{ c }}

:::
"""
"""Every place a value can stand in, with itself and with others as neighbours."""
FELDER = "abcdefgh"
JE_DOKUMENT = 4 + len(FELDER) * 12


def gefuellt(texte: Sequence[str]) -> Dokument:
    angaben = iter(Angabe(text) for text in texte)
    daten: dict[str, Inhalt] = {name: next(angaben) for name in "abcd"}
    zeilen: tuple[Inhalt, ...] = tuple(
        {name: next(angaben) for name in FELDER} for _ in range((len(texte) - 4) // len(FELDER))
    )
    vorlagen = Vorlagen({"x/x.md.j2": UEBERALL.encode()})
    chosen = Fassung("x/x.md.j2", "1", HEUTE)
    return render(vorlagen, chosen, Ansicht({**daten, "zeilen": zeilen}), Kopf(("x",), ""), fill=filler(vorlagen))


def buendel(size: int) -> list[Sequence[str]]:
    """The strings in portions of the same size; the last is filled up with the first."""
    texte = [*TEXTE, *TEXTE[: -len(TEXTE) % size]]
    return [texte[start : start + size] for start in range(0, len(texte), size)]


def gezeigt(document: Dokument) -> Iterator[tuple[str, str]]:
    """What a document shows for a value, and the value."""
    for line in _lines(document.blocks):
        for run in line:
            if isinstance(run, Text) and run.angabe is not None:
                yield run.text, document.angaben[run.angabe].angabe


def _lines(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.content
            case Items():
                yield from (line for entry in block.entries for line in _lines(entry))
            case Table():
                yield from (cell for row in (block.head, *block.rows) for cell in row)
            case Container():
                yield from _lines(block.blocks)
            case Picture():
                yield block.alt


def test_there_are_3000_strings_and_datasets_may_contain_each() -> None:
    assert len(TEXTE) == len(set(TEXTE)) == 3000
    assert all(Angabe(text) == text for text in TEXTE)


@pytest.mark.parametrize(
    "texte", buendel(JE_DOKUMENT), ids=lambda texte: texte[0][:20].encode("unicode_escape").decode()
)
def test_s55_hostile_values_stay_text_in_every_place_and_format(texte: Sequence[str]) -> None:
    gutes, boeses = gefuellt(["Wort"] * len(texte)), gefuellt(texte)
    assert formen(boeses.blocks) == formen(gutes.blocks)
    shown = list(gezeigt(boeses))
    assert len(shown) == len(list(gezeigt(gutes)))
    assert [text for text, angabe in shown if text not in (angabe, satzanfang(angabe))] == []
    markdown, page = (write(boeses, form, {}) for form in ("md", "html"))
    assert struktur(markdown.decode()) == struktur(write(gutes, "md", {}).decode())
    assert seitenstruktur(page) == seitenstruktur(write(gutes, "html", {}))
    assert absaetze(markdown, "md") == worte(boeses)
    assert absaetze(page, "html") == worte(boeses)


def formen(blocks: Sequence[Block]) -> list[Any]:
    """The tree without its words."""
    return [
        [type(block), *(formen(inner) for inner in _inside(block)), *(_form(line) for line in _own(block))]
        for block in blocks
    ]


def _inside(block: Block) -> Sequence[Sequence[Block]]:
    return block.entries if isinstance(block, Items) else [block.blocks] if isinstance(block, Container) else []


def _own(block: Block) -> Sequence[Line]:
    return [] if isinstance(block, Items | Container) else list(_lines((block,)))


def _form(line: Line) -> list[Any]:
    """Emphasis and values of a line; wording between two values may vanish in no case."""
    return [
        part._replace(text=part.text if part.angabe is None else "") if isinstance(part, Text) else part
        for part in line
    ]


def test_an_empty_value_leaves_no_run() -> None:
    runs = [
        run
        for line in _lines(gefuellt(["Titel", *[""] * (JE_DOKUMENT - 1)]).blocks)
        for run in line
        if isinstance(run, Text)
    ]
    assert [run for run in runs if run.text == "" or run.angabe] == []


@pytest.mark.parametrize("zahl", [float("nan"), float("inf"), -float("inf")])
def test_s64_json_has_no_number_that_is_none(zahl: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        dumps({"wert": zahl})


def test_s64_the_values_of_a_document_are_json_in_one_form() -> None:
    document = gefuellt(TEXTE[:JE_DOKUMENT])
    values = json.loads(document.daten, parse_constant=pytest.fail)
    assert json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")) == document.daten
    assert [values[name] for name in "abcd"] == list(TEXTE[:4])


def test_s65_words_in_xml_read_back() -> None:
    """The one place where words go into XML by way of ElementTree is the title of a picture."""
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>'
    pictures = tuple(Picture(f"b{number}", svg, (Text(text),)) for number, text in enumerate(TEXTE))
    document = aus_bloecken(*pictures)
    assert absaetze(write(document, "html", {}), "html") == worte(document) == TEXTE


@pytest.mark.parametrize(
    "zeichen", ["\x00", "\x01", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\ufffe", "\ufdd0", "\u200b"]
)
def test_s65_what_xml_cannot_hold_gets_into_no_document(zeichen: str) -> None:
    """Neither from the data, in whatever spelling, nor from a wording."""
    for wert in (zeichen, f"\\u{ord(zeichen):04x}"):
        document, findings = read("x.yaml", f'ort: "a{wert}b"\n'.encode())
        assert document is None or document.value["ort"] == "a b"
        assert findings
    with pytest.raises(VorlageError):
        Vorlagen({"x.md.j2": f"a{zeichen}b".encode()}).text("x.md.j2")


FEST = ("weitergabe", "veroeffentlichung")
"""Values that a wording compares and does not show."""


def test_s55_hostile_values_in_all_fields_of_an_agreement() -> None:
    """The Zielvereinbarung of Musterland with other words in each of its values, until all strings had their turn."""
    echt = sicht(datensatz())
    vorlagen = Vorlagen(DATEIEN)
    chosen = vorlagen.fassungen("zielvereinbarung", "modul-1")[0]
    offen = [text for text in TEXTE if text]
    erste: Any = None
    while offen:
        ansicht = Ansicht({name: wert if name in FEST else _mit(wert, offen) for name, wert in echt.daten.items()})
        document = render(vorlagen, chosen, ansicht, Kopf(("x",), ""), fill=filler(vorlagen))
        erste = erste or struktur(write(document, "md", {}).decode())
        markdown = write(document, "md", {})
        assert struktur(markdown.decode()) == erste
        assert absaetze(markdown, "md") == worte(document)


def _mit(wert: Inhalt, offen: list[str]) -> Inhalt:
    if isinstance(wert, tuple):
        return tuple(_mit(teil, offen) for teil in wert)
    return Angabe(offen.pop() if offen else "Wort") if isinstance(wert, Angabe) else wert
