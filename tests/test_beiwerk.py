"""What people add or strike in a document beside its paragraphs is seen by `compare` and by `verify`."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import jsonschema
import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from dkbm.documents.beiwerk import Abweichung, Beiwerk, differing
from dkbm.documents.readers import docx, html, odt
from tests.aufruf import dkbm
from tests.besiegelt import in_git
from tests.dokumente import ARGUMENTE
from tests.repositorium import own_settings
from tests.test_compare import SCHEMA, Verhandlung, W

SOFFICE = shutil.which("soffice")
FUSSNOTEN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
FUSSNOTENTYP = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
KLAUSEL = "nach besten Kräften"


@pytest.fixture
def verhandlung(tmp_path: Path) -> Verhandlung:
    return Verhandlung(tmp_path)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_settings(tmp_path, monkeypatch)
    return in_git(tmp_path / "satz")


def clause(word: Word) -> Paragraph:
    return next(each for each in word.paragraphs if KLAUSEL in each.text)


def rezip(file: Path, change: Callable[[dict[str, str]], None]) -> None:
    """Change the XML parts of a package in place."""
    with ZipFile(file) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    texts = {name: raw.decode() for name, raw in parts.items() if name.endswith((".xml", ".rels"))}
    change(texts)
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        for name, raw in (parts | {name: text.encode() for name, text in texts.items()}).items():
            package.writestr(name, raw)


def with_notes(kind: str, words: str) -> Callable[[Path], None]:
    """A note as Word writes it, beside the two lines that separate notes from the text."""

    def change(parts: dict[str, str]) -> None:
        line = f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:t>Strich</w:t></w:r></w:p></w:{kind}>'
        note = f'<w:{kind} w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:{kind}>'
        parts[f"word/{kind}s.xml"] = f"<w:{kind}s {W}>{line}{note}</w:{kind}s>"
        typ = FUSSNOTENTYP.replace("footnotes", f"{kind}s")
        part = f'<Override PartName="/word/{kind}s.xml" ContentType="{typ}"/></Types>'
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", part)
        tie = f'<Relationship Id="rIdN" Type="{FUSSNOTEN.replace("footnotes", f"{kind}s")}" Target="{kind}s.xml"/>'
        rels = "word/_rels/document.xml.rels"
        parts[rels] = parts[rels].replace("</Relationships>", f"{tie}</Relationships>")

    return lambda file: rezip(file, change)


def by_word(change: Callable[[Word], None]) -> Callable[[Path], None]:
    def edit(file: Path) -> None:
        word = Document(str(file))
        change(word)
        word.save(str(file))

    return edit


def strike(word: Word) -> None:
    for run in clause(word).runs:
        run.font.strike = True


def strike_by_style(word: Word) -> None:
    style = word.styles.add_style("Gestrichen", 1)
    style.font.double_strike = True
    derived = word.styles.add_style("Auch gestrichen", 1)
    derived.base_style = style
    clause(word).style = derived


def hide(word: Word) -> None:
    for run in clause(word).runs:
        run.font.hidden = True


def header(word: Word) -> None:
    word.sections[0].header.paragraphs[0].text = "Gilt nur bis Freitag"


def footer(word: Word) -> None:
    last = word.sections[0].footer.paragraphs[-1]
    last._p.getparent().remove(last._p)


def first_page(word: Word) -> None:
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Unter Vorbehalt"


def drawing(word: Word) -> None:
    ink = '<w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:line from="0,0" to="100,0"/></w:pict>'
    clause(word)._p.append(parse_xml(f"<w:r {W}>{ink}</w:r>"))


def included(word: Word) -> None:
    clause(word)._p.addnext(parse_xml(f'<w:altChunk {W} w:val="x"/>'))


def joined(word: Word) -> None:
    header(word)
    strike(word)


IN_WORD: tuple[tuple[str, Callable[[Path], None], list[tuple[str, str, str]]], ...] = (
    ("a footnote", with_notes("footnote", "Außer sonntags."), [("Fußnote", "neu", "Außer sonntags.")]),
    ("an endnote", with_notes("endnote", "Ohne Gewähr."), [("Endnote", "neu", "Ohne Gewähr.")]),
    ("a struck clause", by_word(strike), [("Durchgestrichen", "neu", KLAUSEL)]),
    ("a style that strikes", by_word(strike_by_style), [("Durchgestrichen", "neu", KLAUSEL)]),
    ("a hidden clause", by_word(hide), [("Verborgen", "neu", KLAUSEL)]),
    ("a header", by_word(header), [("Kopfzeile", "neu", "Gilt nur bis Freitag")]),
    ("a header of the first page", by_word(first_page), [("Kopfzeile", "neu", "Unter Vorbehalt")]),
    ("our line in the footer", by_word(footer), [("Fußzeile", "fehlt", "Zielvereinbarung · Fassung")]),
    ("a line across", by_word(drawing), [("Bild", "neu", "")]),
    ("an included file", by_word(included), [("Bild", "neu", "")]),
    (
        "two at once",
        by_word(joined),
        [("Durchgestrichen", "neu", KLAUSEL), ("Kopfzeile", "neu", "Gilt nur bis Freitag")],
    ),
)


@pytest.mark.parametrize(("edit", "erwartet"), [case[1:] for case in IN_WORD], ids=[case[0] for case in IN_WORD])
def test_m42_what_word_adds_beside_the_paragraphs_is_listed(
    verhandlung: Verhandlung, edit: Callable[[Path], None], erwartet: list[tuple[str, str, str]]
) -> None:
    edit(verhandlung.datei)
    found = json.loads(verhandlung("--format", "json").out)
    jsonschema.validate(found, SCHEMA)
    assert found["unterschiede"] == []
    assert [(each["art"], each["zustand"]) for each in found["daneben"]] == [each[:2] for each in erwartet]
    for each, (_, _, words) in zip(found["daneben"], erwartet, strict=True):
        assert words in each["text"]
        assert bool(words) == bool(each["text"])
    answer = verhandlung("--check")
    assert answer.status == 1
    assert "Kein Absatz weicht ab, aber neben den Absätzen" in answer.out
    assert "Neben den Absätzen:\n  - " in answer.out


def test_m42_text_and_markdown_name_what_stands_beside_the_paragraphs(verhandlung: Verhandlung) -> None:
    by_word(joined)(verhandlung.datei)
    by_word(drawing)(verhandlung.datei)
    said = " ".join(verhandlung().out.split())
    assert "Kein Absatz weicht ab, aber neben den Absätzen sind 3 Stellen anders." in said
    assert "- Kopfzeile, neu: »Gilt nur bis Freitag«" in said
    assert "- Bild oder Zeichnung, neu: ohne Beschreibung" in said
    page = verhandlung("--format", "markdown").out
    assert "Kopfzeile, neu: »Gilt nur bis Freitag«\n```" in page


def picture(word: Word) -> None:
    clause(word).add_run().add_picture(
        str(Path(__file__).parents[1] / "docs/bilder/zielvereinbarung-unterschriften.png")
    )


def remark(word: Word) -> None:
    word.add_comment(clause(word).runs[0], text="Einverstanden?")


def symbol(word: Word) -> None:
    clause(word)._p.append(parse_xml(f'<w:r {W}><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'))


def test_m42_a_sign_of_a_symbol_font_is_a_word_like_others(verhandlung: Verhandlung) -> None:
    by_word(symbol)(verhandlung.datei)
    assert json.loads(verhandlung("--format", "json").out)["unterschiede"][0]["neu"].endswith("\uf0fe")


VERIFIED: tuple[tuple[str, Callable[[Path], None]], ...] = (
    *((case[0], case[1]) for case in IN_WORD),
    ("a picture", by_word(picture)),
    ("a remark", by_word(remark)),
)


@pytest.mark.parametrize("edit", [case[1] for case in VERIFIED], ids=[case[0] for case in VERIFIED])
def test_m43_a_word_file_with_something_beside_its_paragraphs_is_not_unchanged(
    edit: Callable[[Path], None], root: Path
) -> None:
    file = made(root, "docx")
    edit(file)
    answer = dkbm("verify", file, cwd=root)
    assert (answer.status, answer.out.splitlines()[0]) == (1, "zv.docx: Datei geändert")


def made(root: Path, form: str) -> Path:
    file = root.parent / f"zv.{form}"
    assert dkbm("render", *ARGUMENTE, "-o", file, cwd=root).status == 0
    return file


STRICH = '<style:style style:name="DZ" style:family="text"><style:text-properties {}/></style:style>'
NOTE = (
    '<text:note text:note-class="{}"><text:note-citation>1</text:note-citation>'
    "<text:note-body>{}</text:note-body></text:note>"
)
IN_ODT: dict[str, tuple[str, str, Beiwerk]] = {
    "a footnote": (
        "",
        NOTE.format("footnote", "<text:p>Außer sonntags.</text:p>"),
        Beiwerk("Fußnote", "Außer sonntags."),
    ),
    "an endnote": ("", NOTE.format("endnote", "<text:p>Ohne Gewähr.</text:p>"), Beiwerk("Endnote", "Ohne Gewähr.")),
    "a remark": ("", "<office:annotation><text:p>So?</text:p></office:annotation>", Beiwerk("Kommentar", "So?")),
    "a line": ("", '<draw:line svg:x1="0cm" svg:x2="5cm"/>', Beiwerk("Bild", "")),
    "a picture": ("", '<draw:frame><draw:image xlink:href="Pictures/x.png"/></draw:frame>', Beiwerk("Bild", "")),
    "struck text": (STRICH.format('style:text-line-through-style="solid"'), "", Beiwerk("Durchgestrichen", KLAUSEL)),
    "hidden text": (STRICH.format('text:display="none"'), "", Beiwerk("Verborgen", KLAUSEL)),
}


@pytest.mark.parametrize("name", IN_ODT)
def test_m43_an_odt_with_something_beside_its_paragraphs_is_not_unchanged(name: str, root: Path) -> None:
    style, inside, erwartet = IN_ODT[name]

    def change(parts: dict[str, str]) -> None:
        text = parts["content.xml"]
        before, after = text.split(KLAUSEL)
        own = f'<text:span text:style-name="DZ">{KLAUSEL}</text:span>' if style else KLAUSEL + inside
        text = before + own + after
        if style:
            leer, voll = "<office:automatic-styles/>", "<office:automatic-styles></office:automatic-styles>"
            text = text.replace(leer, voll).replace("<office:automatic-styles>", f"<office:automatic-styles>{style}")
        parts["content.xml"] = text

    file = made(root, "odt")
    before = odt.read_beiwerk(file.read_bytes())
    rezip(file, change)
    assert differing(before, odt.read_beiwerk(file.read_bytes())) == (Abweichung(erwartet.art, "neu", erwartet.text),)
    assert dkbm("verify", file, cwd=root).out.startswith("zv.odt: Datei geändert")


def test_m43_a_changed_header_of_an_odt_and_a_text_box_are_seen(root: Path) -> None:
    file = made(root, "odt")
    before = file.read_bytes()

    def margin(parts: dict[str, str]) -> None:
        parts["styles.xml"] = parts["styles.xml"].replace("<style:footer>", "<style:footer><text:p>Entfällt.</text:p>")

    rezip(file, margin)
    daneben = differing(odt.read_beiwerk(before), odt.read_beiwerk(file.read_bytes()))
    assert daneben == (Abweichung("Fußzeile", "neu", "Entfällt."),)

    def box(parts: dict[str, str]) -> None:
        kasten = "<draw:frame><draw:text-box><text:p>Im Kasten.</text:p></draw:text-box></draw:frame>"
        parts["content.xml"] = parts["content.xml"].replace(KLAUSEL, KLAUSEL + kasten)

    rezip(file, box)
    assert "Im Kasten." in odt.read_text(file.read_bytes())


HTML = (
    ("</main>", "</main><p>Gilt nicht.</p>", Abweichung("Kopfzeile", "neu", "Gilt nicht.")),
    (KLAUSEL, f"<s>{KLAUSEL}</s>", Abweichung("Durchgestrichen", "neu", "")),
    (KLAUSEL, f'<span style="display:none">{KLAUSEL}</span>', Abweichung("Verborgen", "neu", "display:none")),
    ("</main>", '<img src="data:,"></main>', Abweichung("Bild", "neu", "")),
    ("</main>", "<!-- So? --></main>", Abweichung("Kommentar", "neu", "So?")),
)


@pytest.mark.parametrize(("alt", "neu", "erwartet"), HTML)
def test_m43_a_page_with_something_beside_its_words_is_not_unchanged(
    alt: str, neu: str, erwartet: Abweichung, root: Path
) -> None:
    file = made(root, "html")
    before = file.read_text(encoding="utf-8")
    assert alt in before
    file.write_text(before.replace(alt, neu, 1), encoding="utf-8")
    assert differing(html.read_beiwerk(before.encode()), html.read_beiwerk(file.read_bytes())) == (erwartet,)
    assert dkbm("verify", file, cwd=root).out.startswith("zv.html: Datei geändert")


def test_m43_page_numbers_that_a_program_counts_anew_are_no_change(root: Path) -> None:
    for form, name, number in (("docx", "word/footer1.xml", "<w:t>1</w:t>"), ("odt", "styles.xml", ">1</text:page-")):
        file = made(root, form)

        def count(parts: dict[str, str], name: str = name, number: str = number) -> None:
            assert number in parts[name]
            parts[name] = parts[name].replace(number, number.replace("1", "17"))

        rezip(file, count)
        assert dkbm("verify", file, cwd=root).out.startswith(f"zv.{form}: unverändert")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (Paket libreoffice-writer-nogui) ist nicht da")
@pytest.mark.parametrize("form", ["docx", "odt"])
def test_m43_what_libreoffice_saves_anew_has_nothing_more_beside_its_paragraphs(form: str, root: Path) -> None:
    file = made(root, form)
    reader = {"docx": docx, "odt": odt}[form]
    before = reader.read_beiwerk(file.read_bytes())
    assert {each.art for each in before} == {"Fußzeile"}
    profile = f"-env:UserInstallation={(root.parent / 'profil').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", form, "--outdir", "neu", file.name]
    subprocess.run(command, cwd=root.parent, capture_output=True, check=True, timeout=120)
    after = reader.read_beiwerk((root.parent / "neu" / file.name).read_bytes())
    assert differing(before, after) == ()


def test_a_mark_counts_as_often_as_it_stands_and_white_space_does_not() -> None:
    alt = [Beiwerk("Bild", ""), Beiwerk("Fußnote", "a  b"), Beiwerk("Kopfzeile", "weg")]
    neu = [Beiwerk("Fußnote", "a b"), Beiwerk("Bild", ""), Beiwerk("Bild", "")]
    assert differing(alt, neu) == (Abweichung("Kopfzeile", "fehlt", "weg"), Abweichung("Bild", "neu", ""))


def test_s60_a_file_nested_without_end_is_refused_and_not_a_crash(verhandlung: Verhandlung) -> None:
    def nest(parts: dict[str, str]) -> None:
        deep = "<w:sdt>" * 3000 + "</w:sdt>" * 3000
        parts["word/document.xml"] = parts["word/document.xml"].replace("</w:body>", f"{deep}</w:body>")

    rezip(verhandlung.datei, nest)
    for befehl in ("compare", "verify"):
        answer = dkbm(befehl, verhandlung.datei, cwd=verhandlung.daten)
        assert answer.status == 2
        assert "zu tief verschachtelt" in " ".join((answer.out + answer.err).split())
