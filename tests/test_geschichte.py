"""The first-parent line of a history: which commit changed which file to what, whatever names and subjects hold."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dkbm.errors import DkbmError
from dkbm.store import geschichte
from dkbm.store.berlin import berlin, last_second
from dkbm.store.stand import read_stand, resolve_stand
from tests.aufruf import dkbm
from tests.geschichtsbau import COMMITS, Fassung, build, file_of, fingerprint, long_history
from tests.muster import musterland
from tests.repositorium import KOMMUNE, call, edit, own_settings

RENAMED = "data/kommunen/nord/landkreis-musterland.yaml"


def at(day: int) -> datetime:
    return datetime.fromisoformat(f"2026-01-{day:02}T12:00:00+01:00")


@pytest.fixture(scope="session")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """45 Kommunen and 2,000 commits."""
    folder = tmp_path_factory.mktemp("lang")
    with pytest.MonkeyPatch.context() as patch:
        own_settings(folder, patch)
        long_history(folder / "satz")
    return folder / "satz"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own_settings(tmp_path, monkeypatch)
    text = musterland()[KOMMUNE].decode()
    root = tmp_path / "satz"
    build(
        root,
        [
            Fassung(at(1), "Anfang", musterland()),
            Fassung(at(2), "geändert", {KOMMUNE: text + "# eins\n"}),
            Fassung(at(3), "umbenannt", {KOMMUNE: None, RENAMED: text + "# eins\n# zwei\n"}),
            Fassung(at(4), "anderes", {"README": "x"}),
            Fassung(at(5), "noch einmal", {RENAMED: text + "# drei\n"}),
        ],
    )
    return root


# 2,000 commits


LONG = [
    ("status", "--stand", "HEAD~1000"),
    ("status", "00005", "--stand", "2020-05-17"),
    ("status", "00005", "--format", "json"),
    ("list", "--stand", "2019"),
    ("list", "--stand", "HEAD~3", "--format", "json"),
    ("corrections", "--stand", "HEAD~1900..HEAD", "--stichtag", "2019-01-01"),
    ("corrections", "--stand", "2019-06.."),
]


@pytest.mark.parametrize("command", LONG, ids=" ".join)
def test_m51_s98_two_thousand_commits_answer_and_nothing_is_touched(long: Path, command: tuple[str, ...]) -> None:
    before = fingerprint(long)
    answer = dkbm(*command, cwd=long, heute="2026-11-22")
    assert (answer.status, answer.err) == (0, "")
    assert "45" in answer.out or "00005" in answer.out
    assert fingerprint(long) == before


def test_the_line_of_two_thousand_commits(long: Path) -> None:
    head = resolve_stand(long, "HEAD").commit
    line = [step.commit for step in geschichte.steps(long, "", head)]
    assert len(line) == COMMITS
    assert [commit.parents[0] for commit in line[1:]] == [commit.id for commit in line[:-1]]
    assert (line[0].betreff, line[-1].betreff) == ("Anfang", f"Ereignis {COMMITS - 1}")
    assert [step.commit.betreff for step in geschichte.steps(long, "", head, ("data/quellen.yaml",))] == [
        "Anfang",
        *(f"Quelle {number}" for number in range(100, COMMITS, 100)),
    ]
    made = geschichte.steps(long, line[-101].id, head)
    assert [step.commit for step in made] == line[-100:]
    versions = geschichte.versions(long, head, file_of(7))
    told = call(long, "log", "--format=%H", "--", file_of(7)).split()
    assert [version.commit.id for version in versions] == told


def test_m51_every_hundredth_day_is_the_state_that_git_shows(long: Path) -> None:
    for number in range(1, COMMITS, 400):
        stand = resolve_stand(long, f"HEAD~{number}")
        files = read_stand(long, stand).files
        shown = call(long, "show", f"{stand.commit}:{file_of(3)}").encode()
        assert files[file_of(3)] == shown
        that_evening = resolve_stand(long, stand.zeitpunkt.isoformat()).commit
        assert geschichte.is_ancestor(long, stand.commit, that_evening)


# Steps and versions


def test_a_step_names_what_it_changed_with_ids_before_and_after(root: Path) -> None:
    made = geschichte.steps(root, "", resolve_stand(root, "HEAD").commit)
    assert [step.commit.betreff for step in made] == ["Anfang", "geändert", "umbenannt", "noch einmal"]
    assert {change.after for change in made[0].changes} == set(musterland())
    first = next(change for change in made[0].changes if change.after == KOMMUNE)
    assert (first.before, first.old) == ("", "")
    assert made[1].changes == (geschichte.Changed(KOMMUNE, KOMMUNE, first.new, made[1].changes[0].new),)
    gone, new = made[2].changes
    assert (gone.before, gone.after, gone.new) == (KOMMUNE, "", "")
    assert (new.before, new.after) == ("", RENAMED)
    assert geschichte.contents(root, [new.new])[new.new].endswith(b"# eins\n# zwei\n")
    assert made[2].commit.zeitpunkt == at(3)
    assert made[2].commit.parents == (made[1].commit.id,)
    assert made[0].commit.autor == "Tom Test"


def test_m53_versions_follow_a_file_through_its_names(root: Path) -> None:
    head = resolve_stand(root, "HEAD").commit
    found = geschichte.versions(root, head, RENAMED)
    assert [(version.commit.betreff, version.name) for version in found] == [
        ("noch einmal", RENAMED),
        ("umbenannt", RENAMED),
        ("geändert", KOMMUNE),
        ("Anfang", KOMMUNE),
    ]
    raws = geschichte.contents(root, [version.object for version in found])
    assert raws[found[-1].object] == musterland()[KOMMUNE]
    assert geschichte.versions(root, head, "data/gibtesnicht.yaml") == ()
    assert [version.commit.betreff for version in geschichte.versions(root, head, KOMMUNE)] == ["geändert", "Anfang"]


def test_a_merge_is_one_step_as_it_was_reviewed(root: Path) -> None:
    call(root, "switch", "-q", "-c", "seite", "HEAD~1")
    for line in ("# a\n", "# b\n"):
        edit(root, "data/themen.yaml", line)
        call(root, "commit", "-qam", "auf dem Zweig")
    call(root, "switch", "-q", "main")
    before = resolve_stand(root, "HEAD").commit
    call(root, "merge", "-q", "--no-ff", "-m", "Zusammengeführt", "seite")
    head = resolve_stand(root, "HEAD").commit
    (step,) = geschichte.steps(root, before, head)
    assert step.commit.betreff == "Zusammengeführt"
    assert [change.after for change in step.changes] == ["data/themen.yaml"]
    side = resolve_stand(root, "seite").commit
    assert geschichte.is_ancestor(root, side, head)
    assert not geschichte.is_on_line(root, side, head)
    assert geschichte.is_on_line(root, before, head)
    assert not geschichte.is_ancestor(root, head, before)
    assert geschichte.is_ancestor(root, head, head)


def test_s91_s101_no_name_and_no_subject_passes_for_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)
    forged = f":100644 100644 {'0' * 40} {'1' * 40} M"
    names = ["data/lüneburg – süd.yaml", "data/a\nb.yaml", "data/\x01.yaml", f"data/{forged}", "data/ :x"]
    subject = f"\x01{'a' * 40} {forged}"
    root = tmp_path / "satz"
    build(
        root,
        [
            Fassung(at(1), "Anfang", musterland()),
            Fassung(at(2), subject, dict.fromkeys(names, "x"), author="\x01Mara"),
            Fassung(at(3), forged, {names[1]: "y"}),
        ],
    )
    made = geschichte.steps(root, "", resolve_stand(root, "HEAD").commit)
    assert [step.commit.betreff for step in made] == ["Anfang", subject, forged]
    assert {change.after for change in made[1].changes} == set(names)
    assert [change.after for change in made[2].changes] == [names[1]]
    assert [version.commit.betreff for version in geschichte.versions(root, made[-1].commit.id, names[1])] == [
        forged,
        subject,
    ]


def test_s97_settings_of_the_repository_change_no_answer(root: Path) -> None:
    head = resolve_stand(root, "HEAD").commit
    before = geschichte.steps(root, "", head), geschichte.versions(root, head, RENAMED)
    for key, value in {
        "log.showRoot": "false",
        "log.follow": "true",
        "log.decorate": "full",
        "color.ui": "always",
        "diff.renames": "false",
        "diff.renameLimit": "1",
        "diff.relative": "false",
        "format.pretty": "oneline",
        "i18n.logOutputEncoding": "latin1",
    }.items():
        call(root, "config", key, value)
    assert (geschichte.steps(root, "", head), geschichte.versions(root, head, RENAMED)) == before


def test_a_link_is_no_file(root: Path) -> None:
    (root / "data/themen.yaml").unlink()
    (root / "data/themen.yaml").symlink_to("quellen.yaml")
    before = resolve_stand(root, "HEAD").commit
    call(root, "commit", "-qam", "Verknüpfung")
    (step,) = geschichte.steps(root, before, resolve_stand(root, "HEAD").commit)
    assert [(change.before, change.after, change.new) for change in step.changes] == [("data/themen.yaml", "", "")]


def test_contents_that_git_does_not_have_are_refused(root: Path) -> None:
    with pytest.raises(DkbmError, match="git kann 00000000 nicht lesen"):
        geschichte.contents(root, ["0" * 40])


# The clock in Berlin


def turns() -> Iterator[int]:
    """The seconds around each change of the clocks."""
    for year in range(1996, 2037):
        for month in (3, 10):
            for day in range(24, 32):
                yield int(datetime(year, month, day, 1, tzinfo=ZoneInfo("UTC")).timestamp())


def test_m51_berlin_is_as_the_zone_of_the_system_says() -> None:
    zone = ZoneInfo("Europe/Berlin")
    for moment in (second + offset for second in turns() for offset in (-1, 0, 1)):
        assert berlin(moment).replace(tzinfo=None) == datetime.fromtimestamp(moment, zone).replace(tzinfo=None)


@given(st.dates(min_value=datetime(1996, 1, 1).date(), max_value=datetime(2036, 12, 31).date()))
def test_m51_the_last_second_of_a_day_is_followed_by_the_next_day(day: datetime) -> None:
    end = last_second(day)
    assert (berlin(end).date(), berlin(end).time().isoformat()) == (day, "23:59:59")
    assert (berlin(end + 1).date() - berlin(end).date()).days == 1


def test_a_moment_that_no_calendar_has_is_refused() -> None:
    with pytest.raises(DkbmError, match="die kein Kalender hat"):
        berlin(10**15)
