"""Values in Markdown: no text in the data changes the structure of a document, and every text reads back."""

import json
import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dkbm.documents.markdown import escape, finalizer
from tests.dokumente import AGENTUR, MUSTER, klartext, markdown, muster_text, parsed, struktur

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
        finalizer([])(wert)


def test_m38_a_mark_stays_readable_and_its_label_harmless() -> None:
    zeigen = finalizer(["[[fehlt: Amt von <b>*x*]]"])
    assert zeigen("am [[fehlt: Amt von <b>*x*]]") == r"am [[fehlt: Amt von \<b\>\*x\*]]"
    assert zeigen("[[fehlt: anderes]]") == r"\[\[fehlt: anderes\]\]"


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
        assert text in klartext(boeses)


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
