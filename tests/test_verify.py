"""`dkbm verify`: what moved since a document was made, wording or data, and whether the file was changed (M 43)."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from jsonschema import Draft202012Validator

from dkbm.documents.pruefsumme import differing, identify
from dkbm.documents.writers import FORMATE, write
from tests.aufruf import dkbm
from tests.besiegelt import change, in_git
from tests.dokumente import ARGUMENTE, DATEIEN, MUSTER, ROOT, dokument
from tests.eintraege import record
from tests.repositorium import call, own_settings

VORLAGE = "templates/zielvereinbarung/teile/modul-1-2017.md.j2"
SCHEMA = json.loads((ROOT / "schemas/ausgabe/verify.schema.json").read_text(encoding="utf-8"))
HERKUNFT = "zielvereinbarung landkreis-musterland --modul 1 --id zv-2017"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_settings(tmp_path, monkeypatch)
    return in_git(tmp_path / "satz")


def made(root: Path, form: str = "md", *more: str) -> Path:
    """A Zielvereinbarung in a format."""
    file = root.parent / f"zv.{form}"
    assert dkbm("render", *ARGUMENTE, *more, "-o", file, cwd=root).status == 0
    return file


def asked(root: Path, *files: Path) -> list[dict[str, object]]:
    """What `verify` says as JSON."""
    found: list[dict[str, object]] = json.loads(dkbm("verify", *files, "--format", "json", cwd=root).out)
    Draft202012Validator(SCHEMA).validate(found)
    return found


def moved_data(root: Path) -> None:
    change(root, "text: Bildungsmonitoring ergänzen", "text: Bildungsbericht")


def moved_wording(root: Path) -> None:
    path = root / VORLAGE
    path.write_text(path.read_text(encoding="utf-8").replace("Sondierungsgespräch:", "Gespräch:"), encoding="utf-8")


def moved_neither(root: Path) -> None:
    change(root, "schlagworte: [bildungsmonitoring]", "schlagworte: [vernetzung]")


def moved_both(root: Path) -> None:
    moved_data(root)
    moved_wording(root)


CASES = [
    (moved_neither, "unverändert", (False, False)),
    (moved_data, "Daten geändert", (False, True)),
    (moved_wording, "Vorlage geändert", (True, False)),
    (moved_both, "Vorlage geändert, Daten geändert", (True, True)),
]


WERTE = [
    {"name": "themen[0]", "alt": "Bildungsmonitoring ergänzen", "neu": "Bildungsbericht"},
    {"name": "nachgetragen", "alt": "", "neu": "des Nachtrags [[fehlt: Nachtrag]]"},
]
"""What is different: the theme, and that it takes a Nachtrag to change it."""


@pytest.mark.parametrize(("move", "ergebnis", "bewegt"), CASES, ids=[case[1] for case in CASES])
def test_m43_it_says_which_of_the_two_moved(
    move: Callable[[Path], None], ergebnis: str, bewegt: tuple[bool, bool], root: Path
) -> None:
    files = [made(root, form) for form in FORMATE]
    move(root)
    for file, found in zip(files, asked(root, *files), strict=True):
        assert (found["datei"], found["ergebnis"], found["datei_zustand"]) == (file.name, ergebnis, "gleich")
        assert (found["vorlage_bewegt"], found["daten_bewegt"]) == bewegt
        assert found["werte"] == (WERTE if bewegt[1] else [])
    answer = dkbm("verify", files[0], cwd=root)
    assert (answer.status, answer.err) == (int(any(bewegt)), "")
    assert answer.out.startswith(f"zv.md: {ergebnis}\n  {HERKUNFT}, Stichtag")


def test_m43_a_pdf_knows_its_values_where_git_does_not(root: Path) -> None:
    change(root, "ort: Musterstadt", "ort: Altstadt")
    assert record(root, "siegel", "lk musterland", "--grund", "im Papier steht Altstadt").status == 0
    pdf, text = made(root, "pdf"), made(root, "md")
    moved_data(root)
    (of_pdf, of_text) = asked(root, pdf, text)
    assert of_pdf["werte"] == WERTE
    assert of_text["werte"] == []
    said = dkbm("verify", text, cwd=root).out
    assert "ihre Daten stehen nicht in git" in " ".join(said.split())


def in_text(content: bytes) -> bytes:
    return content.replace(b"Musterstadt, 16.10.2017", b"Musterstadt, 17.10.2017")


def in_zip(content: bytes, name: str, old: bytes, new: bytes, folder: Path) -> bytes:
    source, target = folder / "alt.zip", folder / "neu.zip"
    source.write_bytes(content)
    with ZipFile(source) as alt, ZipFile(target, "w", ZIP_DEFLATED) as neu:
        for info in alt.infolist():
            data = alt.read(info)
            assert info.filename != name or old in data
            neu.writestr(info.filename, data.replace(old, new) if info.filename == name else data)
    return target.read_bytes()


def altered(content: bytes, form: str, folder: Path) -> bytes:
    """Another day in the words of a document; of a PDF, which keeps its words packed, one byte more."""
    parts = {"docx": "word/document.xml", "odt": "content.xml"}
    if form in parts:
        return in_zip(content, parts[form], b"16.10.2017", b"17.10.2017", folder)
    return content + b"\n" if form == "pdf" else in_text(content)


@pytest.mark.parametrize("move", [moved_neither, moved_data])
def test_m43_a_file_that_was_changed_is_known(move: Callable[[Path], None], root: Path) -> None:
    files = [made(root, form) for form in FORMATE]
    for file in files:
        before = file.read_bytes()
        file.write_bytes(altered(before, file.suffix[1:], root.parent))
        assert file.read_bytes() != before
    move(root)
    assert all("Datei geändert" in str(found["ergebnis"]) for found in asked(root, *files))
    answer = dkbm("verify", files[0], cwd=root)
    assert answer.status == 1
    assert "Datei: Sie ist nicht mehr die, die aus diesen Daten und dieser Vorlage" in " ".join(answer.out.split())


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_m43_a_file_saved_anew_with_the_same_words_is_unchanged(form: str, root: Path) -> None:
    file = made(root, form)
    name = {"docx": "word/styles.xml", "odt": "styles.xml"}[form]
    file.write_bytes(in_zip(file.read_bytes(), name, b"", b"", root.parent))
    answer = dkbm("verify", file, cwd=root)
    assert answer.status == 0
    assert "Datei: Der Text ist derselbe, die Datei nicht Byte für Byte" in " ".join(answer.out.split())


def test_m43_what_a_file_says_of_itself_is_checked_too(root: Path) -> None:
    """Sums that fit nothing: then neither the data nor the wording at its commit give this document."""
    file = made(root)
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub("daten_sha256: .*", f"daten_sha256: {'a' * 64}", text), encoding="utf-8")
    (found,) = asked(root, file)
    assert found["ergebnis"] == "Daten geändert, Datei geändert"
    assert "dieselben wie damals" in str(found["hinweise"])


# --- what cannot be made any more ---


def gone_kommune(root: Path) -> None:
    (root / MUSTER).unlink()


def renamed_kommune(root: Path) -> None:
    text = (root / MUSTER).read_text(encoding="utf-8").replace("name: Musterland", "name: Neuland")
    (root / "data/kommunen/landkreis-neuland.yaml").write_text(
        text.replace("auch: [Kreis Muster]\n", ""), encoding="utf-8"
    )
    (root / MUSTER).unlink()


def gone_fassung(root: Path) -> None:
    """Only a newer wording, under another name."""
    for name in ("modul-1", "modul-1-2021"):
        path = root / f"templates/zielvereinbarung/{name}.md.j2"
        path.write_text(re.sub(r"fassung: \d+", "fassung: 2030", path.read_text(encoding="utf-8")), encoding="utf-8")
    for number in (2, 3):
        for name in (f"modul-{number}", f"modul-{number}-2021", "modul-4"):
            path = root / f"templates/zielvereinbarung/{name}.md.j2"
            path.write_text(path.read_text(encoding="utf-8").replace("fassung: 20", "fassung: 99"), encoding="utf-8")


def gone_agreement(root: Path) -> None:
    change(root, "id: zv-2017", "id: zv-anders")


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (gone_kommune, "Keine Kommune heißt"),
        (renamed_kommune, "Sie steht heute unter: landkreis-neuland."),
        (gone_fassung, "Die Fassung 2017 gibt es nicht mehr; erzeugt würde die Fassung 2030."),
        (gone_agreement, "hat keine Vereinbarung »zv-2017«"),
    ],
)
def test_m43_what_is_gone_is_said(move: Callable[[Path], None], said: str, root: Path) -> None:
    file = made(root)
    move(root)
    answer = dkbm("verify", file, cwd=root)
    assert answer.status == 1
    assert said in " ".join(answer.out.split())


def test_m43_a_commit_that_is_not_here_is_said(root: Path) -> None:
    file = made(root)
    head = call(root, "rev-parse", "HEAD").strip()
    file.write_text(file.read_text(encoding="utf-8").replace(head, "a" * 40), encoding="utf-8")
    assert dkbm("verify", file, cwd=root).status == 0, "nothing has moved, so no commit is needed"
    moved_data(root)
    answer = dkbm("verify", file, cwd=root)
    assert answer.status == 1
    assert "Der Stand aaaaaaaaaaaa ihrer Daten fehlt hier" in " ".join(answer.out.split())


STRANGE = {
    "leer.md": b"",
    "fremd.md": b"---\ntitel: x\n---\n\n# x\n",
    "offen.md": b"---\nvorlage: zielvereinbarung\n",
    "fremd.html": b"<!DOCTYPE html><title>x</title>",
    "fremd.pdf": b"%PDF-1.7\n%%EOF\n",
    "kaputt.docx": b"PK\x03\x04kaputt",
    "bild.png": b"\x89PNG\r\n",
}


def test_m43_what_is_no_document_ends_with_2(root: Path) -> None:
    for name, content in STRANGE.items():
        (root.parent / name).write_bytes(content)
    asked(root, *(root.parent / name for name in STRANGE))
    answer = dkbm("verify", made(root), *(root.parent / name for name in STRANGE), cwd=root)
    assert (answer.status, answer.err) == (2, "")
    assert answer.out.startswith("zv.md: unverändert\n")
    assert re.findall(r"(?m)^(\S+): kein Dokument von dkbm$", answer.out) == list(STRANGE)


def test_m43_a_bundle_is_called_one(root: Path) -> None:
    """And no document of LibreOffice, as which another archive passed before."""
    mappe, zerschnitten = root.parent / "mappe.zip", root.parent / "zerschnitten.docx"
    with ZipFile(mappe, "w") as package:
        package.write(made(root, "docx"), "zv.docx")
    zerschnitten.write_bytes(made(root, "docx").read_bytes()[:900])
    answer = dkbm("verify", mappe, zerschnitten, cwd=root)
    assert answer.status == 2
    said = " ".join(answer.out.split())
    assert "mappe.zip: kein Dokument von dkbm Die Datei ist ein ZIP-Archiv. Eine Mappe auspacken und" in said
    assert "Die Datei ist keine Datei von Word oder LibreOffice." in said


def test_m43_a_file_that_is_not_there_is_said_to_be_missing(root: Path) -> None:
    """Of what is not there nobody can say that it is no document; the others are judged all the same."""
    (root.parent / "ordner").mkdir()
    answer = dkbm("verify", "fehlt.md", made(root), root.parent / "ordner", cwd=root)
    assert (answer.status, answer.err) == (2, "")
    assert answer.out.startswith("fehlt.md: nicht gefunden\n  fehlt.md gibt es nicht.\nzv.md: unverändert\n")
    assert "ordner: nicht lesbar\n" in answer.out
    assert "kein Dokument von dkbm" not in answer.out
    assert [each["ergebnis"] for each in asked(root, Path("fehlt.md"))] == ["nicht gefunden"]


@pytest.mark.parametrize("form", FORMATE)
def test_m43_every_format_says_where_it_comes_from(form: str) -> None:
    document = dokument()
    found = identify(write(document, form, DATEIEN))
    assert found is not None
    assert (found.form, found.herkunft) == (form, document.herkunft)


def test_m43_values_are_compared_by_name() -> None:
    alt = {"a": "1", "b": ["x", "y"], "c": [{"d": "z"}], "e": True}
    neu = {"a": "1", "b": ["x"], "c": [{"d": "w"}], "e": False, "f": "neu"}
    assert [tuple(each) for each in differing(alt, neu)] == [("b[1]", "y", ""), ("c[0].d", "z", "w"), ("f", "", "neu")]
