"""What `dkbm render` says is missing: every gap at once, each with its place and what to add there."""

from pathlib import Path

import pytest

from tests.aufruf import Answer
from tests.dokumente import ARGUMENTE, MUSTER, Programm, datensatz, koerper, lay_out_templates, ohne, sicht

FUENF = ("ort", "themen", "beginn_geplant", "dauer", "agentur.ansprechperson")


@pytest.fixture
def dkbm(tmp_path: Path) -> Programm:
    return Programm(lay_out_templates(tmp_path / "daten"))


def test_m39_five_gaps_are_five_entries_with_label_key_place_and_example(dkbm: Programm) -> None:
    dkbm.put(MUSTER, ohne(*FUENF))
    lauf = dkbm(*ARGUMENTE, "--check")
    assert (lauf.status, lauf.err) == (1, "")
    zeilen = (dkbm.daten / MUSTER).read_text(encoding="utf-8").splitlines()
    ende = zeilen.index("    quelle: X02") + 1
    agentur = next(nummer for nummer, zeile in enumerate(zeilen, 1) if zeile.startswith("    agentur:"))
    assert lauf.out == (
        f"{MUSTER}:{ende}: Es fehlt: Ort der Unterschrift\n"
        f"    vereinbarungen[0].ort – nach Zeile {ende} einfügen:\n"
        "          ort: …\n\n"
        f"{MUSTER}:{ende}: Es fehlt: Themenbereich\n"
        f"    vereinbarungen[0].themen – nach Zeile {ende} einfügen:\n"
        "          themen: [{text: …}]\n\n"
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
    dkbm.put(MUSTER, ohne(*FUENF))
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
        dkbm.put(pfad, "\n".join(zeilen) + "\n")
    lauf = dkbm("zielvereinbarung", "Ohnedaten", "--check")
    assert lauf.out.count("Es fehlt: ") == 1
    assert "data/personen/p-mara-muster.yaml:4: Es fehlt: Amt von Mara Muster zur Zeit der Vereinbarung" in lauf.out


@pytest.mark.parametrize("name", ["stadt-musterland", "Ohnedaten"])
def test_m39_a_draft_works_without_any_agreement(dkbm: Programm, name: str) -> None:
    lauf = dkbm("zielvereinbarung", name, "--entwurf")
    assert (lauf.status, lauf.err) == (0, "")
    oben = koerper(lauf.out).split("\n\n")
    assert oben[0].startswith("\n# Zielvereinbarung")
    fehlen = dkbm("zielvereinbarung", name, "--check").out.count("Es fehlt: ")
    assert fehlen >= 9
    assert oben[1] == f"**ENTWURF – nicht zur Unterschrift bestimmt.** Es fehlen {fehlen} Angaben."
    assert "\nOrt, Datum: …" in lauf.out
    assert "entwurf: true\n---" in lauf.out
    assert "vereinbarung:" not in lauf.out.partition("\n---\n")[0]
    assert "None" not in lauf.out


@pytest.mark.parametrize(
    ("felder", "zeile"),
    [
        (("unterzeichnet",), "\nMusterstadt, den ………………………………\n"),
        (("unterzeichnet", "ort"), "\nOrt, Datum: ………………………………………………\n"),
    ],
)
def test_m38_what_is_not_signed_yet_leaves_room_for_place_and_day(
    dkbm: Programm, felder: tuple[str, ...], zeile: str
) -> None:
    """A contract is printed before it is signed: that is no gap, and no draft."""
    dkbm.put(MUSTER, ohne(*felder))
    lauf = dkbm(*ARGUMENTE)
    assert (lauf.status, lauf.err) == (0, "")
    assert zeile in lauf.out
    assert "ENTWURF" not in lauf.out


def test_a_draft_marks_only_what_is_missing(dkbm: Programm) -> None:
    dkbm.put(MUSTER, ohne("ort"))
    lauf = dkbm(*ARGUMENTE, "--entwurf")
    assert lauf.out.count("[[fehlt: ") == 1
    assert "**ENTWURF – nicht zur Unterschrift bestimmt.** Eine Angabe fehlt." in lauf.out
    assert "[[fehlt: Ort der Unterschrift]], 16.10.2017" in lauf.out


def test_every_gap_of_a_draft_is_visible_in_its_text(dkbm: Programm) -> None:
    luecken = sicht(datensatz(), "region-ohnedaten").luecken
    text = dkbm("zielvereinbarung", "Ohnedaten", "--entwurf").out
    unsichtbar = [luecke.label for luecke in luecken if f"[[fehlt: {luecke.label}]]" not in text]
    assert unsichtbar == ["Zielvereinbarung zu Modul 1"]


def test_missing_files_are_gaps_with_their_name(dkbm: Programm) -> None:
    dkbm.put("data/personen/p-tom-test.yaml", None)
    dkbm.put("data/agentur.yaml", None)
    lauf = dkbm(*ARGUMENTE, "--check")
    assert lauf.status == 1
    assert "data/personen/p-tom-test.yaml:1: Es fehlt: Angaben zur Person p-tom-test\n    Die Datei gibt" in lauf.out
    assert "data/agentur.yaml:1: Es fehlt: Name der Agentur" in lauf.out
    assert "data/agentur.yaml:1: Es fehlt: Grundlage der Zusammenarbeit\n" in lauf.out
