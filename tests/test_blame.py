"""`dkbm blame KOMMUNE ANGABE`: which commit set a value, whatever became of the file since (M 53)."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.changes.blame import blame, leaves, parse_route, value_at
from dkbm.errors import NameUnresolvedError
from dkbm.text.reader import read
from tests.aufruf import dkbm
from tests.aufzeichnung import (
    AUTOR,
    EDITED,
    LATE,
    MOVED,
    NEW,
    PERSON,
    TEXT,
    as_json,
    laid_out_anew,
    recorded,
)
from tests.geschichtsbau import file_of, fingerprint
from tests.muster import musterland
from tests.repositorium import KOMMUNE, call, own_settings
from tests.test_geschichte import long

__all__ = ["long"]


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


def origin(root: Path, route: str, *more: str) -> tuple[object, object, object]:
    """The value, the subject of the commit that set it, what stood there before."""
    (found,) = as_json(root, "blame", "99001", route, *more)["angaben"]
    return found["wert"], found["betreff"], found["vorher"]


SET = {
    "name": ("Musterland", "Anfang", None),
    "vereinbarungen[zv-2017].ort": ("Neustadt", "Ort und Phase", "Musterstadt"),
    "vereinbarungen[0].ort": ("Neustadt", "Ort und Phase", "Musterstadt"),
    "vereinbarungen[zv-2017].kommune.ansprechperson": ("p-mara-muster", "Anfang", None),
    "leitung[0].amt": ("landraetin", "Anfang", None),
    "verlauf[0].phase": (3, "Ort und Phase", 2),
    "verlauf[0].modul": (4, "Anfang", None),
    "verlauf[2].datum": ("2018-07", "Anfang", None),
    "verlauf[4].datum": ("2019-03-01", "Abschluss nachgetragen", None),
    "verlauf[4]": (
        {"ereignis": "abschluss", "modul": 2, "datum": "2019-03-01", "quelle": "X02"},
        "Abschluss nachgetragen",
        None,
    ),
}


@pytest.mark.parametrize("route", SET)
def test_m53_a_value_is_followed_through_a_new_name_a_new_form_and_a_new_order(tmp_path: Path, route: str) -> None:
    """The move gave the file another folder, other quotes, and its entries another order, all in one commit."""
    assert origin(recorded(tmp_path), route, "--intern") == SET[route]


def test_m53_a_file_is_known_by_its_key_where_git_would_see_two(tmp_path: Path) -> None:
    """Renamed and nearly rewritten: less than half of its text is left."""
    short = 'schluessel: "99001"\nname: Musterland\nart: landkreis\nquelle: X02\n'
    long = (
        short + "bemerkung: >-\n" + "".join(f"  Satz Nummer {number} einer langen Anmerkung.\n" for number in range(60))
    )
    root = recorded(tmp_path, ("kurz", {KOMMUNE: short}), ("lang", {KOMMUNE: None, MOVED: long}), only=0)
    renamed = call(root, "diff", "--name-status", "-M", "HEAD~1", "HEAD")
    assert renamed.startswith("D\t"), "git sees a file less and a file more"
    assert origin(root, "name")[1] == "Anfang"
    assert origin(root, "bemerkung")[1] == "lang"


def test_m53_without_a_route_every_statement_has_its_commit(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    found = as_json(root, "blame", "99001")["angaben"]
    subjects = {each["route"]: each["betreff"] for each in found}
    assert subjects["verlauf[4].modul"] == "Abschluss nachgetragen"
    assert sorted(set(subjects.values())) == ["Abschluss nachgetragen", "Anfang", "Ort und Phase"]
    assert sum(subject == "Ort und Phase" for subject in subjects.values()) == 2
    shown = dkbm("blame", "99001", cwd=root).out
    assert f"{len(found)} Angaben aus 3 Commits" in shown
    assert "»Umzug«" not in shown
    assert "»Ort und Phase«" in shown


def test_m53_s43_who_is_meant_is_held_back_unasked(tmp_path: Path) -> None:
    """The id of a person is made of the name, wherever it stands; what stands beside it is shown."""
    root = recorded(tmp_path)
    for route in ("vereinbarungen[zv-2017].kommune.ansprechperson", "vereinbarungen[zv-2017]", "["):
        for form in ("text", "json"):
            asked = ("blame", "99001", route, "--format", form)
            said, shown = (dkbm(*asked, *more, cwd=root) for more in ((), ("--intern",)))
            assert (said.status, shown.status) == (0, 0)
            assert "p-mara-muster" not in said.out, (route, form)
            assert "p-mara-muster" in shown.out.replace("\n", "").replace(" ", ""), (route, form)
    whole = dkbm("blame", "99001", cwd=root).out
    assert "p-mara-muster" not in whole
    assert "vereinbarungen[zv-2017].kommune.ansprechperson: (nicht gezeigt; mit --intern)" in " ".join(whole.split())
    assert "ort: Neustadt" in dkbm("blame", "99001", "vereinbarungen[zv-2017]", cwd=root).out


@pytest.mark.parametrize("empty", ["", "  "])
def test_m53_an_empty_value_to_ask_for_is_refused(tmp_path: Path, empty: str) -> None:
    answer = dkbm("blame", "99001", empty, cwd=recorded(tmp_path))
    assert (answer.status, answer.out) == (2, "")
    assert "Die Angabe ist leer." in answer.err


ONE = """\
Landkreis Musterland · 99001

  vereinbarungen[zv-2017].ort: Neustadt

  gesetzt    02.01.2026 mit {commit} »Ort und Phase«
  vorher     Musterstadt
  steht in   {file}:18
  damals in  {before}
"""


def test_m53_the_answer_names_value_commit_day_subject_and_what_was_before(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    commit = call(root, "rev-parse", "HEAD~3")[:8]
    shown = dkbm("blame", "99001", "vereinbarungen[zv-2017].ort", cwd=root).out
    assert shown == ONE.format(commit=commit, file=MOVED, before=KOMMUNE)


def test_m53_what_is_not_recorded_yet_is_said(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    (root / MOVED).write_text((NEW + LATE).replace("Neustadt", "Altstadt"), encoding="utf-8")
    assert origin(root, "vereinbarungen[zv-2017].ort") == ("Altstadt", None, "Neustadt")
    assert origin(root, "name") == ("Musterland", "Anfang", None)
    shown = dkbm("blame", "99001", "vereinbarungen[zv-2017].ort", cwd=root).out
    assert "gesetzt    im Ordner, noch nicht in git festgehalten" in shown


def test_m51_an_earlier_record_has_its_own_origins(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    assert origin(root, "vereinbarungen[zv-2017].ort", "--stand", "HEAD~4") == ("Musterstadt", "Anfang", None)


def test_m53_a_commit_that_broke_the_file_set_nothing(tmp_path: Path) -> None:
    root = recorded(tmp_path, ("kaputt", {MOVED: "name: [\n"}), ("heil", {MOVED: NEW + LATE}))
    assert {route: origin(root, route, "--intern") for route in SET} == SET


def test_m53_a_file_that_went_away_and_came_back_was_entered_anew(tmp_path: Path) -> None:
    root = recorded(tmp_path, ("weg", {KOMMUNE: None}), ("da", {KOMMUNE: TEXT}), only=0)
    assert origin(root, "name") == ("Musterland", "da", None)


def test_m53_the_key_of_another_kommune_in_a_file_does_not_make_it_the_same(tmp_path: Path) -> None:
    """A file is taken away that only mentions the key of the new one."""
    other = TEXT.replace('"99001"', '"99007"') + "bemerkung: 99009 ist eine andere\n"
    new = {"data/kommunen/landkreis-neuland.yaml": TEXT.replace('"99001"', '"99009"').replace("Musterland", "Neuland")}
    gone = {"data/kommunen/landkreis-altland.yaml": None}
    first = {"data/kommunen/landkreis-altland.yaml": other.replace("Musterland", "Altland")}
    root = recorded(tmp_path, ("alt", first), ("neu", {**gone, **new}), only=0)
    (found,) = as_json(root, "blame", "99009", "art")["angaben"]
    assert (found["betreff"], found["datei_damals"]) == ("neu", "data/kommunen/landkreis-neuland.yaml")


def test_m53_any_file_of_the_dataset_can_be_asked_for_by_its_path(tmp_path: Path) -> None:
    sources = musterland()["data/quellen.yaml"].decode()
    late = sources + "  - {id: X09, titel: Neues Blatt, herausgeber: Musterland}\n"
    group = musterland()["data/netzwerk/ag-1.yaml"].decode()
    moved = {"data/netzwerk/ag-1.yaml": None, "data/netzwerk/ag-eins.yaml": group}
    root = recorded(tmp_path, ("Quelle", {"data/quellen.yaml": late}), ("Umbenannt", moved), only=0)
    for path, route, subject in (
        ("data/quellen.yaml", "quellen[X09].titel", "Quelle"),
        ("data/quellen.yaml", "quellen[X01].titel", "Anfang"),
        ("data/netzwerk/ag-eins.yaml", "kennung", "Anfang"),
    ):
        (found,) = as_json(root, "blame", path, route)["angaben"]
        assert found["betreff"] == subject
    answer = dkbm("blame", "data/gibtesnicht.yaml", cwd=root)
    assert (answer.status, answer.out) == (2, "")


def test_m53_a_merge_is_one_step_and_names_the_review(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    call(root, "switch", "-q", "-c", "seite")
    (root / MOVED).write_text((NEW + LATE).replace("Neustadt", "Altstadt"), encoding="utf-8")
    call(root, "commit", "-qam", "auf dem Zweig")
    call(root, "switch", "-q", "main")
    call(root, "merge", "-q", "--no-ff", "-m", "Merge 12", "seite")
    assert origin(root, "vereinbarungen[zv-2017].ort") == ("Altstadt", "Merge 12", "Neustadt")


def test_s43_who_made_the_commit_and_values_of_persons_are_for_those_who_ask(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    for arguments in (("99001",), ("99001", "name"), (PERSON,), (PERSON, "name")):
        for form in ("text", "json"):
            plain = dkbm("blame", *arguments, "--format", form, cwd=root).out
            assert AUTOR not in plain
            assert "Mara Muster" not in plain
            assert AUTOR in dkbm("blame", *arguments, "--format", form, "--intern", cwd=root).out
    assert "Mara Muster" in dkbm("blame", PERSON, "name", "--intern", cwd=root).out


NOWHERE = {
    "verlauf[9]": "Unter »verlauf« gibt es keinen Eintrag »9«.",
    "verlauf[-1]": "Unter »verlauf« gibt es keinen Eintrag »-1«.",
    "vereinbarungen[zv-2018].ort": "Es gibt [zv-2017].",
    "vereinbarungen[zv-2017].ortt": "steht kein »ortt«.",
    "name.x": "»name« ist ein einzelner Wert.",
    "[": "",
    "--output=pwn": "",
}


@pytest.mark.parametrize("route", NOWHERE)
def test_a_route_that_leads_nowhere_says_what_there_is(tmp_path: Path, route: str) -> None:
    root = recorded(tmp_path)
    answer = dkbm("blame", "99001", "--", route, cwd=root)
    assert answer.status == (0 if route == "[" else 4)
    assert NOWHERE[route] in answer.err
    assert not (root / "pwn").exists()


def test_m54_s94_a_shallow_clone_is_refused_with_the_command_that_fetches_the_rest(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    call(tmp_path, "clone", "-q", "--depth=2", f"file://{root}", "flach")
    for more in ((), ("name",), ("name", "--stand", "HEAD")):
        answer = dkbm("blame", "99001", *more, cwd=tmp_path / "flach")
        assert (answer.status, answer.out) == (2, "")
        assert "git fetch --unshallow" in answer.err


def test_s98_nothing_is_written_by_any_question(tmp_path: Path) -> None:
    root = recorded(tmp_path)
    (root / MOVED).write_text(NEW, encoding="utf-8")
    before = fingerprint(root)
    for more in ((), ("name",), ("name", "--stand", "HEAD~2")):
        assert dkbm("blame", "99001", *more, cwd=root).status == 0
    assert fingerprint(root) == before


def test_m53_forty_five_files_and_two_thousand_commits_are_answered(long: Path) -> None:
    root = long
    before = fingerprint(root)
    found = as_json(root, "blame", "Musterland-00007")["angaben"]
    entries = (root / file_of(7)).read_text(encoding="utf-8").count("ereignis:")
    assert len({each["revision"] for each in found}) == entries, "each event was entered by a commit of its own"
    assert fingerprint(root) == before


# The search itself


def document(text: str) -> object:
    found, _ = read(KOMMUNE, text.encode())
    assert found is not None
    return found.value


def test_m53_texts_of_a_list_are_followed_though_reworded_and_moved() -> None:
    older = {"ziele": ["Mehr Bildung für alle.", "Bessere Daten für die Planung."]}
    newer = {"ziele": ["Ganz neu.", "Bessere Daten für jede Planung.", "Mehr Bildung für alle."]}
    routes = [("ziele", index) for index in range(3)]
    found = blame([newer, older], routes)
    assert [(each.version, each.zuvor) for each in found] == [
        (0, None),
        (0, "Bessere Daten für die Planung."),
        (1, None),
    ]


def test_m53_no_more_versions_are_read_than_needed() -> None:
    def versions() -> object:
        yield {"a": 1, "b": 1}
        yield {"a": 2, "b": 1}
        raise AssertionError("the origin is known already")

    assert blame(versions(), [("a",)])[0].zuvor == 2  # type: ignore[arg-type]


@given(st.lists(st.sampled_from(["form", "nichts", "ort", "phase", "ereignis"]), max_size=8))
def test_m53_only_what_changes_a_value_sets_it(steps: list[str]) -> None:
    """Random histories: the ort was set by the last step that changed it, whatever happened around it."""
    text, versions, setter = TEXT, [TEXT], 0
    for number, step in enumerate(steps, 1):
        if step == "form":
            text = laid_out_anew(text) if not text.startswith("# neu") else text
        elif step == "ort":
            text, setter = text.replace("ort: ", "ort: X"), number
        elif step == "phase":
            text = text.replace("phase: 2", "phase: 3")
        elif step == "ereignis":
            text += f"  - {{ereignis: interview, modul: 1, datum: {2000 + number}-01-01, quelle: X02}}\n"
        versions.append(text)
    values = [document(each) for each in reversed(versions)]
    route = parse_route("vereinbarungen[zv-2017].ort", values[0])
    (found,) = blame(values, [route])
    assert len(steps) - found.version == setter


def test_every_leaf_of_a_document_can_be_named_and_found() -> None:
    value = document(EDITED)
    routes = list(leaves(value))
    assert len(routes) == len(set(routes)) > 30
    for found in blame([value, value], routes):
        assert found.version == 1
        assert found.value == value_at(value, found.route)
    with pytest.raises(NameUnresolvedError):
        parse_route("verlauf.modul", value)
