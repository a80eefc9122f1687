"""What a past Stichtag makes uncertain is told as uncertain, and what a list leaves out as left out."""

import re
from pathlib import Path

import pytest

from tests.aufruf import dkbm, lay_out
from tests.muster import musterland

ROOT = Path(__file__).parent.parent
HEUTE = "2026-11-22"
LK = "data/kommunen/landkreis-musterland.yaml"


def screen(*arguments: str, cwd: Path = ROOT) -> str:
    answer = dkbm("status", *arguments, cwd=cwd, heute=HEUTE)
    assert answer.status == 0
    return answer.out


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def section(text: str, label: str) -> str:
    """The lines of one label, without their line breaks."""
    found = re.search(rf"^  {label} .*\n(?: {{18}}.*\n)*", text, re.MULTILINE)
    return flat(found[0]).strip() if found else ""


def test_m5_an_answer_without_module_is_not_confirmed_by_a_later_module() -> None:
    text = flat(screen("Celle", "--stichtag", "2021-05-24"))
    assert "zuletzt belegt vor 2 Jahren (Q06, Zeitraum geschätzt: Okt. 2017 bis Apr. 2019), seither fortgeschr" in text
    assert "an diesem Tag belegt" not in text


def test_m5_what_is_confirmed_from_both_sides_does_not_claim_a_source_of_the_day() -> None:
    text = flat(screen("Uelzen", "--stichtag", "2016-12-31"))
    assert "vor und nach diesem Tag belegt (Q" in text
    assert "an diesem Tag belegt (Q01" in flat(screen("Uelzen", "--stichtag", "2024-01-31"))


def test_m71_left_out_of_the_list_reads_as_left_out() -> None:
    text = flat(screen("Wolfenbüttel"))
    assert "fehlt in Q01 (Zeitraum geschätzt: Feb. 2022 bis Jan. 2024), einer Quelle, die den Prozess vollst" in text
    assert "das war vor 2 Jahren 9 Monaten" in text
    assert "zuvor zuletzt genannt: Modul 2, Apr. 2019 bis Sep. 2020 (Q07)" in text
    assert "zuletzt belegt" not in text


def test_m71_who_was_named_without_a_module_is_told_so() -> None:
    text = flat(screen("Ammerland", "--stichtag", "2024-02-01"))
    assert "zuvor zuletzt genannt: ohne Modul, bis 2018 (Q26)" in text


def test_m5_what_may_have_happened_is_not_stated_as_a_fact() -> None:
    text = screen("Harburg", "--stichtag", "2018-01-01")
    assert section(text, "Themen") == "Themen Fachkräftesicherung und Übergang Schule – Beruf (möglich)"
    assert section(text, "Vereinbarung").endswith("Tag der Unterschrift nicht belegt (möglich) · Q01")
    assert section(text, "Förderung").startswith("Förderung Bildungskommunen (möglich, bis 30.09.2022): einer der")
    today = screen("Harburg")
    assert "möglich" not in today


def test_m5_what_no_source_dates_is_told_as_undated() -> None:
    text = screen("Peine", "--stichtag", "2018-01-01")
    assert section(text, "Themen") == "Themen Übergang Schule – Beruf (Zeit nicht belegt)"
    assert "Zielvereinbarung Modul 1, Tag und Jahr der Unterschrift nicht belegt · Q24" in section(text, "Vereinbarung")


def test_m71_being_left_out_later_is_not_called_attested() -> None:
    assert "  danach: nicht genannt (Feb. 2022 bis Jan. 2024) · Q01" in screen("Rotenburg", "--stichtag", "2021-01-01")


def test_m5_the_verlauf_tells_three_times_apart() -> None:
    text = screen("Harburg", "--stichtag", "2018-01-01").split("  Verlauf (")[1]
    before, rest = text.split("    ungewiss, ob vor dem Stichtag:\n")
    uncertain, after = rest.split("    nach dem Stichtag:\n")
    assert "·" not in before
    assert "(bis Jan. 2024)           Zielvereinbarung Modul 4 unterzeichnet" in uncertain
    assert "genannt in Modul 4, 1. Umsetzungsphase" in after


def test_m71_a_planned_grant_is_marked_as_planned(tmp_path: Path) -> None:
    entry = "{ereignis: foerderprogramm, programm: bildungskommunen, datum: 2023-05, geplant: true, quelle: X01}"
    text = musterland()[LK].decode("utf-8").replace("verlauf:\n", f"verlauf:\n  - {entry}\n", 1)
    found = section(screen("lk musterland", cwd=lay_out(tmp_path, {LK: text})), "Förderung")
    assert found.startswith("Förderung Bildungskommunen (geplant, Mai 2023) · X01")


def test_m5_a_long_time_stands_apart_from_what_happened(tmp_path: Path) -> None:
    entry = "{ereignis: genannt, quelle: X77}"
    quelle = "  - {id: X77, titel: T, herausgeber: H, stand: 2023-12.., stand_art: exakt, abgerufen: 2026-11-22}\n"
    changes = {
        LK: musterland()[LK].decode("utf-8").replace("verlauf:\n", f"verlauf:\n  - {entry}\n", 1),
        "data/quellen.yaml": musterland()["data/quellen.yaml"].decode("utf-8").rstrip("\n") + f"\n{quelle}",
    }
    assert "(Dez. 2023 bis 22.11.2026) genannt" in screen("lk musterland", cwd=lay_out(tmp_path, changes))


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("Peine",), False),  # an old Modul 1 agreement, while in Modul 4
        (("Harburg", "--stichtag", "2018-01-01"), True),
        (("Harburg", "--stichtag", "2023-01-01"), True),  # nothing is certain yet
        (("Wolfenbüttel", "--stichtag", "2023-01-01"), True),  # Q01 may leave it out by then
    ],
)
def test_m5_only_what_would_change_the_answer_is_called_possible(arguments: tuple[str, ...], shown: bool) -> None:
    assert ("möglich ist auch: " in screen(*arguments)) is shown


def test_m5_a_repetition_is_not_another_possibility(tmp_path: Path) -> None:
    text = musterland()[LK].decode("utf-8")
    again = "  - {ereignis: genannt, modul: 2, datum: 2018-01..2030, quelle: X01}\n"
    first = "  - {ereignis: genannt, modul: 2, datum: 2017-12, quelle: X01}\n"
    head = text[: text.index("vereinbarungen:")]
    root = lay_out(tmp_path, {LK: f"{head}verlauf:\n{first}{again}"})
    assert "möglich ist auch" not in screen("lk musterland", cwd=root)
    other = again.replace("modul: 2", "modul: 3")
    root = lay_out(tmp_path, {LK: f"{head}verlauf:\n{first}{other}"})
    assert "möglich ist auch: genannt in Modul 3" in flat(screen("lk musterland", cwd=root))


@pytest.mark.parametrize("day", ["2015-01-01", "2016-10-31"])
def test_m7_before_it_existed_its_predecessors_are_named(day: str) -> None:
    text = flat(screen("03159", "--stichtag", day))
    assert "besteht seit 01.11.2016; davor: Göttingen (03152) und Osterode am Harz (03156) · " in text


def test_m7_since_it_exists_nothing_is_said_of_it() -> None:
    assert "besteht seit" not in screen("03159", "--stichtag", "2016-11-01")


def test_the_sentences_are_german() -> None:
    assert section(screen("Stadt Osnabrück"), "Förderung").startswith("Förderung Lernen vor Ort: Bundesprogramm 2009")
    assert section(screen("Ammerland"), "Vereinbarung") == "Vereinbarung Tag der Unterschrift nicht belegt · Q26"
    assert "Keine Quelle belegt sicher, wo die Kommune an diesem Tag stand." in screen("Peine", "--stichtag", "2014")


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize("name", ["Peine", ""])
def test_the_answer_goes_into_a_file(tmp_path: Path, name: str, form: str) -> None:
    target = tmp_path / "antwort"
    arguments = [*([name] if name else []), "--format", form]
    answer = dkbm("status", *arguments, "-o", target, cwd=ROOT, heute=HEUTE)
    assert (answer.status, answer.out) == (0, "")
    assert target.read_text(encoding="utf-8") == screen(*arguments)
