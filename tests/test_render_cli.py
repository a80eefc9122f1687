"""`dkbm render` as it is called: what is missing is said at once, and nothing half-made is ever written."""

from pathlib import Path
from typing import Any

import pytest

from dkbm.text.reader import read
from tests.aufruf import dkbm as aufruf
from tests.dokumente import ARGUMENTE, MUSTER, ROOT, Programm, koerper, lay_out_templates, markdown, muster_text, ohne


@pytest.fixture
def dkbm(tmp_path: Path) -> Programm:
    return Programm(lay_out_templates(tmp_path / "daten"))


def read_yaml(text: str) -> dict[str, Any]:
    document = read("x.yaml", text.encode())[0]
    assert document is not None
    return dict(document.value)


def dateien(ordner: Path) -> dict[str, bytes]:
    return {datei.relative_to(ordner).as_posix(): datei.read_bytes() for datei in ordner.rglob("*") if datei.is_file()}


def test_m38_a_complete_agreement_goes_to_the_screen(dkbm: Programm) -> None:
    lauf = dkbm(*ARGUMENTE)
    assert (lauf.status, lauf.err) == (0, "")
    assert koerper(lauf.out) == markdown()
    kopf = read_yaml(lauf.out.split("---\n")[1])
    assert list(kopf.items())[:4] == [
        ("vorlage", "zielvereinbarung"),
        ("fassung", "2017"),
        ("aufruf", ["zielvereinbarung", "landkreis-musterland", "--modul", "1", "--id", "zv-2017"]),
        ("stichtag", "2017-10-16"),
    ]
    assert "entwurf" not in kopf
    assert "revision" not in kopf, "the dataset lies in no repository"
    assert [len(kopf[name]) for name in ("vorlage_sha256", "daten_sha256")] == [64, 64]


@pytest.mark.parametrize(
    "feld",
    [
        "ort",
        "beginn_geplant",
        "dauer",
        "themen",
        "modul",
        "kommune",
        "kommune.ansprechperson",
        "agentur",
        "agentur.ansprechperson",
        "agentur.vertretung",
        "zustimmung",
        "zustimmung.weitergabe_projekttraeger",
        "zustimmung.namentliche_veroeffentlichung",
    ],
)
def test_m38_one_field_removed_nothing_is_made(dkbm: Programm, tmp_path: Path, feld: str) -> None:
    dkbm.put(MUSTER, ohne(feld))
    ziel = tmp_path / "neu.md"
    vorher = dateien(tmp_path)
    lauf = dkbm(*ARGUMENTE, "-o", str(ziel))
    assert (lauf.status, lauf.out) == (1, "")
    assert "Es fehlt" in lauf.err
    assert dateien(tmp_path) == vorher


def test_m38_an_existing_file_stays_as_it_is(dkbm: Programm, tmp_path: Path) -> None:
    dkbm.put(MUSTER, ohne("ort"))
    ziel = tmp_path / "alt.md"
    ziel.write_text("der alte Vertrag", encoding="utf-8")
    assert dkbm(*ARGUMENTE, "-o", str(ziel)).status == 1
    assert ziel.read_text(encoding="utf-8") == "der alte Vertrag"


ZWEITE = (
    "  - {id: zv-2019, art: zielvereinbarung, modul: 1, unterzeichnet: 2019-03, quelle: X02}\n"
    "  - {id: zv-offen, art: zielvereinbarung, quelle: X02}\n"
    "  - {id: zv-drei, art: zielvereinbarung, modul: 3, quelle: X02}\n"
    "  - {id: vb-1, art: vereinbarung, quelle: X02}\n"
    "verlauf:\n"
)


@pytest.mark.parametrize(
    ("angaben", "status", "meldung"),
    [
        ((), 2, "hat mehrere Zielvereinbarungen:"),
        (("--modul", "1"), 2, "hat mehrere Zielvereinbarungen zu Modul 1:"),
        (("--id", "zv-2017"), 0, ""),
        (("--id", "zv-2019"), 1, "vereinbarungen[1].ort"),
        (("--id", "zv-offen"), 1, "Es fehlt: Modul der Zielvereinbarung"),
        (("--id", "zv-drei", "--modul", "1"), 2, "gehört zu Modul 3, nicht zu Modul 1"),
        (("--id", "vb-1"), 2, "ist eine Vereinbarung, keine Zielvereinbarung"),
        (("--id", "zv-9"), 2, "Vorhanden: zv-2017, zv-2019, zv-offen, zv-drei und vb-1."),
    ],
)
def test_of_several_agreements_none_is_guessed(
    dkbm: Programm, angaben: tuple[str, ...], status: int, meldung: str
) -> None:
    dkbm.put(MUSTER, muster_text().replace("verlauf:\n", ZWEITE))
    lauf = dkbm(*ARGUMENTE, *angaben)
    assert lauf.status == status
    assert meldung in lauf.err
    if angaben in ((), ("--modul", "1")):
        assert "dkbm render zielvereinbarung 99001 --id zv-2017      " in lauf.err
        assert "unterzeichnet 16.10.2017" in lauf.err
        assert "dkbm render zielvereinbarung 99001 --id zv-2019      " in lauf.err
        assert "unterzeichnet März 2019" in lauf.err
        assert ("zv-drei" in lauf.err) == (not angaben)


@pytest.mark.parametrize(
    ("angaben", "status", "meldung"),
    [
        (("zielvereinbarungen", "Ohnedaten"), 2, "Meinten Sie »zielvereinbarung«?"),
        (("brief", "Ohnedaten"), 2, "Was es gibt, zeigt: dkbm render --liste"),
        ((), 2, "Was soll entstehen?"),
        (("zielvereinbarung", "Ohnedaten", "--format", "doc"), 2, "Vorhanden: md, html, docx, odt, pdf."),
        (("zielvereinbarung", "Ohnedaten", "-o", "x.doc"), 2, "Welches Format? Die Endung ».doc« sagt es nicht."),
        (("zielvereinbarung", "Ohnedatem"), 4, "Meinten Sie »Ohnedaten« (Region Ohnedaten, 99003)?"),
        (("zielvereinbarung", "Musterland"), 4, 'dkbm render zielvereinbarung "Stadt Musterland"'),
        (("zielvereinbarung",), 2, "Es fehlt der Name der Kommune."),
        (("zielvereinbarung", "Ohnedaten", "--modul", "7"), 2, "Es gibt die Module 1, 2, 3 und 4."),
        (("zielvereinbarung", "--alle", "--modul", "7", "--check"), 2, "Ein Modul 7 hat der Prozess nicht."),
    ],
)
def test_a_wrong_call_says_what_to_do(dkbm: Programm, angaben: tuple[str, ...], status: int, meldung: str) -> None:
    lauf = dkbm(*angaben)
    assert (lauf.status, lauf.out) == (status, "")
    assert meldung in lauf.err


BESIDE_LIST = (
    *("--modul 1", "--id zv-1", "--nachtrag 1", "--treffen 2018", "--von 2018", "--bis 2018", "--alle", "--check"),
    *("--entwurf", "--format pdf", "--trace", "--stichtag 2018-01-01", "--stand HEAD", "--daten ."),
)


@pytest.mark.parametrize(
    ("angaben", "meldung"),
    [
        (("uebersicht", "Ohnedaten"), "uebersicht gilt für das ganze Land; »Ohnedaten« passt nicht dazu."),
        (("uebersicht", "--modul", "2"), "--modul passt nicht zu uebersicht."),
        (("steckbrief", "Ohnedaten", "--modul", "2"), "--modul passt nicht zu steckbrief."),
        (("steckbrief", "--alle", "--check", "--modul", "2"), "--modul passt nicht zu steckbrief."),
        (("transferplan", "Ohnedaten", "--modul", "4"), "transferplan gehört zu Modul 2; --modul 4 passt nicht dazu."),
        (("steckbrief", "Ohnedaten", "--id", "zv-1", "--treffen", "2018"), "--id und --treffen passen nicht zu"),
        (("zielvereinbarung", "Ohnedaten", "--von", "2018"), "--von passt nicht zu zielvereinbarung."),
        (("einladung", "AG 1", "--id", "zv-1"), "--id passt nicht zu einladung."),
        (("praxisbeispiel", "4", "--bis", "2018"), "--bis passt nicht zu praxisbeispiel."),
        (("sachstandsbericht", "2018", "--treffen", "2018"), "--treffen passt nicht zu sachstandsbericht."),
        (("--liste", "quatsch", "hier"), "--liste zeigt alle Vorlagen; dazu passt nicht: »quatsch« und »hier«."),
        *(
            (("--liste", *option), f"--liste zeigt alle Vorlagen; dazu passt nicht: {option[0]}.")
            for option in map(str.split, BESIDE_LIST)
        ),
        (("steckbrief", "Ohnedaten", "--format", "pdf", "-o", "x.docx"), "--format pdf und die Endung ».docx« wider"),
    ],
)
def test_m38_what_would_change_nothing_is_refused(dkbm: Programm, angaben: tuple[str, ...], meldung: str) -> None:
    lauf = dkbm(*angaben)
    assert (lauf.status, lauf.out) == (2, "")
    assert lauf.err.startswith(meldung)
    assert lauf.err.count("\n") == 2  # with what to do


@pytest.mark.parametrize(
    "angaben",
    [
        ("transferplan", "Ohnedaten", "--modul", "2", "--entwurf"),
        ("steckbrief", "Ohnedaten", "--format", "md", "-o", "x.md"),
        ("steckbrief", "Ohnedaten", "--format", "md", "-o", "x.txt"),
        ("--liste",),
    ],
)
def test_m38_what_says_the_same_twice_is_accepted(dkbm: Programm, angaben: tuple[str, ...]) -> None:
    assert dkbm(*angaben).status == 0


def test_m38_the_list_goes_into_a_file_too(dkbm: Programm) -> None:
    lauf = dkbm("--liste", "-o", "liste.txt")
    assert (lauf.status, lauf.out) == (0, "")
    assert (dkbm.daten / "liste.txt").read_text(encoding="utf-8").startswith("Vorlage ")


def test_a_dash_is_the_screen_and_no_file(dkbm: Programm) -> None:
    there, without = dkbm(*ARGUMENTE, "-o", "-"), dkbm(*ARGUMENTE)
    assert (there.status, there.out) == (0, without.out)
    assert not list(Path.cwd().glob("-"))


def test_m7_a_name_that_went_up_in_another_is_said(dkbm: Programm) -> None:
    dkbm.put(
        MUSTER,
        muster_text().replace(
            "quelle: X02\n",
            'quelle: X02\nvorgaenger:\n  - {schluessel: "99009", name: Altmuster, bis: 2016-10-31, quelle: X02}\n',
            1,
        ),
    )
    lauf = dkbm("zielvereinbarung", "99009")
    assert (lauf.status, koerper(lauf.out)) == (0, markdown())
    assert lauf.err == "Altmuster (99009) bestand bis 31.10.2016; das Dokument nennt Landkreis Musterland.\n"


@pytest.mark.parametrize(
    "name", [("Bildungsregion Muster",), ("bildungsregion",), ("bildungsregion", "MUSTER"), ("bildungsregion-muster",)]
)
def test_m24_a_partner_is_found_as_status_finds_it(dkbm: Programm, name: tuple[str, ...]) -> None:
    (dkbm.daten / "data" / "partner").mkdir()
    dkbm.put("data/partner/bildungsregion-muster.yaml", "name: Bildungsregion Muster\nart: verbund\nquelle: X02\n")
    assert aufruf("status", *name, cwd=dkbm.daten).status == 0
    lauf = dkbm("zielvereinbarung", *name, "--entwurf")
    assert lauf.status == 0
    assert "und der Bildungsregion Muster**" in lauf.out


def test_m60_a_broken_partner_is_shown_and_not_passed_over(dkbm: Programm) -> None:
    (dkbm.daten / "data" / "partner").mkdir()
    dkbm.put("data/partner/musterland.yaml", "name: [\n")
    lauf = dkbm("zielvereinbarung", "Musterland")
    assert (lauf.status, lauf.out) == (1, "")
    assert "data/partner/musterland.yaml:" in lauf.err


@pytest.mark.parametrize("angaben", [(), ("--check",), ("--entwurf",)])
@pytest.mark.parametrize("name", ["Landkreis Musterland", "99001", "landkreis-musterland"])
def test_m60_broken_data_are_shown_and_nothing_is_made(dkbm: Programm, name: str, angaben: tuple[str, ...]) -> None:
    dkbm.put(MUSTER, muster_text().replace("art: landkreis #", "art: [landkreis #"))
    lauf = dkbm("zielvereinbarung", name, *angaben)
    assert (lauf.status, lauf.out) == (1, "")
    assert f"{MUSTER}:" in lauf.err
    assert "Fehler[D0" in lauf.err
    assert "Erst diese Fehler beheben" in lauf.err


@pytest.mark.parametrize("pfad", ["data/agentur.yaml", "data/personen/p-tom-test.yaml", "data/prozess.yaml"])
def test_m60_also_in_the_files_an_agreement_rests_on(dkbm: Programm, pfad: str) -> None:
    dkbm.put(pfad, "kaputt: [\n")
    lauf = dkbm(*ARGUMENTE)
    assert (lauf.status, lauf.out) == (1, "")
    assert f"{pfad}:" in lauf.err


def test_m60_another_broken_file_does_not_matter(dkbm: Programm) -> None:
    dkbm.put("data/kommunen/region-ohnedaten.yaml", "kaputt: [\n")
    assert dkbm(*ARGUMENTE).status == 0


def test_s51_a_linked_template_is_refused(dkbm: Programm) -> None:
    vorlage = dkbm.daten / "templates" / "zielvereinbarung" / "modul-1.md.j2"
    vorlage.unlink()
    vorlage.symlink_to(ROOT / "templates" / "zielvereinbarung" / "modul-1.md.j2")
    lauf = dkbm(*ARGUMENTE)
    assert (lauf.status, lauf.out) == (2, "")
    assert "Verknüpfung" in lauf.err


def test_a_dataset_without_templates_says_where_they_belong(dkbm: Programm) -> None:
    for vorlage in (dkbm.daten / "templates" / "zielvereinbarung").glob("modul-1*"):
        vorlage.unlink()
    lauf = dkbm(*ARGUMENTE)
    assert lauf.status == 2
    assert "templates/zielvereinbarung/modul-1.md.j2: Diese Vorlage gibt es nicht." in lauf.err


def test_s72_no_control_character_reaches_the_screen(dkbm: Programm) -> None:
    dkbm.put(MUSTER, muster_text().replace("ort: Musterstadt", 'ort: "a\\u200fb"'))
    lauf = dkbm(*ARGUMENTE)
    assert "\u200f" not in lauf.out + lauf.err


def test_s78_the_output_depends_on_nothing_but_the_data(dkbm: Programm, monkeypatch: pytest.MonkeyPatch) -> None:
    erste = dkbm(*ARGUMENTE)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert aufruf("render", *ARGUMENTE, cwd=dkbm.daten / "data", heute="2031-05-06") == erste
