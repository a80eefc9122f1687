"""Templates that staff maintain in Word and LibreOffice: completed where they lack something, refused where unsafe."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document

from dkbm.documents.office.pruefung import built_in, findings
from dkbm.documents.office.stile import ODT, WORD
from dkbm.documents.tree import paragraphs
from dkbm.documents.writers import docx, odt
from dkbm.errors import DkbmError
from dkbm.store.templates import read_templates
from tests.aufruf import dkbm, lay_out
from tests.dokumente import lay_out_templates
from tests.gemischt import ALLES, dokument
from tests.test_office import FORMATE, ROOT, W, faults, part, read_back

VORLAGE = {"docx": "vorlage.docx", "odt": "vorlage.ott"}
ART = {"docx": "docx", "odt": "ott"}
MAIN = {"docx": "word/document.xml", "odt": "styles.xml"}
Parts = dict[str, bytes]


def parts_of(content: bytes) -> Parts:
    with ZipFile(BytesIO(content)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as package:
        for name, raw in parts.items():
            package.writestr(name, raw)
    return buffer.getvalue()


def replaced(name: str, before: str, after: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        text = parts[name].decode()
        assert before in text
        parts[name] = text.replace(before, after).encode()

    return change


def changed(form: str, change: Callable[[Parts], None]) -> Mapping[str, bytes]:
    """The templates of a dataset: the built-in one after a change."""
    parts = parts_of(built_in(ART[form]))
    change(parts)
    return {VORLAGE[form]: packed(parts)}


def written(form: str, vorlagen: Mapping[str, bytes], *, entwurf: bool = False) -> bytes:
    content: bytes = import_module(f"dkbm.documents.writers.{form}").write(dokument(*ALLES, entwurf=entwurf), vorlagen)
    return content


@pytest.mark.parametrize("form", FORMATE)
def test_the_built_in_template_is_valid_small_and_complete(form: str, tmp_path: Path) -> None:
    content = built_in(ART[form])
    assert faults(form, content, tmp_path) == []
    assert len(content) < 40_000
    assert findings({VORLAGE[form]: content}) == []
    assert written(form, {VORLAGE[form]: content}) == written(form, {})


def plain_word() -> bytes:
    """A template as another program makes one: none of our styles, with a thumbnail and other things nobody needs."""
    buffer = BytesIO()
    word = Document()
    word.sections[0].header.paragraphs[0].text = "Landkreis-Kopf"
    word.save(buffer)
    return buffer.getvalue()


def test_s61_a_word_template_of_other_make_gets_what_it_lacks(tmp_path: Path) -> None:
    vorlagen = {"vorlage.docx": plain_word()}
    content = written("docx", vorlagen, entwurf=True)
    assert faults("docx", content, tmp_path) == []
    assert read_back("docx", content) == paragraphs(dokument(*ALLES, entwurf=True).blocks)
    styles = part(content, "word/styles.xml")
    ids = [each.get(f"{W}styleId") for each in styles.iter(f"{W}style")]
    assert len(ids) == len(set(ids))
    used = {each.get(f"{W}val") for each in part(content, "word/document.xml").iter(f"{W}pStyle")}
    assert used <= set(ids)
    names = parts_of(content)
    assert not [name for name in names if re.search("thumbnail|stylesWithEffects|customXml", name)]
    missing = [each for each in findings(vorlagen) if "Es fehlt die Formatvorlage" in each]
    assert len(missing) == len([stil for stil in WORD if stil.name.startswith("dkbm")])


@pytest.mark.parametrize("form", FORMATE)
def test_s61_the_look_comes_from_the_template_of_the_dataset(form: str) -> None:
    where, before, after = {
        "docx": ("word/styles.xml", 'w:ascii="Cambria"', 'w:ascii="Hausschrift"'),
        "odt": ("styles.xml", 'style:font-name="Liberation Serif"', 'style:font-name="Hausschrift"'),
    }[form]
    vorlagen = changed(form, replaced(where, before, after))
    assert b"Hausschrift" in parts_of(written(form, vorlagen))[where]


@pytest.mark.parametrize("entwurf", [False, True])
@pytest.mark.parametrize("form", FORMATE)
def test_m39_a_template_without_header_and_footer_still_gets_mark_and_origin(
    form: str, entwurf: bool, tmp_path: Path
) -> None:
    def bare(parts: Parts) -> None:
        name = MAIN[form]
        pattern = r"<w:(header|footer)Reference[^>]*/>|<style:(header|footer)>.*?</style:(header|footer)>"
        parts[name] = re.sub(pattern, "", parts[name].decode(), flags=re.DOTALL).encode()
        if form == "docx":
            rels = parts["word/_rels/document.xml.rels"].decode()
            rels = re.sub(r'<Relationship Id="rId[34]".*?/>', "", rels)
            parts["word/_rels/document.xml.rels"] = rels.encode()
            del parts["word/header1.xml"], parts["word/footer1.xml"]

    content = written(form, changed(form, bare), entwurf=entwurf)
    assert faults(form, content, tmp_path) == []
    margins = b"".join(raw for name, raw in parts_of(content).items() if re.search("Header|Footer|styles", name))
    assert (b"ENTWURF" in margins, b"Fassung 2017" in margins) == (entwurf, True)


def test_a_list_of_the_template_keeps_its_number() -> None:
    def numbered(parts: Parts) -> None:
        parts["word/numbering.xml"] = (
            f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"/></w:abstractNum>'
            '<w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
        ).encode()
        rel = '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>'  # noqa: E501
        replaced("word/_rels/document.xml.rels", "</Relationships>", rel)(parts)
        typ = '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>'  # noqa: E501
        replaced("[Content_Types].xml", "</Types>", typ)(parts)

    content = written("docx", changed("docx", numbered))
    nums = [each.get(f"{W}numId") for each in part(content, "word/numbering.xml").iter(f"{W}num")]
    assert nums == ["5", "6", "7", "8", "9"]
    used = {each.get(f"{W}val") for each in part(content, "word/document.xml").iter(f"{W}numId")}
    assert used == {"6", "7", "8", "9"}


STILE = [("docx", stil.name) for stil in WORD] + [("odt", stil.name) for stil in ODT]


def without_styles(form: str, *names: str) -> Mapping[str, bytes]:
    """The templates of a dataset: the built-in one without some styles."""

    def change(parts: Parts) -> None:
        where = "word/styles.xml" if form == "docx" else "styles.xml"
        text = parts[where].decode()
        for name in names:
            style = (
                rf'  <w:style [^>]*>\s*<w:name w:val="{name}"/>.*?</w:style>\n'
                if form == "docx"
                else rf'    <(style:style|text:list-style) [^>]*style:display-name="{name}".*?</\1>\n'
            )
            text, found = re.subn(style, "", text, flags=re.DOTALL)
            assert found == 1, name
        parts[where] = text.encode()

    return changed(form, change)


@pytest.mark.parametrize(("form", "name"), STILE, ids=lambda value: value)
def test_each_style_that_is_missing_is_named(form: str, name: str) -> None:
    found = findings(without_styles(form, name))
    assert len(found) == 1
    assert found[0].startswith(f"templates/{VORLAGE[form]}: Es fehlt die Formatvorlage »")
    assert found[0].endswith("Stattdessen gilt die mitgelieferte.")


@pytest.mark.parametrize("form", FORMATE)
def test_all_missing_styles_are_replaced_by_ours(form: str, tmp_path: Path) -> None:
    content = written(form, without_styles(form, *[name for where, name in STILE if where == form]), entwurf=True)
    assert faults(form, content, tmp_path) == []
    assert read_back(form, content) == paragraphs(dokument(*ALLES, entwurf=True).blocks)


def bomb(parts: Parts) -> None:
    parts["word/media/gross.png"] = bytes(21 << 20)


def many(parts: Parts) -> None:
    parts.update({f"word/media/{number}.png": b"" for number in range(1001)})


def entities(encoding: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        for name in ("word/styles.xml", "styles.xml"):
            if name in parts:
                root = parts[name].decode().partition("?>")[2].strip()
                kind = root[1 : root.index(" ")]
                head = f'<?xml version="1.0" encoding="{encoding}"?>'
                dtd = f'<!DOCTYPE {kind} [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
                parts[name] = f"{head}{dtd}{root}".encode(encoding)

    return change


def added(name: str) -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: b"x"})


def without(name: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        del parts[name]

    return change


EXTERN = (
    '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
    'Target="https://beispiel.example/logo.png" TargetMode="External"/></Relationships>'
)
LINKED = '<draw:image xmlns:draw="urn:d" xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="file:///etc/logo.png"/>'
UNSAFE: tuple[tuple[str, str, Callable[[Parts], None], str], ...] = (
    ("s60 bomb", "docx", bomb, "ausgepackt zu groß"),
    ("s60 bomb", "odt", bomb, "ausgepackt zu groß"),
    ("s60 many parts", "docx", many, "ausgepackt zu groß"),
    ("s59 entities", "docx", entities("utf-8"), "Dokumenttyp-Deklaration"),
    ("s59 entities", "odt", entities("utf-8"), "Dokumenttyp-Deklaration"),
    ("s59 entities in UTF-16", "docx", entities("utf-16"), "Dokumenttyp-Deklaration"),
    ("macros", "docx", added("word/vbaProject.bin"), "enthält Makros"),
    ("macros", "odt", added("Basic/Standard/Module1.xml"), "enthält Makros"),
    ("picture from elsewhere", "docx", replaced("word/_rels/document.xml.rels", "</Relationships>", EXTERN), "fremde"),
    ("picture from elsewhere", "odt", replaced("styles.xml", "<style:footer>", f"<style:footer>{LINKED}"), "fremde"),
    ("no document", "docx", without("word/document.xml"), "Es fehlt word/document.xml"),
    ("no styles", "odt", without("styles.xml"), "keine Textvorlage"),
    ("other mimetype", "odt", lambda parts: parts.update(mimetype=b"text/plain"), "keine Textvorlage"),
    ("broken XML", "docx", replaced("word/styles.xml", "</w:styles>", ""), "kein lesbares XML"),
    ("broken XML", "odt", replaced("styles.xml", "</office:document-styles>", ""), "kein lesbares XML"),
    (
        "a template with macros",
        "docx",
        replaced("[Content_Types].xml", ".main+xml", ".macroEnabled.main+xml"),
        "Makros",
    ),
    ("no page", "docx", replaced("word/document.xml", "w:sectPr", "w:sdt"), "Papier und Ränder"),
)


@pytest.mark.parametrize(("form", "change", "said"), [case[1:] for case in UNSAFE], ids=[c[0] for c in UNSAFE])
def test_s59_s60_an_unsafe_template_is_refused_in_german(form: str, change: Callable[[Parts], None], said: str) -> None:
    vorlagen = changed(form, change)
    with pytest.raises(DkbmError, match=said):
        written(form, vorlagen)
    assert len(findings(vorlagen)) == 1
    assert said in findings(vorlagen)[0]


@pytest.mark.parametrize("form", FORMATE)
def test_s59_a_template_that_is_no_package_is_refused(form: str) -> None:
    for content in (b"", b"PK\x03\x04", b"Text", built_in(ART[form])[:900]):
        with pytest.raises(DkbmError, match="keine Datei von Word oder LibreOffice"):
            written(form, {VORLAGE[form]: content})


@pytest.mark.parametrize("form", FORMATE)
def test_s60_a_template_of_more_than_1_mib_is_refused(tmp_path: Path, form: str) -> None:
    root = lay_out_templates(tmp_path / "daten")
    (root / "templates" / VORLAGE[form]).write_bytes(built_in(ART[form]) + bytes(1 << 20))
    answer = dkbm("render", "zielvereinbarung", "99001", "--format", form, cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert f"templates/{VORLAGE[form]} ist größer als 1 MiB." in answer.err


@pytest.mark.parametrize("name", VORLAGE.values())
def test_s51_a_link_in_place_of_a_template_is_refused(tmp_path: Path, name: str) -> None:
    root = lay_out_templates(tmp_path / "daten")
    (tmp_path / name).write_bytes(b"x")
    (root / "templates" / name).symlink_to(tmp_path / name)
    with pytest.raises(DkbmError, match="Symbolische Verknüpfungen"):
        read_templates(root)


@pytest.mark.parametrize("form", FORMATE)
def test_template_neu_writes_what_template_check_accepts(tmp_path: Path, form: str) -> None:
    root = lay_out_templates(tmp_path / "daten")
    before = dkbm("render", "zielvereinbarung", "99001", "-o", tmp_path / f"a.{form}", cwd=root)
    written_to = tmp_path / VORLAGE[form]
    answer = dkbm("template", "neu", "-o", written_to, cwd=root)
    assert (answer.status, answer.out) == (0, "")
    assert f"gehört die Datei als {VORLAGE[form]} in den Ordner templates/" in answer.err
    (root / "templates" / VORLAGE[form]).write_bytes(written_to.read_bytes())
    assert VORLAGE[form] not in dkbm("template", "check", cwd=root).out
    assert f"{VORLAGE[form]}" in dkbm("template", "liste", cwd=root).out
    after = dkbm("render", "zielvereinbarung", "99001", "-o", tmp_path / f"b.{form}", cwd=root)
    assert (before.status, after.status) == (0, 0)
    assert (tmp_path / f"a.{form}").read_bytes() == (tmp_path / f"b.{form}").read_bytes()


def test_template_check_names_findings_and_ends_with_1(tmp_path: Path) -> None:
    root = lay_out_templates(tmp_path / "daten")
    (root / "templates/vorlage.docx").write_bytes(plain_word())
    answer = dkbm("template", "check", cwd=root)
    assert answer.status == 1
    assert (
        "templates/vorlage.docx: Es fehlt die Formatvorlage »dkbm Lücke« (Zeichen) für Angaben, die noch fehlen. "
        "Stattdessen gilt die mitgelieferte.\n"
    ) in answer.out
    assert answer.out.count("templates/vorlage.docx: ") == 13
    assert answer.err == f"{len(re.findall('(?m)^templates/', answer.out))} Befunde.\n"


def test_m38_template_check_without_templates_checks_nothing(tmp_path: Path) -> None:
    answer = dkbm("template", "check", cwd=lay_out(tmp_path))
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("Unter templates/ liegen keine Vorlagen.\n")


def test_the_templates_of_this_project_have_no_findings() -> None:
    answer = dkbm("template", "check", cwd=ROOT)
    assert (answer.status, answer.err) == (0, "")
    assert re.fullmatch(r"[0-9]+ Vorlagen geprüft: nichts zu beanstanden\.\n", answer.out)


def test_template_liste_shows_wordings_and_styles(tmp_path: Path) -> None:
    out = dkbm("template", "liste", cwd=lay_out_templates(tmp_path / "daten")).out
    assert re.search(r"(?m)^zielvereinbarung/modul-1\.md\.j2 +2017 +ab 01\.09\.2014$", out)
    assert re.search(r"(?m)^vorlage\.ott +mitgeliefert$", out)


@pytest.mark.parametrize("options", [(), ("-o", "vorlage.pdf"), ("-o", "vorlage")])
def test_template_neu_asks_where_to(tmp_path: Path, options: tuple[str, ...]) -> None:
    answer = dkbm("template", "neu", *options, cwd=lay_out_templates(tmp_path / "daten"))
    assert answer.status == 2
    assert "endet auf .docx oder .ott" in answer.err


def test_styles_of_both_templates_carry_the_same_names() -> None:
    eigene = [[stil.name for stil in stile if stil.name.startswith("dkbm")] for stile in (WORD, ODT)]
    assert set(eigene[0]) - {"dkbm Tabelle"} == set(eigene[1]) - {
        "dkbm Fett", "dkbm Kursiv", "dkbm Punkte", "dkbm Nummern"
    }  # fmt: skip


def test_an_odt_keeps_the_tree_of_the_styles_people_know() -> None:
    root = part(odt.write(dokument(*ALLES), {}), "styles.xml")
    style = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    levels = {each.get(f"{style}default-outline-level") for each in root.iter(f"{style}style")}
    assert levels == {None, "1", "2", "3"}
    assert docx.write(dokument(*ALLES), {}) == docx.write(dokument(*ALLES), {})
