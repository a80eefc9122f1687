"""`dkbm compare`: what was negotiated in Word, paragraph by paragraph, against the text the data give."""

import json
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import get_args
from zipfile import ZipFile

import jsonschema
import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from dkbm.documents.vergleich import Art, Teil, Unterschied, compare
from tests.aufruf import Answer, dkbm
from tests.dokumente import ROOT, lay_out_templates, muster_text

SCHEMA = json.loads((ROOT / "schemas/ausgabe/compare.schema.json").read_text(encoding="utf-8"))
KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

ALT = ("Titel", "Teil A", "Der Beginn ist für Februar 2018 vorgesehen.", "Die Kommune wirkt mit.", "Teil B", "Am Ende.")
CASES: tuple[tuple[str, tuple[str, ...], list[tuple[str, int, str, str, str]]], ...] = (
    ("nothing", ALT, []),
    ("only white space", (*ALT[:2], "Der  Beginn ist für\nFebruar\u00a02018 vorgesehen.", *ALT[3:]), []),
    (
        "a word",
        (*ALT[:2], "Der Beginn ist für März 2018 vorgesehen.", *ALT[3:]),
        [("geändert", 3, "Teil A", ALT[2], "Der Beginn ist für März 2018 vorgesehen.")],
    ),
    ("a paragraph more", (*ALT[:4], "Neues.", *ALT[4:]), [("neu", 5, "Teil A", "", "Neues.")]),
    ("a paragraph less", (*ALT[:3], *ALT[4:]), [("fehlt", 3, "Teil A", "Die Kommune wirkt mit.", "")]),
    ("the first one less", ALT[1:], [("fehlt", 0, "", "Titel", "")]),
    (
        "another place",
        (*ALT[:3], "Teil B", "Am Ende.", "Die Kommune wirkt mit."),
        [("verschoben", 6, "Teil B", "Die Kommune wirkt mit.", "Die Kommune wirkt mit.")],
    ),
    (
        "two beside each other",
        (*ALT[:2], "Vorweg etwas ganz anderes.", "Der Beginn ist für März 2019 vorgesehen.", *ALT[3:]),
        [
            ("neu", 3, "Teil A", "", "Vorweg etwas ganz anderes."),
            ("geändert", 4, "Teil A", ALT[2], "Der Beginn ist für März 2019 vorgesehen."),
        ],
    ),
)


@pytest.mark.parametrize(("neu", "erwartet"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_difference_is_named_once_at_its_place(
    neu: tuple[str, ...], erwartet: list[tuple[str, int, str, str, str]]
) -> None:
    assert [tuple(each) for each in compare(ALT, neu, frozenset({"Teil A", "Teil B"}))] == erwartet


def test_the_words_of_both_versions_stand_in_one_line() -> None:
    assert Unterschied("geändert", 1, "", "am 3. Mai 2018, mittags", "am 4. Mai 2018").teile == (
        Teil("gleich", "am "),
        Teil("weg", "3"),
        Teil("neu", "4"),
        Teil("gleich", ". Mai 2018"),
        Teil("weg", ", mittags"),
    )


def test_a_long_text_that_is_another_one_is_compared_quickly() -> None:
    alt = [f"{number} " + "alt " * 50 for number in range(400)]
    neu = [f"{number} " + "neu " * 50 for number in range(400)]
    assert [each.art for each in compare(alt, neu)] == ["fehlt"] * 400 + ["neu"] * 400


class Verhandlung:
    """A dataset with a Zielvereinbarung as a Word file, and what people do to it in Word."""

    def __init__(self, ordner: Path) -> None:
        self.daten = lay_out_templates(ordner / "daten")
        self.datei = ordner / "zv.docx"
        answer = dkbm("render", "zielvereinbarung", "99001", "-o", self.datei, cwd=self.daten)
        assert answer.status == 0, answer.err

    def edit(self, change: Callable[[Word], None]) -> None:
        word = Document(str(self.datei))
        change(word)
        word.save(str(self.datei))

    def __call__(self, *options: str) -> Answer:
        return dkbm("compare", self.datei, *options, cwd=self.daten)


@pytest.fixture
def verhandlung(tmp_path: Path) -> Verhandlung:
    return Verhandlung(tmp_path)


def paragraph(word: Word, words: str) -> Paragraph:
    return next(each for each in word.paragraphs if words in each.text)


def test_what_nobody_touched_does_not_differ(verhandlung: Verhandlung) -> None:
    answer = verhandlung("--check")
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == (
        "zv.docx und »Zielvereinbarung«, wie das Dokument aus den Daten entsteht.\n\nKein Absatz weicht ab.\n"
    )


def negotiate(word: Word) -> None:
    begin = paragraph(word, "Der Beginn von Modul 1")
    begin.runs[0].text = begin.text.replace("sein.", "sein, soweit möglich.")
    for run in begin.runs[1:]:
        run.text = ""
    paragraph(word, "nach besten Kräften").insert_paragraph_before("Die Kommune benennt eine Ansprechperson.")
    gone = paragraph(word, "Endet die Projektförderung")._p
    gone.getparent().remove(gone)


def test_each_paragraph_that_was_changed_in_word_is_listed(verhandlung: Verhandlung) -> None:
    verhandlung.edit(negotiate)
    answer = verhandlung()
    assert answer.status == 0
    said = re.sub(r"\s+", " ", answer.out)
    assert "3 Absätze weichen ab." in said
    assert "geändert (unter »Zeitrahmen«)" in said
    assert "abgeschlossen sein{+, soweit möglich+}." in said
    assert "neu (unter »Schlusserklärung«): {+Die Kommune benennt eine Ansprechperson.+}" in said
    assert re.search(r"Nach Absatz \d+ fehlt \(unter »§ 2 Datenschutz«\): \[-\(2\) Endet", said)
    assert verhandlung("--check").status == 1


def test_json_names_call_and_differences(verhandlung: Verhandlung) -> None:
    verhandlung.edit(negotiate)
    found = json.loads(verhandlung("--format", "json").out)
    jsonschema.validate(found, SCHEMA)
    assert found["aufruf"][:2] == ["zielvereinbarung", "landkreis-musterland"]
    assert [each["art"] for each in found["unterschiede"]] == ["geändert", "neu", "fehlt"]
    assert found["unterschiede"][1]["neu"] == "Die Kommune benennt eine Ansprechperson."
    assert (found["bewegt"], found["nachverfolgte_aenderungen"], found["kommentare"]) == ([], 0, [])


def remark(word: Word) -> None:
    word.add_comment(paragraph(word, "nach besten").runs[0], text="So?")


def test_the_schema_of_the_json_is_sound_and_closed(verhandlung: Verhandlung) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    row = SCHEMA["properties"]["unterschiede"]["items"]
    assert row["properties"]["art"]["enum"] == list(get_args(Art))
    assert sorted(row["required"]) == sorted(Unterschied._fields)
    verhandlung.edit(remark)
    found = json.loads(verhandlung("--format", "json").out)
    jsonschema.validate(found, SCHEMA)
    for broken in ({**found, "mehr": 1}, {**found, "unterschiede": [{}]}, {**found, "kommentare": None}):
        assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(broken)


def test_s68_markdown_holds_every_text_in_a_code_block(verhandlung: Verhandlung) -> None:
    words = "``` /approve <b> @alle ```` ::add-mask::"

    def add(word: Word) -> None:
        paragraph(word, "nach besten").insert_paragraph_before(words)

    verhandlung.edit(add)
    answer = verhandlung("--format", "markdown")
    assert f"`````diff\n  Schlusserklärung\n+ {words}\n`````" in answer.out
    outside = re.sub(r"(?ms)^(`{3,})\w*$.*?^\1$", "", answer.out)
    assert "approve" not in outside


def test_data_that_moved_since_are_said_first(verhandlung: Verhandlung) -> None:
    kommune = verhandlung.daten / KOMMUNE
    kommune.write_text(muster_text().replace("ort: Musterstadt", "ort: Musterhausen"), encoding="utf-8")
    answer = verhandlung()
    lines = answer.out.splitlines()
    assert lines[2].startswith("Achtung: Die Daten haben sich geändert")
    assert "[-Musterhausen-]{+Musterstadt+}" in answer.out


def test_a_wording_that_moved_since_is_said_first(verhandlung: Verhandlung) -> None:
    vorlage = verhandlung.daten / "templates/zielvereinbarung/modul-1.md.j2"
    vorlage.write_text(vorlage.read_text(encoding="utf-8").replace("nach besten Kräften", "gern"), encoding="utf-8")
    answer = verhandlung()
    assert "Achtung: Der Wortlaut der Vorlage hat sich geändert" in answer.out
    assert "[-gern-]{+nach besten Kräften+}" in re.sub(r"\s+", " ", answer.out)


def track(word: Word) -> None:
    """A word struck out, one inserted, a sentence moved away, a remark by a named person, a text box."""
    begin = paragraph(word, "Der Beginn von Modul 1")._p
    begin.append(parse_xml(f'<w:ins {W} w:id="901" w:author="N."><w:r><w:t> Eingefügt.</w:t></w:r></w:ins>'))
    struck = f'<w:del {W} w:id="902" w:author="N."><w:r><w:delText> Gestrichen.</w:delText></w:r></w:del>'
    begin.append(parse_xml(struck))
    runs = paragraph(word, "Der Beginn von Modul 1").runs
    word.add_comment(runs[0], text="Bitte mit dem Kreistag klären.", author="Erika Beispiel", initials="EB")
    box = (
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        '<mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>Im Kasten.</w:t></w:r></w:p></w:txbxContent>'
        "</mc:Choice><mc:Fallback>"
        "<w:txbxContent><w:p><w:r><w:t>Im Kasten.</w:t></w:r></w:p></w:txbxContent></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    paragraph(word, "nach besten Kräften")._p.append(parse_xml(box))


def test_tracked_changes_count_as_accepted_and_remarks_have_no_names(verhandlung: Verhandlung) -> None:
    verhandlung.edit(track)
    answer = verhandlung()
    assert "{+ Eingefügt.+}" in answer.out
    assert "Gestrichen" not in answer.out
    assert "2 nachverfolgte Änderungen sind als angenommen gelesen." in answer.out
    assert "1 Kommentar in der Datei:\n  - Bitte mit dem Kreistag klären.\n" in answer.out
    assert answer.out.count("Im Kasten.") == 1
    assert "N." not in answer.out
    assert "Erika" not in answer.out


def test_a_paragraph_mark_that_was_struck_out_joins_two_paragraphs(verhandlung: Verhandlung) -> None:
    def join(word: Word) -> None:
        first = paragraph(word, "(1) Die Kommune unterrichtet")._p
        first.get_or_add_pPr().append(parse_xml(f'<w:rPr {W}><w:del w:id="9" w:author="x"/></w:rPr>'))

    verhandlung.edit(join)
    answer = verhandlung()
    assert "2 Absätze weichen ab." in answer.out
    assert "Zusammenarbeit.{+(2)" in re.sub(r"\s+", " ", answer.out)


def without_origin(content: bytes) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(buffer, "w") as new:
        for info in old.infolist():
            if info.filename != "docProps/custom.xml":
                new.writestr(info, old.read(info))
    return buffer.getvalue()


REFUSED: tuple[tuple[str, Callable[[bytes], bytes], str], ...] = (
    ("no origin", without_origin, "nennt keine Herkunft"),
    ("no zip", lambda _: b"Text", "keine Datei von Word oder LibreOffice"),
    ("cut off", lambda content: content[: len(content) // 2], "keine Datei von Word oder LibreOffice"),
    ("empty", lambda _: b"", "keine Datei von Word oder LibreOffice"),
)


@pytest.mark.parametrize(("change", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_cannot_be_compared_is_refused(
    verhandlung: Verhandlung, change: Callable[[bytes], bytes], said: str
) -> None:
    verhandlung.datei.write_bytes(change(verhandlung.datei.read_bytes()))
    answer = verhandlung()
    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize("form", ["odt", "pdf", "html", "md"])
def test_m42_only_word_files_are_compared_and_all_others_get_one_answer(verhandlung: Verhandlung, form: str) -> None:
    verhandlung.datei = verhandlung.datei.rename(verhandlung.datei.with_suffix(f".{form}"))
    answer = verhandlung()
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith(f"compare liest Word-Dateien (.docx); {verhandlung.datei.name} ist keine.\n")


def test_a_file_that_is_not_there_is_said(verhandlung: Verhandlung) -> None:
    verhandlung.datei.unlink()
    answer = verhandlung()
    assert answer.status == 2
    assert "gibt es nicht" in answer.err


FORGED: tuple[tuple[str, str, str], ...] = (
    ('"--modul", "1"', '"--modul", "x"', "Das Dokument nennt ein Modul, das es nicht gibt: »x«."),
    (
        "<vt:lpwstr>zielvereinbarung</vt:lpwstr>",
        "<vt:lpwstr>vertrag</vt:lpwstr>",
        "Die Vorlage »vertrag« gibt es nicht",
    ),
    ("2024-01-31</vt:lpwstr>", "2024-13-31</vt:lpwstr>", "Das Dokument nennt einen Stichtag, den es nicht gibt"),
    ("landkreis-musterland", "landkreis-nirgends", "nirgends"),
)


@pytest.mark.parametrize(("before", "after", "said"), FORGED, ids=[each[1] for each in FORGED])
def test_an_origin_changed_by_hand_is_refused(verhandlung: Verhandlung, before: str, after: str, said: str) -> None:
    buffer = BytesIO()
    with ZipFile(verhandlung.datei) as old, ZipFile(buffer, "w") as new:
        for info in old.infolist():
            raw = old.read(info)
            if info.filename == "docProps/custom.xml":
                text = re.sub("2017-10-16|2018-\\d\\d-\\d\\d", "2024-01-31", raw.decode())
                assert before in text, text
                raw = text.replace(before, after, 1).encode()
            new.writestr(info, raw)
    verhandlung.datei.write_bytes(buffer.getvalue())
    answer = verhandlung()
    assert answer.status in (2, 4)
    assert said in answer.err


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_s71_s72_what_a_file_says_neither_steers_nor_styles_the_terminal(verhandlung: Verhandlung, form: str) -> None:
    words = "vor\u202enach \u200b[red]rot[/red] \x9b31m :warning:"

    def add(word: Word) -> None:
        added = paragraph(word, "nach besten").insert_paragraph_before(words)
        word.add_comment(added.runs[0], text=words)

    verhandlung.edit(add)
    verhandlung.datei = verhandlung.datei.rename(verhandlung.datei.with_name("zv\u202e.docx"))
    answer = verhandlung("--format", form)
    assert answer.status == 0
    assert not re.search("[\x7f-\x9f\u200b-\u200f\u202a-\u202e]", answer.out + answer.err)
    assert answer.out.count("[red]rot[/red]") == 2
    assert answer.out.count("\\u202e") == 3


def test_s43_what_stands_in_a_broken_file_is_not_repeated(verhandlung: Verhandlung) -> None:
    verhandlung.datei.write_bytes(verhandlung.datei.read_bytes()[:3000] + b"Kanarienvogel")
    answer = verhandlung()
    assert answer.status == 2
    assert "Kanarienvogel" not in answer.out + answer.err
