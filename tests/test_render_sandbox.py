"""What templates may do: choose and repeat text. Nothing else, from nowhere else, and never with a blank."""

import itertools
import json
import re
from pathlib import Path

import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dkbm.documents.angaben import Verpackt, packed
from dkbm.documents.environment import environment
from dkbm.documents.fuellen import filler
from dkbm.documents.loader import MAX_BYTES, VorlageError, Vorlagen, typografie
from dkbm.documents.markdown import Nummeriert, finalize, unpack
from dkbm.documents.parse import ANFANG, ENDE, MITTE
from dkbm.errors import DkbmError
from dkbm.store.templates import read_templates
from tests.dokumente import ROOT, datensatz, sicht

DATEN: dict[str, Verpackt] = {
    "wort": (0, "Wort"),
    "worte": [(1, "eins"), (2, "zwei")],
    "leer": [],
    "wahr": True,
    "plan": [{"ziel": (3, "*z*"), "wann": (4, "bald")}],
}


def filled(text: str, **andere: bytes) -> str:
    """The template `text` filled with DATEN; `y=b"…"` is a second template y.md.j2."""
    vorlagen = Vorlagen({"x.md.j2": text.encode(), **{f"{name}.md.j2": raw for name, raw in andere.items()}})
    return ohne_marken(filler(vorlagen)("x.md.j2", DATEN).text)


def ohne_marken(text: str) -> str:
    """Filled text without the marks that carry the number of each value."""
    return re.sub(f"{ANFANG}[0-9]+{MITTE}|{ENDE}", "", text)


@pytest.mark.parametrize(
    ("text", "ergebnis"),
    [
        ("{{ wort }}", "Wort"),
        ("{{ wort|satzanfang }}", "Wort"),
        ("{% if wort == 'Wort' and not leer %}ja{% else %}nein{% endif %}", "ja"),
        ("{% for x in worte %}{{ x }};{% endfor %}", "eins;zwei;"),
        ("{% if worte|length == 1 %}eins{% else %}mehr{% endif %}", "mehr"),
        ("{% for zeile in plan %}{{ zeile.ziel }} {{ zeile.wann|satzanfang }}{% endfor %}", r"\*z\* Bald"),
        ("{% if wahr %}ja{% endif %}", "ja"),
        ("{% include 'y.md.j2' %}!", "innen Wort!"),
        ("{% for x in worte %}{% include 'z.md.j2' %}{% endfor %}", "einszwei"),
        ("{# nichts #}§ 3, z. B. hier", "§\u00a03, z.\u00a0B. hier"),
    ],
)
def test_what_a_template_may_say(text: str, ergebnis: str) -> None:
    assert filled(text, y=b"innen {{ wort }}", z=b"{{ x }}") == ergebnis


@pytest.mark.parametrize(
    "text",
    [
        "{{ wort.__class__ }}",
        "{{ wort['__class__'] }}",
        "{{ wort|attr('__class__') }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ wort.format(1) }}",
        "{{ '{0.__class__}'.format(wort) }}",
        "{{ '{a.__class__}'|format_map }}",
        "{{ lipsum.__globals__ }}",
        "{{ lipsum() }}",
        "{{ cycler('a') }}",
        "{{ joiner(',') }}",
        "{{ namespace(a=1) }}",
        "{{ dict(a=1) }}",
        "{{ range(10) }}",
        "{{ self }}",
        "{{ self._TemplateReference__context }}",
        "{{ loop }}",
        "{% for x in worte %}{{ loop.index }}{% endfor %}",
        "{% for x in worte recursive %}{{ loop(worte) }}{% endfor %}",
        "{% macro m() %}{{ caller }}{% endmacro %}{{ m() }}",
        "{% call wort() %}{% endcall %}",
        "{% set x = wort %}{{ x }}",
        "{% set x %}<b>{% endset %}{{ x }}",
        "{% filter satzanfang %}x{% endfilter %}",
        "{% import 'x.md.j2' as x %}",
        "{% from 'x.md.j2' import x %}",
        "{% extends 'x.md.j2' %}",
        "{% block b %}{% endblock %}",
        "{% do worte.append(1) %}",
        "{% with x = 1 %}{{ x }}{% endwith %}",
        "{{ wort ~ wort }}",
        "{{ wort * 2000000000 }}",
        "{{ 2 ** 99999 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ wort|center(1000000000) }}",
        "{{ wort|join }}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ wort if wort }}",
        "{{ worte[0] }}",
        "{{ worte }}",
        "{{ wahr }}",
        "{{ plan }}",
        "{% for zeile in plan %}{{ zeile }}{% endfor %}",
        "{% for zeile in plan %}{{ zeile.items }}{% endfor %}",
        "{% for zeile in plan %}{{ zeile.__class__ }}{% endfor %}",
        "{% for zeile in plan %}{{ zeile.ziel.nummer }}{% endfor %}",
        "{{ wort.nummer }}",
        "{% for a, b in plan %}{{ a }}{% endfor %}",
        "{% include 'fehlt.md.j2' ignore missing %}",
        "{% include wort %}",
        "{% include ['x.md.j2', 'y.md.j2'] %}",
        "{{ true }}",
        "{{ none }}",
    ],
)
def test_s44_whatever_leads_out_of_the_sandbox_is_refused(text: str) -> None:
    with pytest.raises(VorlageError):
        filled(text)


@pytest.mark.parametrize("text", ["{{ wort|safe }}", "{% autoescape false %}{{ wort }}{% endautoescape %}"])
def test_s54_no_template_can_switch_the_escaping_off(text: str) -> None:
    with pytest.raises(VorlageError):
        filled(text)


def test_s45_a_template_gets_plain_data_only() -> None:
    """What crosses to the child is JSON; there it becomes lists, records, conditions and numbered text."""
    daten = {name: packed(wert, itertools.count()) for name, wert in sicht(datensatz()).daten.items()}
    offen = [unpack(json.loads(json.dumps(daten)))]
    while offen:
        wert = offen.pop()
        assert type(wert) in (Nummeriert, bool, list, dict)
        offen += wert.values() if isinstance(wert, dict) else wert if isinstance(wert, list) else []


def test_s46_a_template_cannot_change_what_it_gets() -> None:
    """Calls are refused in the first place, and what one document did would not reach the next: each is unpacked."""
    fill = filler(Vorlagen({"x.md.j2": b"{% for x in worte %}{{ x }}{% endfor %}"}))
    assert fill("x.md.j2", DATEN) == fill("x.md.j2", DATEN)
    assert issubclass(type(environment(Vorlagen({}), finalize)), ImmutableSandboxedEnvironment)


@pytest.mark.parametrize(
    ("text", "teil"),
    [
        ("\n\n{% if %}", "Zeile 3"),
        ("{{ wort", "Zeile 1"),
        ("{% for %}", "Zeile 1"),
        ("\n{{ wort() }}", "Zeile 2"),
        ("{% for x in worte %}" * 30 + "{% endfor %}" * 30, "lässt sich nicht"),
        ("{% if wort %}" * 3000 + "{% endif %}" * 3000, "x.md.j2"),
        ("(" * 50_000, ""),
        ("{{ " + "(" * 5_000 + "1" + ")" * 5_000 + " }}", "x.md.j2"),
    ],
)
def test_s49_a_broken_template_is_named_with_its_line_in_german(text: str, teil: str) -> None:
    if not teil:
        assert filled(text) == text
        return
    with pytest.raises(VorlageError) as caught:
        filled(text)
    assert "templates/x.md.j2" in caught.value.message
    assert teil in caught.value.message
    assert "Vorlage" in caught.value.message


@pytest.mark.parametrize(
    "pfad", ["../geheim.txt", "a/../../geheim.txt", "/etc/hostname", "..\\geheim.txt", "", "fehlt.md.j2"]
)
def test_s50_nothing_outside_the_folder_is_read(tmp_path: Path, pfad: str) -> None:
    (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
    (tmp_path / "templates" / "a").mkdir(parents=True)
    with pytest.raises(VorlageError):
        Vorlagen(read_templates(tmp_path)).text(pfad)
    with pytest.raises(VorlageError):
        filled(f"{{% include '{pfad}' %}}")


LINKS = {
    "a file outside": ("link.md.j2", "../geheim.md.j2"),
    "a file inside": ("link.md.j2", "echt.md.j2"),
    "a folder": ("zielvereinbarung", "../woanders"),
    "nothing": ("link.md.j2", "fehlt"),
}


@pytest.mark.parametrize(("name", "target"), LINKS.values(), ids=LINKS)
def test_s51_a_link_among_the_templates_is_refused(tmp_path: Path, name: str, target: str) -> None:
    for path in ("templates/echt.md.j2", "woanders/modul-1.md.j2", "geheim.md.j2"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("geheim", encoding="utf-8")
    (tmp_path / "templates" / name).symlink_to(target)
    with pytest.raises(DkbmError, match=rf"templates/{name}: Symbolische Verknüpfungen"):
        read_templates(tmp_path)


def test_s51_a_linked_folder_of_templates_is_refused(tmp_path: Path) -> None:
    (tmp_path / "templates").symlink_to(ROOT / "templates")
    with pytest.raises(DkbmError, match="templates: Symbolische Verknüpfungen"):
        read_templates(tmp_path)


def test_templates_are_the_j2_files_of_their_folder_by_name(tmp_path: Path) -> None:
    assert read_templates(tmp_path) == {}
    for name in ("b/x.md.j2", "a.md.j2", "README.md", "b/notiz.txt"):
        (tmp_path / "templates" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "templates" / name).write_bytes(name.encode())
    assert list(read_templates(tmp_path).items()) == [("a.md.j2", b"a.md.j2"), ("b/x.md.j2", b"b/x.md.j2")]


@pytest.mark.parametrize("inhalt", [b"\xff\xfe", b"x" * (MAX_BYTES + 1)])
def test_s52_a_template_is_text_of_a_sane_size(tmp_path: Path, inhalt: bytes) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "x.md.j2").write_bytes(inhalt)
    with pytest.raises(VorlageError):
        Vorlagen(read_templates(tmp_path)).text("x.md.j2")


def test_s53_an_undeclared_variable_is_an_error_that_names_it() -> None:
    with pytest.raises(VorlageError, match="kommune_genitiv"):
        filled("{{ wort }} {{ kommune_genitiv }}")
    with pytest.raises(VorlageError, match=r"plan\[\]\.wer \(Zeile 1\)\."):
        filled("{% for zeile in plan %}{% if not wahr %}{{ zeile.wer }}{% endif %}{% endfor %}")


def test_s53_also_in_an_included_template() -> None:
    with pytest.raises(VorlageError, match="unbekannt"):
        filled("{% if not wahr %}{% include 'y.md.j2' %}{% endif %}", y=b"{{ unbekannt }}")


def test_s53_a_template_that_includes_itself_ends() -> None:
    with pytest.raises(VorlageError, match="bindet sich selbst ein"):
        filled("{% if not wahr %}{% include 'y.md.j2' %}{% endif %}", y=b"{% include 'x.md.j2' %}")


def test_s52_only_templates_of_markdown_are_templates() -> None:
    """How values are escaped follows from what a template makes; a name that says something else is refused."""
    for pfad in ("x.html.j2", "x.j2", "x.md", "x.tex.j2"):
        with pytest.raises(VorlageError, match=r"endet auf \.md\.j2"):
            Vorlagen({pfad: b"x"}).text(pfad)


@pytest.mark.parametrize("zeichen", ["\ufdd0", "\ufdd1", "\ufdd2", "\u202e", "\u200b", "\x00", "\t", "\ufeff", "\x85"])
def test_s16_a_template_has_no_character_that_hides(zeichen: str) -> None:
    with pytest.raises(VorlageError, match="Zeile 2: Hier steht ein Zeichen, das nicht zu sehen ist"):
        filled(f"gut\n{zeichen}")


@pytest.mark.parametrize(
    ("text", "gesetzt"),
    [
        ("§ 3", "§\u00a03"),
        ("§ Mitwirkung", "§ Mitwirkung"),
        ("z. B. und z.B.", "z.\u00a0B. und z.\u00a0B."),
        ("u. a.", "u.\u00a0a."),
        ("i. V.", "i.\u00a0V."),
        ("Modul 1", "Modul 1"),
    ],
)
def test_m45_non_breaking_spaces_in_the_wording(text: str, gesetzt: str) -> None:
    assert typografie(text) == gesetzt
