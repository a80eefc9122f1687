"""`dkbm new`: files from annotated templates, named by their content; sources with the next number."""

from pathlib import Path

import pytest

from dkbm.changes.new import ANLAGEN
from dkbm.dataset import load
from dkbm.diagnostic import Severity
from dkbm.kinds import kind_of
from dkbm.resources import vorlage
from dkbm.schema import schema_of
from dkbm.store.worktree import read_files
from dkbm.text.reader import read
from tests.aufruf import Answer, dkbm, lay_out
from tests.eingabe import piped
from tests.muster import musterland

QUELLE = ("--quelle", "X01")
QUELLEN = "data/quellen.yaml"
ECKPUNKTE = {
    "data/eckpunkte.yaml": "# yaml-language-server: $schema=../schemas/eckpunkte.schema.json\n"
    "quelle: X02\neckpunkte:\n  - {nummer: 1, name: Daten gemeinsam auswerten}\n"
}
CALLS = {
    "kommune": ("--name", "Musterau (Süd)", "--art", "kreisfreie-stadt", "--schluessel", "09901", *QUELLE),
    "ag": ("--kennung", "AG 7", "--name", "Größe: Daten", *QUELLE),
    "person": ("--name", "Möwe Müller", "--bezeichnung", "Leitung Bildung", "--stelle", "lk musterland", *QUELLE),
    "beispiel": ("--name", "Gute Wege", "--kommune", "lk musterland", "--eckpunkt", "1", *QUELLE),
}
PATHS = {
    "kommune": "data/kommunen/stadt-musterau-sued.yaml",
    "ag": "data/netzwerk/ag-7.yaml",
    "person": "data/personen/p-moewe-mueller.yaml",
    "beispiel": "data/beispiele/gute-wege.yaml",
}


def new(folder: Path, *arguments: str) -> Answer:
    return dkbm("new", *arguments, "--ja", cwd=folder)


def comments(text: str) -> list[str]:
    return [line[line.index("#") :] for line in text.splitlines() if "#" in line]


@pytest.mark.parametrize("was", CALLS)
def test_a_new_file_is_named_by_its_content_and_valid(was: str, tmp_path: Path) -> None:
    answer = new(lay_out(tmp_path, ECKPUNKTE), was, *CALLS[was])
    assert answer.status == 0, answer.err
    assert (tmp_path / PATHS[was]).is_file()
    checked = dkbm("validate", "--strict", cwd=tmp_path)
    assert (checked.status, checked.out) == (0, "")


@pytest.mark.parametrize("was", CALLS)
def test_the_comments_of_the_template_survive(was: str, tmp_path: Path) -> None:
    new(lay_out(tmp_path, ECKPUNKTE), was, *CALLS[was])
    template = vorlage(ANLAGEN[was].kind).decode()
    assert comments((tmp_path / PATHS[was]).read_text(encoding="utf-8")) == comments(template)
    assert len(comments(template)) > 5


@pytest.mark.parametrize("was", CALLS)
def test_an_id_that_is_taken_is_refused(was: str, tmp_path: Path) -> None:
    new(lay_out(tmp_path, ECKPUNKTE), was, *CALLS[was])
    before = read_files(tmp_path)
    answer = new(tmp_path, was, *CALLS[was])
    assert (answer.status, read_files(tmp_path)) == (2, before)
    assert f"{PATHS[was]} gibt es schon." in answer.err


@pytest.mark.parametrize("was", CALLS)
def test_all_that_is_missing_is_named_at_once(was: str, tmp_path: Path) -> None:
    answer = new(lay_out(tmp_path), was)
    assert answer.status == 2
    needed = [name for name in CALLS[was] if name.startswith("--")]
    assert [name for name in needed if f"{name} (" not in answer.err] == []


@pytest.mark.parametrize("was", ANLAGEN)
def test_a_template_can_be_read_and_fits_its_schema_line(was: str) -> None:
    anlage = ANLAGEN[was]
    document, found = read(f"{anlage.ordner}/x.yaml", vorlage(anlage.kind))
    assert (document is not None, found) == (True, ())
    assert document is not None
    assert kind_of(f"{anlage.ordner}/x.yaml") == anlage.kind
    assert f"/schemas/{anlage.kind}.schema.json\n" in document.text.partition("\n")[0] + "\n"
    assert set(document.value) <= set(schema_of(anlage.kind)["properties"])


def test_what_a_template_does_not_show_is_added_in_its_place(tmp_path: Path) -> None:
    new(lay_out(tmp_path), "person", *CALLS["person"], "--titel", "Dr.", "--datum", "2024", "--amt", "leitung-bildung")
    person = load(read_files(tmp_path)).dataset.personen["p-moewe-mueller"]
    assert (person.titel, person.aemter[0].amt) == ("Dr.", "leitung-bildung")
    assert person.aemter[0].datum is not None
    assert person.aemter[0].stelle == "landkreis-musterland"


def test_a_second_person_of_the_same_name_gets_an_own_id(tmp_path: Path) -> None:
    new(lay_out(tmp_path), "person", *CALLS["person"])
    answer = new(tmp_path, "person", *CALLS["person"], "--id", "p-moewe-mueller-2")
    assert answer.status == 0, answer.err
    assert dkbm("validate", "--strict", cwd=tmp_path).status == 0


@pytest.mark.parametrize("name", ["../../x", "con", "…", "x" * 80])
def test_s90_a_name_that_makes_no_file_name_is_refused_or_tamed(name: str, tmp_path: Path) -> None:
    lay_out(tmp_path, ECKPUNKTE)
    answer = new(tmp_path, "beispiel", "--name", name, "--kommune", "lk musterland", "--eckpunkt", "1", *QUELLE)
    made = set(read_files(tmp_path)) - set(musterland(ECKPUNKTE))
    assert made == ({"data/beispiele/x.yaml"} if name == "../../x" else set())
    assert answer.status == (0 if made else 2)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--schluessel", "3353"), "--schluessel: Der Schlüssel hat fünf Ziffern, zum Beispiel 03353."),
        (("--art", "gemeinde"), "--art: »gemeinde« ist hier nicht möglich. Möglich: landkreis, region,"),
        (("--quelle", "X09"), "--quelle: Die Quelle »X09« gibt es nicht."),
        (("--eckpunkt", "1"), "--eckpunkt gehört nicht zu diesem Eintrag."),
    ],
)
def test_a_value_that_will_not_do_is_refused(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    answer = new(lay_out(tmp_path), "kommune", *CALLS["kommune"], *arguments)
    assert answer.status == 2
    assert message in answer.err


def test_a_key_that_is_taken_is_a_finding_and_nothing_is_written(tmp_path: Path) -> None:
    answer = new(lay_out(tmp_path), "kommune", *CALLS["kommune"], "--schluessel", "99001")
    assert answer.status == 1
    assert "D303" in answer.err
    assert not (tmp_path / PATHS["kommune"]).exists()


# --- sources ---


def test_a_source_gets_the_next_number_and_one_entry(tmp_path: Path) -> None:
    answer = new(
        lay_out(tmp_path), "quelle", "--name", "Neuer Bericht", "--herausgeber", "Musteragentur", "--stand", "2024-01",
    )  # fmt: skip
    assert answer.status == 0, answer.err
    before, after = musterland()[QUELLEN].decode(), (tmp_path / QUELLEN).read_text(encoding="utf-8")
    assert after.startswith(before)
    quelle = load(read_files(tmp_path)).dataset.quellen["X04"]
    assert (quelle.titel, quelle.stand_art, quelle.abdeckung) == ("Neuer Bericht", "exakt", "voll")
    assert answer.out.endswith("Angelegt: Quelle X04: Neuer Bericht\n")


def test_an_estimated_time_needs_its_reason(tmp_path: Path) -> None:
    arguments = ("--name", "A", "--herausgeber", "B", "--stand", "2023..2024", "--stand-art", "geschaetzt")
    answer = new(lay_out(tmp_path), "quelle", *arguments)
    assert answer.status == 2
    assert answer.err.startswith("Es fehlt: --grund")


def test_a_new_source_can_be_used_at_once(tmp_path: Path) -> None:
    new(lay_out(tmp_path), "quelle", "--name", "A", "--herausgeber", "B")
    answer = dkbm("record", "genannt", "lk musterland", "--quelle", "X04", "--ja", cwd=tmp_path)
    assert answer.status == 0, answer.err


# --- the dialog ---


def test_the_dialog_asks_for_what_the_options_leave_open(tmp_path: Path) -> None:
    lines = ["Musterau (Süd)", "stadt", "kreisfreie-stadt", "9901", "09901", "X01"]
    answer = piped(lines, "new", "kommune", "--dialog", "--ja", cwd=lay_out(tmp_path / "a"))
    assert answer.status == 0, answer.err
    new(lay_out(tmp_path / "b"), "kommune", *CALLS["kommune"])
    assert (tmp_path / "a" / PATHS["kommune"]).read_bytes() == (tmp_path / "b" / PATHS["kommune"]).read_bytes()
    assert Severity.FEHLER not in {found.severity for found in load(read_files(tmp_path / "a")).diagnostics}


def test_a_new_group_has_its_name_from_a_day_on_and_belongs_to_another(tmp_path: Path) -> None:
    arguments = ("--kennung", "UAG 7", "--art", "unterarbeitsgruppe", "--name", "Zahlen", *QUELLE)
    folder = lay_out(tmp_path)
    answer = new(folder, "ag", *arguments, "--datum", "2023-05", "--teil-von", "AG 1")
    assert answer.status == 0, answer.err
    value = load(read_files(folder)).dataset.gruppen["uag-7"]
    assert (value.teil_von, [each.datum.text for each in value.namen if each.datum]) == ("ag-1", ["2023-05"])


def test_a_group_of_the_same_name_and_a_second_konzeptgruppe_are_pointed_out(tmp_path: Path) -> None:
    folder = lay_out(tmp_path)
    first = new(folder, "ag", "--kennung", "KG", "--art", "konzeptgruppe", "--name", "Konzept", *QUELLE)
    assert (first.status, "schon" in first.err) == (0, False)
    again = new(folder, "ag", "--kennung", "KG 2", "--art", "konzeptgruppe", "--name", "KONZEPT", *QUELLE)
    assert again.status == 0
    assert "So heißt schon eine Gruppe: KG (kg)." in again.err
    assert "Eine Konzeptgruppe gibt es schon: kg." in again.err
