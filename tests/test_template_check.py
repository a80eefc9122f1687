"""`dkbm template check`: every wording is filled once, so that what cannot become a document is named before."""

from pathlib import Path

import pytest

from tests.aufruf import Answer, dkbm
from tests.dokumente import lay_out_templates

STECKBRIEF = "templates/steckbrief/steckbrief.md.j2"


def checked(root: Path) -> Answer:
    return dkbm("template", "check", cwd=root)


def appended(root: Path, file: str, text: str) -> int:
    """The template with a line more; returns the number of that line."""
    path = root / file
    before = path.read_text(encoding="utf-8").rstrip("\n") + "\n\n"
    path.write_text(f"{before}{text}\n", encoding="utf-8")
    return before.count("\n") + 1


FEHLER = {
    "an unknown value": ("{{ gibtsnicht }}", "Diese Angaben gibt es nicht: gibtsnicht (Zeile {zeile})."),
    "an unknown value that is not printed today": (
        "{% if stichtag == 'nie' %}{{ gibtsnicht }}{% endif %}",
        "Diese Angaben gibt es nicht: gibtsnicht (Zeile {zeile}).",
    ),
    "an unknown part of a record": (
        "{% for zeile in zeitstrahl %}{{ zeile.farbe }}{% endfor %}",
        "Diese Angaben gibt es nicht: zeitstrahl[].farbe (Zeile {zeile}).",
    ),
    "a heading too deep": ("##### zu tief", "Zeile {zeile}: Überschriften gibt es bis zur dritten Stufe (###)."),
    "a quotation": ("> gesagt", "Zeile {zeile}: Zitate und Programmtext gibt es in Dokumenten nicht."),
    "a rule": ("***", "Zeile {zeile}: In Dokumenten gibt es das nicht: eine Trennlinie."),
    "code": ("So `geht` es.", "Zeile {zeile}: In einer Zeile gibt es das nicht: Programmtext."),
    "an unknown box": ("::: kasten\n\nInhalt\n\n:::", "Zeile {zeile}: Diesen Behälter gibt es nicht: ::: kasten."),
    "a second title": ("# Noch einer", "Ein Dokument beginnt mit seinem Titel (# …); es hat nur einen."),
}


@pytest.mark.parametrize("was", FEHLER)
def test_s52_a_template_that_cannot_become_a_document_is_named_with_its_line(was: str, tmp_path: Path) -> None:
    text, said = FEHLER[was]
    root = lay_out_templates(tmp_path / "daten")
    line = appended(root, STECKBRIEF, text)
    answer = checked(root)
    assert answer.status == 1
    assert f"{STECKBRIEF}: {said.format(zeile=line)}\n" in answer.out
    assert answer.out.count(STECKBRIEF) == 1
    made = dkbm("render", "steckbrief", "99001", "--entwurf", "-o", root / "x.md", cwd=root)
    assert made.status == 2
    assert STECKBRIEF in made.err
    assert not any(word in made.err for word in ("heading", "blockquote", "code_inline", "hr."))


def test_s52_an_error_in_an_included_part_is_named_there(tmp_path: Path) -> None:
    root = lay_out_templates(tmp_path / "daten")
    teil = "templates/arbeitspapier/"
    file = sorted(path for path in (root / teil).glob("*.md.j2"))[0]
    line = appended(root, teil + file.name, "{{ gibtsnicht }}")
    assert f"gibtsnicht (arbeitspapier/{file.name}, Zeile {line})" in checked(root).out


def test_s52_what_the_data_give_no_occasion_for_is_said_to_be_read_only(tmp_path: Path) -> None:
    root = lay_out_templates(tmp_path / "daten")
    answer = checked(root)
    assert (answer.status, answer.err) == (0, "")
    assert "Nur gelesen, nicht ausgefüllt, weil die Daten keinen Anlass geben: " in answer.out
    assert "steckbrief" not in answer.out.splitlines()[1]
    agentur = root / "data/agentur.yaml"
    agentur.write_text("[", encoding="utf-8")
    broken = checked(root)
    assert (broken.status, broken.err) == (0, "")
    assert "steckbrief" in broken.out.splitlines()[1]
