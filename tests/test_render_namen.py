"""What templates ask for and what views give, compared in both directions; and what is wrong with templates at all."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from dkbm.cli.rendering import Wahl, prepare
from dkbm.dataset import Loaded, load
from dkbm.documents.angaben import Inhalt
from dkbm.documents.environment import angaben, environment
from dkbm.documents.loader import Vorlagen
from dkbm.documents.markdown import finalize
from dkbm.documents.pruefung import lint
from dkbm.documents.verzeichnis import VORLAGEN, teil
from dkbm.errors import DkbmError
from dkbm.schema import check
from dkbm.store.worktree import read_files
from tests.dokumente import DATEIEN, ROOT
from tests.dokumente import VORLAGEN as WORTLAUT

TAG = date(2026, 11, 22)
FUER = {
    "vereinbarung": ("landkreis-nienburg-weser", "landkreis-harburg", "stadt-osnabrueck"),
    "kommune": ("landkreis-harburg", "landkreis-nienburg-weser", "stadt-osnabrueck"),
    "gruppe": ("ag-1", "netzwerk"),
    "treffen": ("ag-1", "ag-2", "netzwerk"),
    "beispiel": tuple(path.stem for path in sorted((ROOT / "data" / "beispiele").glob("*.yaml"))),
    "land": ("",),
    "zeitraum": ("",),
}
FORMEN = re.compile(r"(?:kommune|ta|agentur)(?:_(?:nom|gen|dat|akk))?")
"""Names in all cases: every view gives them all, so that a wording can be changed without a view."""
UNBENUTZT: dict[str, set[str]] = {
    "steckbrief": {"schritt.im_prozess", "stand.nicht_genannt"},
    "uebersicht": {"ausgeschieden.einzahl", "kein_beleg.einzahl"},
    "netzwerkuebersicht": {
        f"{liste}[].quelle"
        for liste in ("beteiligung", "hintergrund", "sprecheramt", "vorteile", "ziele", "zielgruppe")
    },
}
"""By document: values that a view gives on purpose though no wording of it shows them."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(read_files(ROOT), check)


def _names(inhalt: Inhalt, name: str) -> Iterator[str]:
    yield name
    if isinstance(inhalt, dict):
        for key, value in inhalt.items():
            yield from _names(value, f"{name}.{key}" if name else key)
    elif isinstance(inhalt, tuple):
        for value in inhalt:
            yield from _names(value, f"{name}[]")


def gegeben(loaded: Loaded, name: str, modul: int | None) -> set[str]:
    """The names of all values that the view of a document gives for some example or other."""
    vorlage = VORLAGEN[name]
    found: set[str] = set()
    for wer in FUER[vorlage.gegenstand]:
        wahl = Wahl(wer, modul, None, None, "2026-01-01", "2026-06-30")
        try:
            satz = prepare(loaded, vorlage, wahl, TAG)
        except DkbmError:
            continue  # this one has none of it, or several
        found |= {each for each in _names(satz.ansicht.daten, "") if each}
    return found


def verlangt(name: str, modul: int | None) -> set[str]:
    """The names that the wordings of a document use, with all they include."""
    jinja = environment(WORTLAUT, finalize)
    fassungen = WORTLAUT.fassungen(name, teil(VORLAGEN[name], modul))
    return {each for fassung in fassungen for each in angaben(jinja, fassung.pfad).namen}


DOKUMENTE = [
    (name, modul)
    for name, vorlage in VORLAGEN.items()
    for modul in ((1, 2, 3, 4) if name == "zielvereinbarung" else (None,))
    if WORTLAUT.fassungen(name, teil(vorlage, modul))
]


@pytest.mark.parametrize(("name", "modul"), DOKUMENTE)
def test_s53_a_view_gives_what_its_wordings_use_and_nothing_else(loaded: Loaded, name: str, modul: int | None) -> None:
    """Also inside the records of lists; of a list that is empty in all examples the entries are not known."""
    gibt, will = gegeben(loaded, name, modul), verlangt(name, modul)
    assert gibt, f"no example for {name}"
    assert sorted(UNBENUTZT.get(name, set()) - gibt) == []
    leer = {each for each in gibt if f"{each}[]" not in gibt}
    fehlt = {each for each in will - gibt if not any(each.startswith(f"{liste}[]") for liste in leer)}
    assert sorted(fehlt) == []
    assert sorted(unbenutzt(gibt, will) - UNBENUTZT.get(name, set())) == []


def unbenutzt(gibt: set[str], will: set[str]) -> set[str]:
    """What a view gives and no wording uses; a record counts as used with any of its entries."""
    genutzt = {each[:end] for each in will for end, sign in enumerate(f"{each}.") if sign in ".["}
    return {each for each in gibt - genutzt if not each.endswith("[]") and not FORMEN.fullmatch(each)}


def test_there_is_no_entry_for_what_is_used() -> None:
    for name, werte in UNBENUTZT.items():
        assert sorted(werte & {each for modul in (1, 2, 3, 4) for each in verlangt(name, modul)}) == [], name


def test_s54_the_templates_of_this_project_have_no_findings() -> None:
    assert lint(DATEIEN) == []


KOPF = "{# fassung: 1\n gilt_ab: 2000 #}\n"


@pytest.mark.parametrize(
    ("zeile", "grund"),
    [
        ("<b>fett</b>", "Zeile 3: HTML gilt hier nicht"),
        ("a<br>b", "Zeile 3: HTML gilt hier nicht"),
        ("<!-- x -->", "Zeile 3: HTML gilt hier nicht"),
        ("&nbsp;", "Zeile 3: HTML gilt hier nicht"),
        ("::: {{ x }}", "Zeile 3: In der Zeile eines Behälters"),
        ("::: platz {% if x %}3{% endif %}", "Zeile 3: In der Zeile eines Behälters"),
        ("|---|{{ x }}|", "Zeile 3: In der Trennzeile einer Tabelle"),
        ("|{{ x }}|---|", "Zeile 3: In der Trennzeile einer Tabelle"),
        ("[a](b)", "Zeile 3: Verweise und Bilder"),
        ("![a](b)", "Zeile 3: Verweise und Bilder"),
        ("    Programm", "Zeile 3: Vier Leerzeichen"),
        ("{{ x|safe }}", "Zeile 3: "),
        ("{{ x|upper }}", "Zeile 3: "),
        ("{% autoescape false %}{{ x }}{% endautoescape %}", "Zeile 3: "),
        ("{{ x", "Zeile 3: Die Vorlage lässt sich nicht lesen."),
        ("{% include 'fehlt.md.j2' %}", "fehlt.md.j2: Diese Vorlage gibt es nicht."),
        ("\u202e", "Zeile 3: Hier steht ein Zeichen, das nicht zu sehen ist"),
    ],
)
def test_s54_what_a_wording_must_not_hold_is_found(zeile: str, grund: str) -> None:
    (found,) = lint({"steckbrief/steckbrief.md.j2": f"{KOPF}{zeile}\n".encode()})
    assert found.startswith("templates/")
    assert grund in found


@pytest.mark.parametrize(
    "zeile",
    [
        "a < b",
        "§ 3 & 4",
        "- {{ x }}",
        "| {{ x }} | - |",
        "::: platz 3",
        "    - {{ x }}",
        "x --- y",
        "{# <b> #}",
        "[x]",
        "|---|{% for x in y %}---:|{% endfor %}",
    ],
)
def test_s54_ordinary_lines_have_no_finding(zeile: str) -> None:
    assert lint({"steckbrief/steckbrief.md.j2": f"{KOPF}{zeile}\n".encode()}) == []


@pytest.mark.parametrize(
    ("dateien", "grund"),
    [
        ({"steckbrief/steckbrief.html.j2": ""}, "Der Name einer Vorlage endet auf .md.j2."),
        ({"steckbrief/steckbrief.md.j2": "# x"}, "Im Kopf fehlt"),
        ({"teile/x.md.j2": "x"}, "Kein Dokument benutzt diese Vorlage."),
        ({"steckbrief/steckbrief.md.j2": KOPF + "\xff"}, ""),
    ],
)
def test_s52_names_heads_and_use_are_checked(dateien: dict[str, str], grund: str) -> None:
    found = lint({name: text.encode() for name, text in dateien.items()})
    assert found == [] if not grund else grund in found[0]


def test_an_included_template_is_used_however_deep() -> None:
    dateien = {
        "steckbrief/steckbrief.md.j2": KOPF + "{% include 'z/a.md.j2' %}",
        "z/a.md.j2": "{% include 'a/b.md.j2' %}",
        "a/b.md.j2": "x",
    }
    assert lint({name: text.encode() for name, text in dateien.items()}) == []


def test_m43_the_sum_of_a_wording_covers_what_it_includes() -> None:
    from dkbm.documents.render import wording_sum  # noqa: PLC0415

    def summe(innen: str) -> str:
        vorlagen = Vorlagen({"x.md.j2": b"{% include 'y.md.j2' %}", "y.md.j2": innen.encode(), "z.md.j2": b"egal"})
        wortlaute = angaben(environment(vorlagen, finalize), "x.md.j2").wortlaute
        assert wortlaute == ("x.md.j2", "y.md.j2")
        return wording_sum(vorlagen, wortlaute)

    assert summe("a") == summe("a")
    assert summe("a") != summe("b")
