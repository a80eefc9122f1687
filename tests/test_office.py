"""Documents as Word and OpenDocument files: valid, complete, always the same bytes, with real structure."""

import hashlib
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from docx import Document
from openxml_audit import OdfValidator, OpenXmlValidator

from dkbm.documents.office.spalten import breiten
from dkbm.documents.render import Herkunft
from dkbm.documents.tree import Block, Container, Heading, Items, Paragraph, Space, Table, paragraphs
from dkbm.documents.writers import docx, odt
from dkbm.errors import DkbmError
from tests.feindlich import TEXTE
from tests.gemischt import ALLES, absatz, dokument, zeile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
FORMATE = ("docx", "odt")
ROOT = Path(__file__).parents[1]


def written(form: str, *blocks: Block, entwurf: bool = False) -> bytes:
    content: bytes = import_module(f"dkbm.documents.writers.{form}").write(dokument(*blocks, entwurf=entwurf), {})
    return content


def read_back(form: str, content: bytes) -> tuple[str, ...]:
    words: tuple[str, ...] = import_module(f"dkbm.documents.readers.{form}").read_text(content)
    return words


def part(content: bytes, name: str) -> ElementTree.Element:
    with ZipFile(BytesIO(content)) as package:
        return ElementTree.fromstring(package.read(name))  # noqa: S314


def main_part(form: str, content: bytes) -> ElementTree.Element:
    return part(content, "word/document.xml" if form == "docx" else "content.xml")


def faults(form: str, content: bytes, folder: Path) -> list[str]:
    """What openxml-audit finds in a file."""
    path = folder / f"x.{form}"
    path.write_bytes(content)
    validator = (
        OpenXmlValidator() if form == "docx" else OdfValidator(relaxng_validation=True, require_schema_routes=False)
    )
    return [str(each) for each in validator.validate(path).errors]


@pytest.mark.parametrize("entwurf", [False, True])
@pytest.mark.parametrize("form", FORMATE)
def test_m42_a_document_with_everything_is_valid(form: str, entwurf: bool, tmp_path: Path) -> None:
    assert faults(form, written(form, *ALLES, entwurf=entwurf), tmp_path) == []


@pytest.mark.parametrize("form", FORMATE)
def test_m42_the_check_finds_a_file_that_was_broken(form: str, tmp_path: Path) -> None:
    content = written(form, *ALLES)
    name, before, after = (
        ("word/document.xml", b"<w:body>", b"<w:body><w:p><w:rPr/><w:pPr/></w:p>")
        if form == "docx"
        else ("content.xml", b"<office:text>", b"<office:text><text:h>x</text:h><text:list-item/>")
    )
    assert faults(form, changed(content, {name: (before, after)}), tmp_path) != []


def changed(content: bytes, changes: dict[str, tuple[bytes, bytes]]) -> bytes:
    buffer = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(buffer, "w") as new:
        for info in old.infolist():
            raw = old.read(info)
            if info.filename in changes:
                before, after = changes[info.filename]
                assert before in raw
                raw = raw.replace(before, after, 1)
            new.writestr(info, raw)
    return buffer.getvalue()


@pytest.mark.parametrize("form", FORMATE)
def test_m42_every_format_carries_the_same_words(form: str) -> None:
    assert read_back(form, written(form, *ALLES)) == paragraphs(dokument(*ALLES).blocks)


def test_s57_an_independent_reader_finds_the_same_paragraphs_in_word() -> None:
    found = [each.text for each in Document(BytesIO(written("docx", *ALLES))).paragraphs if each.text.strip()]
    outside = [block for block in ALLES if not isinstance(block, Table)]
    words = [text for text in paragraphs((Heading(1, zeile("Musterdokument")), *outside)) if "Kacheln" not in text]
    assert found == words


def test_m42_the_mimetype_of_an_odt_comes_first_and_is_stored() -> None:
    content = written("odt", *ALLES)
    with ZipFile(BytesIO(content)) as package:
        first = package.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        assert package.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        listed = {each.get(f"{MANIFEST}full-path") for each in part(content, _MANIFEST)}
        assert listed == {"/", *package.namelist()} - {"mimetype", _MANIFEST}


MANIFEST = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_MANIFEST = "META-INF/manifest.xml"


@pytest.mark.parametrize("form", FORMATE)
def test_s61_a_file_carries_no_time_and_nothing_a_template_left_behind(form: str) -> None:
    with ZipFile(BytesIO(written(form, *ALLES))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = package.namelist()
    assert names[1:] == sorted(names[1:])
    assert not [name for name in names if "stylesWithEffects" in name or "thumbnail" in name or "customXml" in name]


SCRIPT = """
import hashlib, sys
from tests.gemischt import ALLES, dokument
from dkbm.documents.writers import write
for form in ("docx", "odt"):
    print(hashlib.sha256(write(dokument(*ALLES), form, {})).hexdigest())
"""


@pytest.mark.parametrize(
    "place",
    [
        {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C"},
        {"PYTHONHASHSEED": "4711", "TZ": "Etc/GMT+12", "LC_ALL": "de_DE.UTF-8"},
    ],
    ids=str,
)
def test_m41_s61_the_same_bytes_in_every_process(place: dict[str, str]) -> None:
    here = [hashlib.sha256(written(form, *ALLES)).hexdigest() for form in FORMATE]
    answer = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, env=place, capture_output=True, check=True)
    assert answer.stdout.decode().split() == here


@pytest.mark.parametrize("form", FORMATE)
def test_s57_s58_s65_3000_hostile_texts_read_back_and_change_no_structure(form: str) -> None:
    """Each stands in a heading, a paragraph, a list, a cell and a signature, among words that tell them apart."""
    assert len(TEXTE) >= 3000
    content = written(form, *all_places(TEXTE))
    assert read_back(form, content) == paragraphs(dokument(*all_places(TEXTE)).blocks)
    assert shape(form, content) == shape(form, written(form, *all_places(["Wort"] * len(TEXTE))))


def all_places(texts: "list[str] | tuple[str, ...]") -> tuple[Block, ...]:
    blocks: list[Block] = []
    for index in range(0, len(texts), 5):
        a, b, c, d, e = (*texts[index : index + 5], *["x"] * 5)[:5]
        blocks += [
            Heading(2, zeile(a)),
            absatz(b),
            Items(True, 1, ((absatz(c),),)),
            Table((zeile("Kopf"),), ((zeile(d),),), ("left",)),
            Container("unterschriften", (absatz("Der Landrat", e),)),
        ]
    return tuple(blocks)


def shape(form: str, content: bytes) -> list[str]:
    """The elements in order; how many blanks a text may hold is no structure."""
    root = main_part(form, content)
    return [each.tag for each in root.iter() if each.tag != f"{TEXT}s"]


class Regel(NamedTuple):
    """A piece of structure: what it is, and how to find it in a file."""

    was: str
    form: str
    find: Callable[[ElementTree.Element], object]
    erwartet: object


def _w(root: ElementTree.Element, path: str) -> list[ElementTree.Element]:
    return root.findall(path.replace("w:", W))


def _starts(root: ElementTree.Element) -> list[str]:
    return [start for each in root.iter(f"{TEXT}list-item") if (start := each.get(f"{TEXT}start-value"))]


REGELN = (
    Regel("row of headings", "docx", lambda root: len(_w(root, ".//w:trPr/w:tblHeader")), 2),
    Regel("each list counts anew", "docx", lambda root: len({e.get(f"{W}val") for e in _w(root, ".//w:numId")}), 4),
    Regel("line to sign on", "docx", lambda root: len(_w(root, ".//w:r/w:tab")), 2),
    Regel("new pages", "docx", lambda root: len(_w(root, ".//w:pageBreakBefore")), 2),
    Regel("what stays with the next", "docx", lambda root: len(_w(root, ".//w:pPr/w:keepNext")), 7),
    Regel("gap", "docx", lambda root: [e.get(f"{W}val") for e in _w(root, ".//w:rStyle")], ["dkbmLcke"]),
    Regel("row of headings", "odt", lambda root: len(root.findall(f".//{TABLE}table-header-rows")), 2),
    Regel("lists", "odt", lambda root: len(root.findall(f".//{TEXT}list")), 4),
    Regel("start of a list", "odt", _starts, ["4"]),
    Regel(
        "levels of headings",
        "odt",
        lambda root: [each.get(f"{TEXT}outline-level") for each in root.iter(f"{TEXT}h")],
        ["1", "2", "3", "2"],
    ),
    Regel("line to sign on", "odt", lambda root: len(root.findall(f".//{TEXT}tab")), 2),
    Regel(
        "new pages",
        "odt",
        lambda root: [e.get(f"{FO}break-before") for e in root.iter(f"{STYLE}paragraph-properties")].count("page"),
        2,
    ),
)


@pytest.mark.parametrize("regel", REGELN, ids=lambda regel: f"{regel.form} {regel.was}")
def test_m42_structure_is_real(regel: Regel) -> None:
    assert regel.find(main_part(regel.form, written(regel.form, *ALLES))) == regel.erwartet


def test_m42_nothing_comes_between_the_closing_sentence_and_the_last_signature() -> None:
    """Line and party in turn, each held to the next; only the last party may stand before the end of a page."""
    block = Container("unterschriften", (absatz("A"), absatz("B")))
    body = main_part("docx", written("docx", absatz("Davor"), Container("schluss", (absatz("Ende"),)), block))
    stays = [bool(_w(each, "w:pPr/w:keepNext")) for each in body.iter(f"{W}p")]
    assert stays == [False, False, True, True, True, True, False]


@pytest.mark.parametrize("start", [1, 4, 12])
def test_m42_a_numbered_list_begins_where_the_text_says(start: int) -> None:
    content = written("docx", Items(True, 1, ((absatz("davor"),),)), Items(True, start, ((absatz("x"),),)))
    lists = part(content, "word/numbering.xml").findall(f"{W}num")
    begins = [each.find(f".//{W}startOverride") for each in lists]
    assert [None if each is None else each.get(f"{W}val") for each in begins] == [None, "1", str(start)]


def test_m42_place_and_day_stay_with_the_signatures_under_them() -> None:
    block = Container("unterschriften", (absatz("A"),))
    body = main_part("docx", written("docx", absatz("Davor"), absatz("Musterstadt, 01.02.2018"), block))
    stays = {"".join(each.itertext()): bool(_w(each, "w:pPr/w:keepNext")) for each in body.iter(f"{W}p")}
    assert (stays["Davor"], stays["Musterstadt, 01.02.2018"], stays["A"]) == (False, True, False)
    assert b'"dkbmN-Text_20_body"' in raw("odt", absatz("Musterstadt, 01.02.2018"), block)


@pytest.mark.parametrize("was", [Space(3), Table((zeile("Was"),), ((zeile("x"),),), ("left",))], ids=["room", "table"])
def test_m42_what_announces_a_table_or_room_to_write_stays_with_it(was: Block) -> None:
    body = main_part("docx", written("docx", absatz("Davor"), absatz("Ergebnis:"), was, absatz("Danach")))
    stays = {"".join(each.itertext()): bool(_w(each, "w:pPr/w:keepNext")) for each in body.iter(f"{W}p")}
    assert (stays["Davor"], stays["Ergebnis:"], stays["Danach"]) == (False, True, False)
    assert b'"dkbmN-Text_20_body"' in raw("odt", absatz("Ergebnis:"), was)
    assert b'"dkbmN-Text_20_body"' not in raw("odt", absatz("Ergebnis:"), absatz("Danach"))


def raw(form: str, *blocks: Block) -> bytes:
    return ElementTree.tostring(main_part(form, written(form, *blocks)))


TABELLEN: tuple[tuple[str, Table, Callable[[tuple[int, ...]], bool]], ...] = (
    (
        "no word is cut",
        Table((zeile("Kommunen"), zeile("wo")), ((zeile("1"), zeile("der Landkreis " * 9)),), ("right", "left")),
        lambda breiten: breiten[0] > 1100,
    ),
    (
        "room to write is wide",
        Table((zeile("Ebene"), zeile("Eintrag")), ((zeile("Die Agentur"), ()),), ("left", "left")),
        lambda breiten: breiten[1] > 2 * breiten[0],
    ),
    (
        "more words than fit",
        Table((zeile("x" * 60), zeile("y" * 60)), ((zeile("1"), zeile("2")),), ("left", "left")),
        lambda breiten: breiten[0] == breiten[1],
    ),
    ("one column, no row", Table((zeile("Nur"),), (), ("left",)), lambda breiten: len(breiten) == 1),
)


@pytest.mark.parametrize(("table", "holds"), [case[1:] for case in TABELLEN], ids=[case[0] for case in TABELLEN])
def test_columns_are_as_wide_as_their_words_need(table: Table, holds: Callable[[tuple[int, ...]], bool]) -> None:
    found = breiten(table, 9000)
    assert sum(found) == 9000
    assert min(found) > 0
    assert holds(found)


def test_rows_to_fill_in_are_high_enough_to_write_in() -> None:
    table = Table((zeile("A"), zeile("B")), ((zeile("1"), zeile("2")), (zeile("3"), ())), ("left", "left"))
    rows = main_part("docx", written("docx", table)).findall(f".//{W}tr")
    heights = [each.find(f".//{W}trHeight") for each in rows]
    assert [None if each is None else each.get(f"{W}val") for each in heights] == [None, None, "510"]
    assert raw("odt", table).count(b'"dkbmLeerzeile"') == 2


@pytest.mark.parametrize(("form", "name"), [("docx", "word/footer1.xml"), ("odt", "styles.xml")])
def test_m43_the_foot_names_the_commit_of_recorded_data(form: str, name: str) -> None:
    document = dokument(absatz("x"))
    document = document._replace(herkunft=document.herkunft._replace(revision="3f2a91c0" * 5))
    content = import_module(f"dkbm.documents.writers.{form}").write(document, {})
    assert "· Daten 3f2a91c0" in "".join(part(content, name).itertext())


@pytest.mark.parametrize(("form", "name"), [("docx", "word/header1.xml"), ("odt", "styles.xml")])
def test_m39_every_page_of_a_draft_says_so(form: str, name: str) -> None:
    assert "ENTWURF" in "".join(part(written(form, *ALLES, entwurf=True), name).itertext())
    assert "ENTWURF" not in "".join(part(written(form, *ALLES), name).itertext())


@pytest.mark.parametrize(("form", "name"), [("docx", "word/footer1.xml"), ("odt", "styles.xml")])
def test_m43_the_foot_of_each_page_names_wording_and_data(form: str, name: str) -> None:
    said = "".join(part(written(form, *ALLES), name).itertext())
    assert "Musterdokument · Fassung 2017 · Angaben bbbbbbbb" in said
    assert "Seite" in said
    assert "von" in said


@pytest.mark.parametrize("form", FORMATE)
def test_m43_a_file_carries_its_whole_origin(form: str) -> None:
    document = dokument(absatz("x"), entwurf=True)
    herkunft = document.herkunft._replace(revision="3f2a91c0" * 5, fassung='a "b" <c> & \\d')
    module = import_module(f"dkbm.documents.writers.{form}")
    content = module.write(document._replace(herkunft=herkunft), {})
    found: Herkunft | None = import_module(f"dkbm.documents.readers.{form}").read_herkunft(content)
    assert found == herkunft


def test_m42_title_and_language_are_said() -> None:
    core = part(docx.write(dokument(absatz("x"), titel="Titel & mehr"), {}), "docProps/core.xml")
    meta = part(odt.write(dokument(absatz("x"), titel="Titel & mehr"), {}), "meta.xml")
    for root in (core, meta):
        said = list(root.itertext())
        assert said[:2] == ["Titel & mehr", "de-DE"]
        assert said[2].startswith("2024-01-31T00:00:00")


def test_a_long_list_in_a_list_in_a_list_still_counts() -> None:
    deep = Items(True, 1, ((absatz("a"), Items(True, 1, ((absatz("b"), Items(True, 1, ((absatz("c"),),))),))),))
    for form in FORMATE:
        assert read_back(form, written(form, deep))[1:] == ("a", "b", "c")


def test_a_character_no_xml_can_hold_is_refused() -> None:
    for form in FORMATE:
        with pytest.raises(DkbmError, match="U\\+0001"):
            written(form, Paragraph(zeile("a\x01b")))
