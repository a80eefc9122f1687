"""What an item says is to be done works, and the calendar holds it (M 36)."""

from pathlib import Path

from tests.agendafaelle import MANCHES, as_json, dateien
from tests.aufruf import dkbm, lay_out

WEITERES = """\
  - {ereignis: beginn, modul: 1, datum: 2019-07-01, quelle: X01}
betreuung:
  - {person: p-tom-test, datum: 2019-01-01, bis: 2022-12-31, quelle: X02}
unterlagen:
  - {id: u-1, titel: Schulstatistik, erhalten: 2019-05, quelle: X02}
  - {id: u-2, titel: Interviews, quelle: X02}
"""
UNKLAR = """\
verlauf:
  - {ereignis: vernichtung, datum: 2023-04, quelle: X01}
betreuung:
  - {person: p-tom-test, datum: 2019-01-01, quelle: X02}
  - {person: p-mara-muster, datum: 2020-01-01, quelle: X02}
unterlagen:
  - {id: u-1, titel: Schulstatistik, quelle: X02}
"""
AG_1 = """\
kennung: AG 1
art: arbeitsgruppe
namen:
  - {name: Muster-Management, datum: "2017..2021", quelle: X02}
treffen:
  - {name: Herbsttreffen, datum: 2023-09, geplant: true, quelle: X01}
  - {name: Frühjahrstreffen, datum: 2020-05, quelle: X01}
"""
KONZEPTGRUPPE = """\
kennung: Konzeptgruppe
art: konzeptgruppe
besetzung: {je: arbeitsgruppe, sprecheramt: 1, stellvertretung: 1, weitere_hoechstens: 2, quelle: X02}
"""
EINGESETZT = {
    "--datum …": "--datum 2023-05-08",
    "--bis …": "--bis 2023-05-08",
    "--quelle …": "--quelle X02",
    "--nachweis …": "--nachweis AZ-1",
    '"Landkreis Musterland"': "99001",
    '"Stadt Musterland"': "99002",
    '"Landkreis Probe"': "99009",
    " …": " --datum 2023-05-08 --quelle X02",
}
"""What is filled in, in this order; the last for a line that ends with what is asked for."""


def test_every_command_of_an_item_works(tmp_path: Path) -> None:
    """With a date and a source filled in, each is accepted and would change just one file."""
    groups = {"ag_1": AG_1, "ag_9": AG_1.replace("AG 1", "AG 9"), "konzeptgruppe": KONZEPTGRUPPE}
    asked = set()
    for number, text in enumerate((MANCHES, MANCHES + WEITERES, UNKLAR)):
        root = lay_out(tmp_path / str(number), dateien(text, rahmen=text is UNKLAR, **groups))
        for each in as_json("--alle", cwd=root, heute="2023-06-05")["posten"]:
            if not each["wartet_auf"]:
                asked.add(each["art"])
                _require_accepted(each["abhilfe"], root)
    arten = {"frist", "bestaetigung", "nachweis", "plan", "vernichtung", "betreuung", "sprecheramt", "treffen"}
    assert asked >= arten


def _require_accepted(command: str, root: Path) -> None:
    assert command.startswith("dkbm "), command
    assert len(command) <= 72
    words = command.removeprefix("dkbm ")
    if "--unterlage" in words:
        words = words.removesuffix(" …") + " --datum … --nachweis … --quelle …" * words.endswith(" …")
    for placeholder, value in EINGESETZT.items():
        words = words.replace(placeholder, value)
    person = "p-tom-test" if "--bis" in words else "p-mara-muster"
    answer = dkbm(*words.replace("p-…", person).split(), "--dry-run", "--ja", cwd=root, heute="2023-06-05")
    assert answer.status == 0, (command, answer.err)
    assert "+" in answer.out, command


def test_m36_the_calendar_holds_what_has_a_day_and_can_be_done(tmp_path: Path) -> None:
    root = lay_out(tmp_path, dateien(MANCHES))
    found = as_json("--alle", cwd=root, heute="2023-06-05")["posten"]
    dated = [each for each in found if each["am"] and not each["wartet_auf"]]
    target = tmp_path / "agenda.ics"
    assert dkbm("agenda", "--alle", "--format", "ics", "-o", target, cwd=root, heute="2023-06-05").status == 0
    content = target.read_bytes()
    assert content.count(b"BEGIN:VEVENT\r\n") == len(dated) > 3
    assert content.decode() == dkbm("agenda", "--alle", "--format", "ics", cwd=root, heute="2023-06-05").out


def test_m36_the_calendar_of_a_person_does_not_say_whose_it_is(tmp_path: Path) -> None:
    root = lay_out(tmp_path)
    out = dkbm("agenda", "--person", "Tom Test", "--format", "ics", "--alle", cwd=root, heute="2023-06-05").out
    assert "X-WR-CALNAME:Agenda DKBM in Musterland\\, eigene Aufgaben\r\n" in out
    assert "BEGIN:VEVENT" in out
    assert not any(word in out.casefold() for word in ("tom", "p-tom-test"))
    of_kommune = dkbm("agenda", "--kommune", "99001", "--format", "ics", cwd=root, heute="2023-06-05").out
    assert "X-WR-CALNAME:Agenda DKBM in Musterland für Landkreis Musterland\r\n" in of_kommune
