"""`dkbm render` as it is called: what is missing is said at once, and nothing half-made is ever written."""

import os
import stat
from pathlib import Path

import pytest

from tests.aufruf import Answer
from tests.aufruf import dkbm as aufruf
from tests.dokumente import MUSTER, ROOT, ablegen, datensatz, koerper, markdown, muster_text, ohne, sicht

FUENF = ("ort", "unterzeichnet", "beginn_geplant", "dauer", "agentur.ansprechperson")


class Programm:
    """The command on one dataset of its own."""

    def __init__(self, daten: Path) -> None:
        self.daten = daten

    def __call__(self, *angaben: str) -> Answer:
        return aufruf("render", *angaben, cwd=self.daten)

    def setze(self, pfad: str, text: str | None) -> None:
        if text is None:
            (self.daten / pfad).unlink()
        else:
            (self.daten / pfad).write_text(text, encoding="utf-8")


@pytest.fixture
def dkbm(tmp_path: Path) -> Programm:
    return Programm(ablegen(tmp_path / "daten"))


def dateien(ordner: Path) -> dict[str, bytes]:
    return {datei.relative_to(ordner).as_posix(): datei.read_bytes() for datei in ordner.rglob("*") if datei.is_file()}


ARGUMENTE = ("zielvereinbarung", "Landkreis Musterland")


def test_m38_a_complete_agreement_goes_to_the_screen(dkbm: Programm) -> None:
    lauf = dkbm(*ARGUMENTE)
    assert (lauf.status, lauf.err) == (0, "")
    assert koerper(lauf.out) == markdown()
    assert lauf.out.startswith('---\nvorlage: "zielvereinbarung"\nfassung: "2017"\nkommune: "landkreis-musterland"\n')


@pytest.mark.parametrize(
    "feld",
    [
        "ort",
        "unterzeichnet",
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
    dkbm.setze(MUSTER, ohne(feld))
    ziel = tmp_path / "neu.md"
    vorher = dateien(tmp_path)
    lauf = dkbm(*ARGUMENTE, "-o", str(ziel))
    assert (lauf.status, lauf.out) == (1, "")
    assert "Es fehlt" in lauf.err
    assert dateien(tmp_path) == vorher


def test_m38_an_existing_file_stays_as_it_is(dkbm: Programm, tmp_path: Path) -> None:
    dkbm.setze(MUSTER, ohne("ort"))
    ziel = tmp_path / "alt.md"
    ziel.write_text("der alte Vertrag", encoding="utf-8")
    assert dkbm(*ARGUMENTE, "-o", str(ziel)).status == 1
    assert ziel.read_text(encoding="utf-8") == "der alte Vertrag"


def test_m39_five_gaps_are_five_entries_with_label_key_place_and_example(dkbm: Programm) -> None:
    dkbm.setze(MUSTER, ohne(*FUENF))
    lauf = dkbm(*ARGUMENTE, "--check")
    assert (lauf.status, lauf.err) == (1, "")
    zeilen = (dkbm.daten / MUSTER).read_text(encoding="utf-8").splitlines()
    ende = zeilen.index("    quelle: X02") + 1
    agentur = next(nummer for nummer, zeile in enumerate(zeilen, 1) if zeile.startswith("    agentur:"))
    assert lauf.out == (
        f"{MUSTER}:{ende}: Es fehlt: Ort der Unterschrift\n"
        f"    vereinbarungen[0].ort – nach Zeile {ende} einfügen:\n"
        "          ort: …\n\n"
        f"{MUSTER}:{ende}: Es fehlt: Tag der Unterschrift\n"
        f"    vereinbarungen[0].unterzeichnet – nach Zeile {ende} einfügen:\n"
        "          unterzeichnet: JJJJ-MM-TT\n\n"
        f"{MUSTER}:{ende}: Es fehlt: Geplanter Beginn\n"
        f"    vereinbarungen[0].beginn_geplant – nach Zeile {ende} einfügen:\n"
        "          beginn_geplant: JJJJ-MM\n\n"
        f"{MUSTER}:{ende}: Es fehlt: Dauer\n"
        f"    vereinbarungen[0].dauer – nach Zeile {ende} einfügen:\n"
        "          dauer: {monate: [3, 6], ab: sondierungsgespraech}\n\n"
        f"{MUSTER}:{agentur}: Es fehlt: Ansprechperson der Agentur\n"
        f"    vereinbarungen[0].agentur.ansprechperson – in Zeile {agentur} eintragen:\n"
        "      ansprechperson: p-…\n\n"
        "Landkreis Musterland: Es fehlen 5 Angaben.\n"
    )


def test_m39_without_check_the_same_list_is_talk_and_names_the_way_on(dkbm: Programm) -> None:
    dkbm.setze(MUSTER, ohne(*FUENF))
    lauf = dkbm(*ARGUMENTE)
    assert (lauf.status, lauf.out) == (1, "")
    assert lauf.err.startswith(dkbm(*ARGUMENTE, "--check").out)
    assert lauf.err.endswith("Es wurde nichts erzeugt. Einen Entwurf mit Lücken gibt --entwurf.\n")


def test_m39_check_says_in_one_line_that_nothing_is_missing(dkbm: Programm, tmp_path: Path) -> None:
    lauf = dkbm(*ARGUMENTE, "--check", "-o", str(tmp_path / "x.md"))
    assert lauf == Answer(0, "Landkreis Musterland: Es fehlt keine Angabe.\n", "")
    assert not (tmp_path / "x.md").exists()


EINGETRAGEN = {
    "ort": ("ort: …", "ort: Musterstadt"),
    "unterzeichnet": ("JJJJ-MM-TT", "2017-10-16"),
    "beginn_geplant": ("JJJJ-MM", "2018-02"),
    "dauer": ("", ""),
    "themen": ("…", "Bildungsmonitoring ergänzen"),
    "zustimmung.weitergabe_projekttraeger": ("true | false", "true"),
    "agentur.vertretung": ("p-…", "p-tom-test"),
    "kommune": ("p-…", "p-mara-muster"),
    "modul": ("", ""),
}


@pytest.mark.parametrize("feld", EINGETRAGEN)
def test_m39_what_is_added_at_the_place_named_closes_the_gap(feld: str) -> None:
    """Take a field out, add the example where the report says, and it counts as there."""
    text = ohne(feld)
    luecke, *andere = sicht(datensatz({MUSTER: text})).luecken
    beispiel = luecke.beispiel.replace(*EINGETRAGEN[feld])
    zeilen = text.splitlines()
    if luecke.wie == "einfuegen":
        zeilen.insert(luecke.line, beispiel)
    else:
        zeile = zeilen[luecke.line - 1]
        zeilen[luecke.line - 1] = zeile.replace("{", f"{{{beispiel}, ", 1)
    neu = sicht(datensatz({MUSTER: "\n".join(zeilen) + "\n"})).luecken
    assert [eine.label for eine in neu] == [eine.label for eine in andere]


def test_m39_an_agreement_can_be_built_from_the_examples_alone(dkbm: Programm) -> None:
    """From a Kommune without any agreement to a finished one, by adding what the report names."""
    pfad = "data/kommunen/region-ohnedaten.yaml"
    werte = {
        "zv-JJJJ": "zv-2017",
        "Q…": "X02",
        "ort: …": "ort: Musterstadt",
        "JJJJ-MM-TT": "2017-10-16",
        "JJJJ-MM": "2018-02",
        "text: …": "text: Daten",
        "regionspraesident | regionspraesidentin": "regionspraesidentin",
        "person: p-…}}": "person: p-tom-test}, ansprechperson: p-tom-test}",
        "true | false": "true",
        "{…, namentliche": "{weitergabe_projekttraeger: true, namentliche",
    }
    for _ in range(20):
        luecken = sicht(datensatz({pfad: (dkbm.daten / pfad).read_text(encoding="utf-8")}), "region-ohnedaten").luecken
        offen = [luecke for luecke in luecken if luecke.file == pfad]
        if not offen:
            break
        luecke = offen[0]
        zeilen = (dkbm.daten / pfad).read_text(encoding="utf-8").splitlines()
        beispiel = luecke.beispiel
        for alt, neu in werte.items():
            beispiel = beispiel.replace(alt, neu)
        if luecke.wie == "einfuegen":
            zeilen.insert(luecke.line, beispiel)
        else:
            ergaenzt = beispiel.replace("p-…", "p-mara-muster")
            zeilen[luecke.line - 1] = zeilen[luecke.line - 1].replace("{", f"{{{ergaenzt}, ", 1)
        dkbm.setze(pfad, "\n".join(zeilen) + "\n")
    lauf = dkbm("zielvereinbarung", "Ohnedaten", "--check")
    assert lauf.out.count("Es fehlt: ") == 1
    assert "data/personen/p-mara-muster.yaml:4: Es fehlt: Amt von Mara Muster zur Zeit der Vereinbarung" in lauf.out


@pytest.mark.parametrize("name", ["stadt-musterland", "Ohnedaten"])
def test_m39_a_draft_works_without_any_agreement(dkbm: Programm, name: str) -> None:
    lauf = dkbm("zielvereinbarung", name, "--entwurf")
    assert (lauf.status, lauf.err) == (0, "")
    oben = koerper(lauf.out).lstrip().splitlines()
    assert oben[0] == "**ENTWURF – nicht zur Unterschrift bestimmt.** Es fehlen 12 Angaben."
    assert "[[fehlt: Ort der Unterschrift]], [[fehlt: Tag der Unterschrift]]" in lauf.out
    assert "entwurf: true\n---" in lauf.out
    assert "vereinbarung:" not in lauf.out.partition("\n---\n")[0]
    assert "None" not in lauf.out


def test_a_draft_marks_only_what_is_missing(dkbm: Programm) -> None:
    dkbm.setze(MUSTER, ohne("ort"))
    lauf = dkbm(*ARGUMENTE, "--entwurf")
    assert lauf.out.count("[[fehlt: ") == 1
    assert "**ENTWURF – nicht zur Unterschrift bestimmt.** Eine Angabe fehlt." in lauf.out
    assert "[[fehlt: Ort der Unterschrift]], 16.10.2017" in lauf.out


def test_every_gap_of_a_draft_is_visible_in_its_text(dkbm: Programm) -> None:
    luecken = sicht(datensatz(), "region-ohnedaten").luecken
    text = dkbm("zielvereinbarung", "Ohnedaten", "--entwurf").out
    unsichtbar = [luecke.label for luecke in luecken if f"[[fehlt: {luecke.label}]]" not in text]
    assert unsichtbar == ["Zielvereinbarung zu Modul 1"]


def test_the_file_is_replaced_as_a_whole_and_keeps_its_mode(dkbm: Programm, tmp_path: Path) -> None:
    ziel = tmp_path / "vertrag.md"
    ziel.write_text("alt", encoding="utf-8")
    ziel.chmod(0o640)
    assert dkbm(*ARGUMENTE, "--ausgabe", str(ziel)) == Answer(0, "", "")
    assert koerper(ziel.read_bytes().decode("utf-8")) == markdown()
    assert stat.S_IMODE(ziel.stat().st_mode) == 0o640
    assert [datei.name for datei in tmp_path.iterdir() if datei.is_file()] == ["vertrag.md"]


def test_the_output_may_be_a_device_or_a_link(dkbm: Programm, tmp_path: Path) -> None:
    assert dkbm(*ARGUMENTE, "-o", os.devnull) == Answer(0, "", "")
    assert not Path(os.devnull).is_file()
    (tmp_path / "echt.md").write_text("alt", encoding="utf-8")
    (tmp_path / "link.md").symlink_to("echt.md")
    assert dkbm(*ARGUMENTE, "-o", str(tmp_path / "link.md")).status == 0
    assert (tmp_path / "link.md").is_symlink()
    assert koerper((tmp_path / "echt.md").read_text(encoding="utf-8")) == markdown()


def test_a_folder_that_is_not_there_is_named(dkbm: Programm, tmp_path: Path) -> None:
    lauf = dkbm(*ARGUMENTE, "-o", str(tmp_path / "fehlt" / "x.md"))
    assert (lauf.status, lauf.out) == (2, "")
    assert f"Den Ordner {tmp_path / 'fehlt'} gibt es nicht." in lauf.err


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
        ((), 2, "hat mehrere Zielvereinbarungen zu Modul 1:"),
        (("--id", "zv-2017"), 0, ""),
        (("--id", "zv-2019"), 1, "vereinbarungen[1].ort"),
        (("--id", "zv-offen"), 1, "Es fehlt: Modul der Zielvereinbarung"),
        (("--id", "zv-drei"), 2, "gehört zu Modul 3"),
        (("--id", "vb-1"), 2, "ist eine Vereinbarung, keine Zielvereinbarung"),
        (("--id", "zv-9"), 2, "Vorhanden: zv-2017, zv-2019, zv-offen, zv-drei und vb-1."),
    ],
)
def test_of_several_agreements_none_is_guessed(
    dkbm: Programm, angaben: tuple[str, ...], status: int, meldung: str
) -> None:
    dkbm.setze(MUSTER, muster_text().replace("verlauf:\n", ZWEITE))
    lauf = dkbm(*ARGUMENTE, *angaben)
    assert lauf.status == status
    assert meldung in lauf.err
    if not angaben:
        assert "dkbm render zielvereinbarung 99001 --id zv-2017      unterzeichnet 16.10.2017" in lauf.err
        assert "dkbm render zielvereinbarung 99001 --id zv-2019      unterzeichnet März 2019" in lauf.err
        assert "zv-drei" not in lauf.err


@pytest.mark.parametrize(
    ("angaben", "status", "meldung"),
    [
        (("zielvereinbarungen", "Ohnedaten"), 2, "Meinten Sie »zielvereinbarung«?"),
        (("brief", "Ohnedaten"), 2, "Vorhanden: zielvereinbarung."),
        (("zielvereinbarung", "Ohnedaten", "--modul", "2"), 2, "Für Modul 2 gibt es noch keinen Wortlaut"),
        (("zielvereinbarung", "Ohnedaten", "--format", "pdf"), 2, "Das Format »pdf« gibt es noch nicht."),
        (("zielvereinbarung", "Ohnedatem"), 4, "Meinten Sie »Ohnedaten« (Region Ohnedaten, 99003)?"),
        (("zielvereinbarung", "Musterland"), 4, 'dkbm render zielvereinbarung "Stadt Musterland"'),
        (("zielvereinbarung",), 2, "Es fehlt die Angabe »KOMMUNE«."),
    ],
)
def test_a_wrong_call_says_what_to_do(dkbm: Programm, angaben: tuple[str, ...], status: int, meldung: str) -> None:
    lauf = dkbm(*angaben)
    assert (lauf.status, lauf.out) == (status, "")
    assert meldung in lauf.err


def test_m07_a_name_that_went_up_in_another_is_said(dkbm: Programm) -> None:
    dkbm.setze(
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


def test_a_partner_is_known_by_its_name(dkbm: Programm) -> None:
    (dkbm.daten / "data" / "partner").mkdir()
    dkbm.setze("data/partner/bildungsregion-muster.yaml", "name: Bildungsregion Muster\nart: verbund\nquelle: X02\n")
    lauf = dkbm("zielvereinbarung", "Bildungsregion Muster", "--entwurf")
    assert lauf.status == 0
    assert "und der Bildungsregion Muster**" in lauf.out


@pytest.mark.parametrize("angaben", [(), ("--check",), ("--entwurf",)])
@pytest.mark.parametrize("name", ["Landkreis Musterland", "99001", "landkreis-musterland"])
def test_m60_broken_data_are_shown_and_nothing_is_made(dkbm: Programm, name: str, angaben: tuple[str, ...]) -> None:
    dkbm.setze(MUSTER, muster_text().replace("art: landkreis #", "art: [landkreis #"))
    lauf = dkbm("zielvereinbarung", name, *angaben)
    assert (lauf.status, lauf.out) == (1, "")
    assert f"{MUSTER}:" in lauf.err
    assert "Fehler[D0" in lauf.err
    assert "Erst diese Fehler beheben" in lauf.err


@pytest.mark.parametrize("pfad", ["data/agentur.yaml", "data/personen/p-tom-test.yaml", "data/prozess.yaml"])
def test_m60_also_in_the_files_an_agreement_rests_on(dkbm: Programm, pfad: str) -> None:
    dkbm.setze(pfad, "kaputt: [\n")
    lauf = dkbm(*ARGUMENTE)
    assert (lauf.status, lauf.out) == (1, "")
    assert f"{pfad}:" in lauf.err


def test_m60_another_broken_file_does_not_matter(dkbm: Programm) -> None:
    dkbm.setze("data/kommunen/region-ohnedaten.yaml", "kaputt: [\n")
    assert dkbm(*ARGUMENTE).status == 0


def test_missing_files_are_gaps_with_their_name(dkbm: Programm) -> None:
    dkbm.setze("data/personen/p-tom-test.yaml", None)
    dkbm.setze("data/agentur.yaml", None)
    lauf = dkbm(*ARGUMENTE, "--check")
    assert lauf.status == 1
    assert "data/personen/p-tom-test.yaml:1: Es fehlt: Angaben zur Person p-tom-test\n    Die Datei gibt" in lauf.out
    assert "data/agentur.yaml:1: Es fehlt: Name der Agentur" in lauf.out
    assert "data/agentur.yaml:1: Es fehlt: Projektträger" in lauf.out


def test_s51_a_linked_template_is_refused(dkbm: Programm) -> None:
    vorlage = dkbm.daten / "templates" / "zielvereinbarung" / "modul-1.md.j2"
    vorlage.unlink()
    vorlage.symlink_to(ROOT / "templates" / "zielvereinbarung" / "modul-1.md.j2")
    lauf = dkbm(*ARGUMENTE)
    assert (lauf.status, lauf.out) == (2, "")
    assert "Verknüpfung" in lauf.err


def test_a_dataset_without_templates_says_where_they_belong(dkbm: Programm) -> None:
    (dkbm.daten / "templates" / "zielvereinbarung" / "modul-1.md.j2").unlink()
    lauf = dkbm(*ARGUMENTE)
    assert lauf.status == 2
    assert "templates/zielvereinbarung/modul-1.md.j2: Diese Vorlage gibt es nicht." in lauf.err


def test_s72_no_control_character_reaches_the_screen(dkbm: Programm) -> None:
    dkbm.setze(MUSTER, muster_text().replace("ort: Musterstadt", 'ort: "a\\u200fb"'))
    lauf = dkbm(*ARGUMENTE)
    assert "\u200f" not in lauf.out + lauf.err


def test_s78_the_output_depends_on_nothing_but_the_data(dkbm: Programm, monkeypatch: pytest.MonkeyPatch) -> None:
    erste = dkbm(*ARGUMENTE)
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert aufruf("render", *ARGUMENTE, cwd=dkbm.daten / "data", heute="2031-05-06") == erste
