"""What templates may do: choose and repeat text. Nothing else, from nowhere else, and never with a blank."""

from pathlib import Path

import pytest

from dkbm.documents.environment import angaben, environment, fill
from dkbm.documents.loader import MAX_BYTES, VorlageError, Vorlagen, typografie
from dkbm.documents.markdown import finalizer
from dkbm.errors import DkbmError
from dkbm.store.templates import read_templates
from tests.dokumente import ROOT, VORLAGEN, datensatz, sicht

DATEN = {"wort": "Wort", "worte": ("eins", "zwei"), "leer": ()}
TEMPLATES = sorted(datei.relative_to(ROOT / "templates").as_posix() for datei in (ROOT / "templates").rglob("*.j2"))


def filled(text: str, **andere: bytes) -> str:
    """The template `text` filled with DATEN; `y=b"…"` is a second template y.md.j2."""
    vorlagen = Vorlagen({"x.md.j2": text.encode(), **{f"{name}.md.j2": raw for name, raw in andere.items()}})
    return fill(environment(vorlagen, finalizer([])), "x.md.j2", DATEN)


@pytest.mark.parametrize(
    ("text", "ergebnis"),
    [
        ("{{ wort }}", "Wort"),
        ("{{ wort|satzanfang }}", "Wort"),
        ("{% if wort == 'Wort' and not leer %}ja{% else %}nein{% endif %}", "ja"),
        ("{% for x in worte %}{{ x }};{% endfor %}", "eins;zwei;"),
        ("{% if worte|length == 1 %}eins{% else %}mehr{% endif %}", "mehr"),
        ("{# nichts #}§ 3, z. B. hier", "§\u00a03, z.\u00a0B. hier"),
    ],
)
def test_what_a_template_may_say(text: str, ergebnis: str) -> None:
    assert filled(text) == ergebnis


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


def test_s45_a_view_holds_text_and_lists_of_text_only() -> None:
    for name, wert in sicht(datensatz()).daten.items():
        teile = wert if isinstance(wert, tuple) else (wert,)
        assert type(wert) in (str, tuple), name
        assert all(type(teil) is str for teil in teile), name


def test_s46_a_template_cannot_change_what_it_gets() -> None:
    """Lists are tuples, and calls are refused in the first place."""
    assert all(not isinstance(wert, list | dict | set) for wert in sicht(datensatz()).daten.values())


@pytest.mark.parametrize(
    ("text", "teil"),
    [
        ("\n\n{% if %}", "Zeile 3"),
        ("{{ wort", "Zeile 1"),
        ("{% for %}", "Zeile 1"),
        ("\n{{ wort.x }}", "Zeile 2"),
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


def test_s53_also_in_an_included_template() -> None:
    with pytest.raises(VorlageError):
        filled("{% include 'y.md.j2' %}", y=b"{{ unbekannt }}")


def test_s53_a_template_that_includes_itself_ends() -> None:
    with pytest.raises(VorlageError):
        filled("{% include 'x.md.j2' %}")


@pytest.mark.parametrize("pfad", TEMPLATES)
def test_s53_templates_use_exactly_what_the_view_gives(pfad: str) -> None:
    jinja = environment(VORLAGEN, finalizer([]))
    assert angaben(jinja, pfad) == sicht(datensatz()).daten.keys()


def test_templates_readme_lists_every_value() -> None:
    readme = (ROOT / "templates" / "README.md").read_text(encoding="utf-8")
    assert [name for name in sicht(datensatz()).daten if f"`{name}`" not in readme] == []


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
