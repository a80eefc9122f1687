"""Groups and Kommunen see the same: parts are stored with persons only, and both views are derived from them (M 62)."""

import json
from datetime import date, timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from dkbm.dataset import Dataset
from dkbm.model.mitwirkung import EINMALIG, MITGLIED
from dkbm.queries.netzwerk import gruppe, netzwerk
from dkbm.queries.netzwerk_kommune import im_netzwerk
from dkbm.queries.netzwerk_person import person
from dkbm.queries.netzwerk_treffen import zeitleiste
from dkbm.queries.reading import all_kommunen, one_kommune
from tests.aufruf import dkbm, lay_out
from tests.landdokumente import bestellt, echt, land
from tests.muster import musterland
from tests.netzwerk import DATEIEN, MARA
from tests.papiere import tabelle
from tests.test_loaded_modules import loaded

ROOT = Path(__file__).parent.parent
KOMMUNEN = {"landkreis-musterland": "99001", "stadt-musterland": "99002", "region-ohnedaten": "99003"}
GRUPPEN = ("ag-1", "ag-2", "uag-zahlen", "konzeptgruppe", "netzwerk")
ROLLEN = (*MITGLIED, *EINMALIG, "moderation")
FIRST, LAST = date(2016, 12, 30), date(2022, 1, 2)
PROBED = settings(max_examples=60, deadline=None)

days = st.dates(FIRST, LAST)
moments = st.one_of(days.map(str), days.map(lambda day: str(day)[:7]), days.map(lambda day: str(day)[:4]), st.none())


def entry(gruppe: str, rolle: str, stelle: str | None, times: str) -> str:
    """A part as it stands in a file."""
    where = f", stelle: {stelle}" if stelle else ""
    return f"  - {{gruppe: {gruppe}, rolle: {rolle}, quelle: X03{where}{times}}}\n"


def times(span: list[date], datum: str | None, ends: bool) -> str:
    """When a part was held; one that ends begins on the day its span does."""
    begin = str(span[0]) if ends else datum
    return (f', datum: "{begin}"' if begin else "") + (f", bis: {span[1]}" if ends else "")


parts = st.builds(
    entry,
    st.sampled_from(GRUPPEN),
    st.sampled_from(ROLLEN),
    st.sampled_from([*KOMMUNEN, "agentur", None]),
    st.builds(times, st.tuples(days, days).map(sorted), moments, st.booleans()),
)
offices = st.builds(
    lambda stelle, datum: (
        f'  - {{amt: leitung-bildung, bezeichnung: L, stelle: {stelle}, datum: "{datum}", quelle: X02}}\n'
    ),
    st.sampled_from(list(KOMMUNEN)),
    days,
)
people = st.lists(st.tuples(st.lists(parts, min_size=1, max_size=4), st.lists(offices, max_size=2)), max_size=3)
Leute = list[tuple[list[str], list[str]]]


def files(leute: Leute) -> dict[str, bytes]:
    """Musterland with a network and these persons; the groups have changed their names on the way."""
    names = ("p-anna-probe", "p-bert-probe", "p-cora-probe")
    texts = {
        f"data/personen/{name}.yaml": f"name: {name}\n{_list('aemter', own)}{_list('netzwerk', roles)}"
        for name, (roles, own) in zip(names, leute, strict=False)
    }
    groups = {path: text for path, text in DATEIEN.items() if path.startswith("data/netzwerk/")}
    return musterland({**groups, **texts})


def _list(key: str, entries: list[str]) -> str:
    return f"{key}:\n{''.join(entries)}" if entries else ""


def seen_by_groups(dataset: Dataset, day: date) -> set[tuple[str, str, str, str]]:
    """Who has which lasting part for which Stelle, read from the groups."""
    found = [
        each
        for group in dataset.gruppen.values()
        for bild in [gruppe(dataset, group, day)]
        for each in (*bild.aemter.sprecheramt, *bild.aemter.stellvertretung, *bild.mitglieder, *bild.weitere)
    ]
    found += [each for each in netzwerk(dataset, day).mitwirkende if each.aufgabe.gruppe == "netzwerk"]
    return {
        (each.aufgabe.gruppe, each.person.id, each.aufgabe.rolle, each.stelle)
        for each in found
        if each.stelle is not None and each.goes_on
    }


def seen_by_kommune(contents: dict[str, bytes], key: str, day: date) -> set[tuple[str, str, str, str]]:
    """The same, read from one Kommune with no more files than `dkbm status` reads."""
    reading = one_kommune(contents, key)
    found = im_netzwerk(reading.dataset, reading.treffer.kommune, day, contents)
    return {(each.aufgabe.gruppe, each.person.id, each.aufgabe.rolle, str(each.stelle)) for each in found.mitwirkungen}


@PROBED
@given(people, days)
def test_m62_groups_and_kommunen_see_the_same_on_every_day(leute: Leute, day: date) -> None:
    contents = files(leute)
    dataset = all_kommunen(contents, ("data/",)).dataset
    by_groups = {each for each in seen_by_groups(dataset, day) if each[1].endswith("-probe")}
    by_kommunen = {each for key in KOMMUNEN.values() for each in seen_by_kommune(contents, key, day)}
    # what `netzwerk` holds as a whole has no file of a group, and a deputy is no speaker on either side
    deputies = {each[:2] for each in by_kommunen if each[2] == "stellvertretung"}
    expected = {each for each in by_groups if each[3] in KOMMUNEN}
    expected = {each for each in expected if each[2] != "sprecheramt" or each[:2] not in deputies}
    assert by_kommunen == expected


@PROBED
@given(people, days)
def test_m62_a_kommune_is_represented_where_it_says_so_itself(leute: Leute, day: date) -> None:
    contents = files(leute)
    found = netzwerk(all_kommunen(contents, ("data/",)).dataset, day).vertretung
    represented = {each.kommune.id for each in found.kommunen}
    for ident, key in KOMMUNEN.items():
        reading = one_kommune(contents, key)
        own = im_netzwerk(reading.dataset, reading.treffer.kommune, day, contents)
        assert (ident in represented) == any(each.represents for each in own.mitwirkungen)
    assert {each.id for each in found.fehlend} == set(KOMMUNEN) - represented


@PROBED
@given(people, days)
def test_m62_what_a_person_has_is_what_the_groups_say(leute: Leute, day: date) -> None:
    dataset = all_kommunen(files(leute), ("data/",)).dataset
    by_groups = {each[:3] for each in seen_by_groups(dataset, day)}
    for who in dataset.personen.values():
        held = {
            (each.aufgabe.gruppe, who.id, each.aufgabe.rolle)
            for each in person(dataset, who, day).heute
            if each.stelle is not None and each.goes_on
        }
        assert held == {each for each in by_groups if each[1] == who.id and _is_seen(each, held)}


def _is_seen(part: tuple[str, str, str], held: set[tuple[str, str, str]]) -> bool:
    """The network as a whole has no offices to be kept apart."""
    return part[0] != "netzwerk" or part in held or (part[0], part[1], "stellvertretung") not in held


spans = st.lists(st.tuples(st.tuples(days, days).map(sorted), st.booleans()), min_size=1, max_size=3)


@PROBED
@given(spans, days)
def test_m62_a_part_is_held_from_its_first_day_until_its_last(told: list[tuple[list[date], bool]], day: date) -> None:
    """Said in another way: walk through the days; what begins opens the part, and the last end known closes it."""
    begins = [(span[0], span[1] if ends else None) for span, ends in told]
    held, until = False, date.min
    for today in (FIRST + timedelta(days=index) for index in range((day - FIRST).days + 1)):
        if held and until != date.min and today > until:
            held, until = False, date.min
        for end in (end for begin, end in begins if begin == today):
            held, until = True, max(until, end or date.min)
    roles = [entry("ag-1", "mitglied", "stadt-musterland", times(span, str(span[0]), ends)) for span, ends in told]
    assert bool(seen_by_kommune(files([(roles, [])]), "99002", day)) is held


@pytest.mark.parametrize("day", ["2017-10-01", "2020-03-15", "2021-06-01", "2022-01-01", "2025-08-01"])
def test_m62_status_and_netzwerk_agree_on_the_landed_dataset(day: str) -> None:
    """`dkbm netzwerk Y --stichtag D` and `dkbm status X --stichtag D`, as they are asked."""
    told: dict[str, set[str]] = {
        name: set() for name in ("landkreis-emsland", "landkreis-heidekreis", "stadt-osnabrueck", "landkreis-celle")
    }
    for name in ("ag-1", "ag-2", "ag-3", "konzeptgruppe"):
        value = json.loads(dkbm("netzwerk", name, "--stichtag", day, "--format", "json", cwd=ROOT).out)
        for each in value["mitwirkende"]:
            told.get(each["stelle"], set()).add(f"{value['kennung']}: {each['name']}")
    for ident, expected in told.items():
        out = dkbm("status", ident, "--stichtag", day, cwd=ROOT).out
        block = out.partition("  Im Netzwerk     ")[2].partition("\n\n")[0]
        lines = {line.strip().partition(" (")[0] for line in block.splitlines() if " (" in line}
        assert {line for line in lines if line.startswith(("AG ", "Konzeptgruppe: "))} == expected, ident


def test_m62_status_tells_who_has_which_part_and_where_the_person_is_named_since(tmp_path: Path) -> None:
    root = lay_out(tmp_path, dict(DATEIEN))
    now = dkbm("status", "99001", "--stichtag", "2019-05-05", cwd=root).out
    assert "  Im Netzwerk     AG 1: Mara Muster (Sprecherin), belegt 2018; seither\n" in now
    later = " ".join(dkbm("status", "99001", "--stichtag", "2021-05-05", cwd=root).out.split())
    assert "inzwischen anderswo genannt: Stadt Musterland · X01" in later
    assert "Im Netzwerk" not in dkbm("status", "99001", "--stichtag", "2017-12-31", cwd=root).out
    assert "Im Netzwerk" not in dkbm("status", "99003", cwd=root).out


def test_m62_who_deputises_is_no_speaker_of_the_same_group_on_either_side(tmp_path: Path) -> None:
    deputy = "  - {gruppe: ag-1, rolle: stellvertretung, stelle: landkreis-musterland, datum: 2018-05, quelle: X01}\n"
    root = lay_out(tmp_path, {**DATEIEN, "data/personen/p-mara-muster.yaml": MARA + deputy})
    for command in (("status", "99001"), ("netzwerk", "ag-1"), ("netzwerk", "--person", "Mara")):
        shown = dkbm(*command, "--stichtag", "2019-05-05", cwd=root).out.partition("Im Verlauf")[0]
        assert "Stellvertretung" in shown, command
        assert "Sprecherin" not in shown, command


def test_m62_a_broken_or_missing_file_of_a_group_leaves_its_id(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {**DATEIEN, "data/netzwerk/ag-1.yaml": None})
    assert "  Im Netzwerk     ag-1: Mara Muster (Sprecherin)" in dkbm("status", "99001", cwd=root).out


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("data/netzwerk/ag-1.yaml", "sprecher: [p-mara-muster]\n"),
        ("data/netzwerk/ag-1.yaml", "sprecherin: p-mara-muster\n"),
        ("data/netzwerk/ag-1.yaml", "personen: [p-mara-muster]\n"),
        ("data/kommunen/landkreis-musterland.yaml", "gruppen: [ag-1]\n"),
        ("data/kommunen/landkreis-musterland.yaml", "netzwerk: [ag-1]\n"),
    ],
)
def test_m62_a_stored_reverse_list_is_refused(tmp_path: Path, path: str, line: str) -> None:
    text = musterland()[path].decode() + line
    answer = dkbm("validate", cwd=lay_out(tmp_path, {path: text}))
    assert answer.status == 1
    assert path in answer.out
    assert line.partition(":")[0] in answer.out


@pytest.mark.parametrize("day", ["2017-10-01", "2019-06-01", "2021-09-30", "2026-11-22"])
def test_m72_the_overview_and_the_command_tell_the_same_steps_and_numbers(day: str) -> None:
    stichtag, dataset = date.fromisoformat(day), echt()
    overview = land("netzwerkuebersicht", bestellt(dataset, stichtag))
    steps = [each.text.rstrip(".") for each in zeitleiste(dataset.netzwerk, (), stichtag)]
    assert [row[2].partition(" (")[0].rstrip(".") for row in tabelle(overview, "Nr.")] == steps
    counted = [
        [str(each.jahr), *(each.anzahl(ident) for ident in ("ag-1", "ag-2", "ag-3") if ident in each.zahlen)]
        for each in netzwerk(dataset, stichtag).jahre
    ]
    rows = tabelle(overview, "Jahr")
    assert [[row[0][:4], *(int(cell.strip("≥ *")) for cell in row[1:4] if cell != "–")] for row in rows] == counted


def test_m22_status_looks_at_the_network_only_for_a_kommune_that_is_in_it() -> None:
    network = {"dkbm.queries.netzwerk_kommune", "dkbm.model.mitwirkung", "dkbm.report.netzwerk_mitwirkung"}
    assert not loaded("status", "Harburg") & network
    within = loaded("status", "Emsland")
    assert within >= network
    assert "dkbm.model.projektion.netzwerk" not in within  # a mark needs no model of the group
