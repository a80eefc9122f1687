"""Values in Markdown: no text in the data changes the structure of a document, and every text reads back."""

import json
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dkbm.documents.markdown import escape, finalize
from dkbm.documents.parse import parse
from dkbm.documents.tree import (
    Block,
    Break,
    Container,
    Heading,
    Items,
    Line,
    Paragraph,
    Picture,
    Space,
    Table,
    Text,
    paragraphs,
)
from dkbm.documents.writers.md import LINIE
from tests.dokumente import (
    AGENTUR,
    MUSTER,
    aus_bloecken,
    geschrieben,
    klartext,
    koerper,
    markdown,
    muster_text,
    parsed,
    struktur,
)

FEINDLICH = (
    "# x",
    "x #",
    "](javascript:alert(1))",
    "[a](b)",
    "![a](b)",
    "[a]: http://b",
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "{# x #}",
    "| a | b |",
    "<script>alert(1)</script>",
    "<!-- x",
    "&lt;b&gt; &amp;",
    "**x** __y__ *z* _w_",
    "~~x~~",
    "`x` ```",
    "~~~",
    "---",
    "===",
    "- x",
    "+ x",
    "* x",
    "1. x",
    "2) x",
    "3.",
    "> x",
    "::: x",
    "x\\",
    "\\[x\\]",
    "$x^2$",
    "@name",
    "www.beispiel.example",
    "https://beispiel.example/a_b_c",
    "a@beispiel.example",
    "[[fehlt: Dauer]]",
    "None",
    "…",
    "§ 3 Abs. 2",
    "x -- y",
    'Er sagte: "ja"',
)


@pytest.mark.parametrize("text", FEINDLICH)
@pytest.mark.parametrize("rahmen", ["{}", "- {}", "1. {}", "# {}", "vor {} nach", "**{}**", "{}\\\nnach"])
def test_s55_a_value_stays_text_wherever_it_stands(text: str, rahmen: str) -> None:
    gutes = rahmen.replace("{}", "Wort")
    assert struktur(rahmen.replace("{}", escape(text))) == struktur(gutes)
    assert klartext(rahmen.replace("{}", escape(text))) == klartext(gutes).replace("Wort", text)


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1))
def test_s55_any_text_reads_back(text: str) -> None:
    sauber = text.strip()
    assert not sauber or klartext(f"- {escape(text)}\n") == sauber


@pytest.mark.parametrize("umbruch", ["\n", "\r\n", "\n\n", "\t", "\n    ", "\n# ", "\x0b", "\x0c", "\x85", "\u2028"])
def test_s55_a_line_break_in_a_value_becomes_a_space(umbruch: str) -> None:
    assert "\n" not in escape(f"a{umbruch}b")
    assert len(parsed(escape(f"a{umbruch}b"))) == 3
    assert klartext(escape(f"a{umbruch}b")) in ("a b", "a # b")


@pytest.mark.parametrize("text", ["Nienburg/Weser", "Rotenburg (Wümme)", "16.10.2017", "Übergang Schule – Beruf"])
def test_s55_ordinary_text_stays_readable(text: str) -> None:
    assert escape(text) == text


@pytest.mark.parametrize("wert", [None, True, False, 1.5, ["a"], {"a": 1}, ("a",), object()])
def test_m38_only_text_and_numbers_are_printed(wert: object) -> None:
    with pytest.raises(TypeError):
        finalize(wert)


def test_m38_a_mark_stays_readable_and_its_label_harmless() -> None:
    """Only a gap is written in bare brackets; text of the data that looks like one is not."""
    label = "[[fehlt: Amt von <b>*[x](y)*]]"
    lines = [(Text(label, luecke=True),), (Text("am "), Text(label, luecke=True), Text("(x)")), (Text(label),)]
    text = _schreibe(*(Paragraph(line) for line in lines))
    assert text.split("\n\n") == [
        r"[[fehlt: Amt von \<b\>\*\[x\](y)\*]]",
        r"am \[\[fehlt: Amt von \<b\>\*\[x\](y)\*\]\](x)",
        r"\[\[fehlt: Amt von \<b\>\*\[x\](y)\*\]\]" + "\n",
    ]
    assert klartext(text).splitlines() == [label, f"am {label}(x)", label]


def _schreibe(*blocks: Block) -> str:
    return koerper(geschrieben(aus_bloecken(*blocks))).removeprefix("\n")


def p(*parts: str) -> Paragraph:
    return Paragraph(tuple(Text(part) for part in parts))


@pytest.mark.parametrize(
    ("blocks", "text"),
    [
        ((Items(False, 1, ((p("eins"),), (p("zwei"),))),), "- eins\n- zwei\n"),
        ((Items(True, 3, ((p("drei"),), (p("vier"),))),), "3. drei\n4. vier\n"),
        ((Items(False, 1, ((p("a"), p("b")), (p("c"),))),), "- a\n\n  b\n\n- c\n"),
        ((Items(False, 1, ((p("a"),),)), Items(False, 1, ((p("b"),),))), "- a\n\n* b\n"),
        ((Items(True, 1, ((p("a"),),)), Items(True, 1, ((p("b"),),))), "1. a\n\n1) b\n"),
        ((p("für: das Jahr ", "2018", "- nicht -5"),), "für: das Jahr 2018- nicht -5\n"),
        ((p("1", ". Mai"),), "1\\. Mai\n"),
        ((p("  a "),), "a\n"),
        ((Paragraph((Text("a "), Text("b ", strong=True), Text("c", strong=True), Text(" d"))),), "a **b c** d\n"),
        ((Paragraph((Text(" a ", strong=True), Text("b"))),), "**a** b\n"),
        ((Paragraph((Text("a"), Text("b", emph=True), Text("c"))),), "&#97;_b_&#99;\n"),
        ((Paragraph((Text("Ort:", strong=True), Text("x"))),), "**Ort:**&#120;\n"),
        ((Paragraph((Text("a"), Break(), Text("- b"))),), "a\\\n\\- b\n"),
        ((Heading(3, (Text("Titel"),)), p("a")), "### Titel\n\na\n"),
        (
            (Table(((Text("A|"),), ()), (((Text("1"),), ()),), ("right", "left")),),
            "| A\\| |  |\n|---:|---|\n| 1 |  |\n",
        ),
        (
            (Container("unterschriften", (Paragraph((Text("Landrat"), Break(), Text("Kreis"))), p("Leitung"))),),
            f"{LINIE}\\\nLandrat\\\nKreis\n\n{LINIE}\\\nLeitung\n",
        ),
        ((Space(2), p("a")), f"{LINIE}\\\n{LINIE}\n\na\n"),
        ((Picture("karte", b"<svg/>", (Text("Eine Karte"),)),), "_Eine Karte_\n"),
    ],
)
def test_m41_markdown_is_written_as_one_would_type_it(blocks: tuple[Block, ...], text: str) -> None:
    assert _schreibe(*blocks) == text


STUECKE = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn"]), max_size=8)
WORTE = st.one_of(STUECKE, st.sampled_from(["a", " ", "*", "_", "**", "1.", "#", "- ", "a b", ".", ":", "(", "„"]))
RUNS = st.builds(Text, WORTE, st.booleans(), st.booleans())
ZEILEN = st.lists(RUNS, min_size=1, max_size=6).map(tuple)


def _styled(line: Line) -> list[tuple[str, bool, bool]]:
    """Each sign with its style; blanks have none."""
    signs = [(sign, part.strong, part.emph) for part in line if isinstance(part, Text) for sign in part.text]
    return [(sign, strong, emph) for sign, strong, emph in signs if not sign.isspace()]


@settings(max_examples=400, deadline=None)
@given(ZEILEN)
def test_s55_any_line_of_a_tree_reads_back_with_its_emphasis(line: Line) -> None:
    if _styled(line):
        back = parse(_schreibe(Paragraph(line)), (), {}, "x.md.j2")
        assert [type(block) for block in back] == [Paragraph]
        assert _styled(back[0].content) == _styled(line)  # type: ignore[union-attr]


EINFACH = st.lists(st.text(st.sampled_from("ab1.-#*| :"), min_size=1, max_size=6), min_size=1, max_size=2).map(
    lambda texts: tuple(Text(f"{text}x") for text in texts)
)
BLATT = st.one_of(
    st.builds(Paragraph, EINFACH),
    st.builds(Heading, st.sampled_from([2, 3]), EINFACH),
    st.builds(lambda cells: Table((cells, cells), ((cells, cells), ((), cells)), ("left", "right")), EINFACH),
)
LISTEN = st.recursive(
    st.lists(BLATT, min_size=1, max_size=3).map(tuple),
    lambda inner: st.builds(
        lambda ordered, entries, rest: (Items(ordered, 2 if ordered else 1, tuple(entries)), *rest),
        st.booleans(),
        st.lists(inner, min_size=1, max_size=3),
        st.lists(BLATT, max_size=1),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(LISTEN)
def test_m41_a_tree_written_and_read_is_the_same_tree(blocks: tuple[Block, ...]) -> None:
    back = parse(_schreibe(*blocks), (), {}, "x.md.j2")
    assert _shape(back) == _shape(blocks)
    assert paragraphs(back) == tuple(text.strip() for text in paragraphs(blocks))


def _shape(blocks: tuple[Block, ...]) -> list[object]:
    return [
        (type(block), block.ordered, block.start, [_shape(entry) for entry in block.entries])
        if isinstance(block, Items)
        else (type(block), getattr(block, "level", None), len(getattr(block, "rows", ())))
        for block in blocks
    ]


def _mit(feld: str, text: str) -> dict[str, str | bytes | None]:
    """Musterland with a text in one of its free fields."""
    wert = json.dumps(text, ensure_ascii=False)
    alt, neu = {
        "ort": ("ort: Musterstadt", f"ort: {wert}"),
        "anknuepfung": ("an die gewachsenen Strukturen vor Ort", wert),
        "ziele": ("Die Datengrundlage der Bildungsplanung soll breiter werden.", wert),
        "themen": ("text: Bildungsmonitoring ergänzen", f"text: {wert}"),
        "name": ("name: Musterland", f"name: {wert}"),
        "initiative": ("Musterinitiative", wert),
        "kurz": ("kurz: Musteragentur", f"kurz: {wert}"),
        "person": ("name: Mara Muster", f"name: {wert}"),
        "titel": ("titel: Dr.", f"titel: {wert}"),
        "bezeichnung": ("bezeichnung: Leiterin des Fachbereichs Bildung", f"bezeichnung: {wert}"),
    }[feld]
    datei = {
        "initiative": AGENTUR,
        "kurz": AGENTUR,
        "person": "data/personen/p-mara-muster.yaml",
        "titel": "data/personen/p-tom-test.yaml",
        "bezeichnung": "data/personen/p-mara-muster.yaml",
    }.get(feld, MUSTER)
    inhalt = muster_text(datei)
    assert alt in inhalt
    return {datei: inhalt.replace(alt, neu)}


FELDER = ("ort", "anknuepfung", "ziele", "themen", "name", "initiative", "kurz", "person", "titel", "bezeichnung")


@pytest.mark.parametrize("feld", FELDER)
def test_s55_hostile_text_in_a_field_changes_no_structure(feld: str) -> None:
    """Several hostile strings at once, so that each also meets its neighbours."""
    gutes = struktur(markdown(_mit(feld, "Wort")))
    for zeile in textwrap.wrap(" ".join(FEINDLICH), 50 if feld in ("kurz", "titel") else 150):
        text = zeile.strip()
        boeses = markdown(_mit(feld, text))
        assert struktur(boeses) == gutes
        assert text in klartext(boeses).replace("\u00a0", " "), "short names do not break"


@pytest.mark.parametrize("text", FEINDLICH)
def test_s55_a_hostile_string_alone_in_lists_and_lines(text: str) -> None:
    changes = {MUSTER: muster_text().replace("Bildungsmonitoring ergänzen", json.dumps(text))}
    changes[MUSTER] = changes[MUSTER].replace("ort: Musterstadt", f"ort: {json.dumps(text)}")
    boeses = markdown(dict(changes))
    assert struktur(boeses) == struktur(markdown())
    assert klartext(boeses).splitlines().count(text) == 1
    assert f"{text}, 16.10.2017" in klartext(boeses)


def test_s56_template_text_in_the_data_is_not_run() -> None:
    text = markdown(_mit("ort", "{{ 7*7 }}{% for x in 'ab' %}x{% endfor %}"))
    assert "49" not in text
    assert "{{ 7*7 }}{% for x in 'ab' %}x{% endfor %}, 16.10.2017" in klartext(text)
