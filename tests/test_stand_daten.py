"""A date is a Stand, and what was recorded is read as it was: older versions, broken files, any name."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from dkbm.store.stand import resolve_stand, unchanged_since
from tests.aufruf import dkbm, lay_out
from tests.geschichtsbau import Fassung, build, fingerprint
from tests.muster import MUSTERLAND, musterland
from tests.repositorium import KOMMUNE, call, edit, own_settings
from tests.staende import LATER, at, revisions, two_records

OLD = MUSTERLAND.parent / "schema-0"


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own_settings(tmp_path, monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return two_records(tmp_path / "satz")


# Dates


DATES = {
    "2026-03-10": "Anfang",
    "2026-03-11": "Anfang",
    "2026-07-01": "Anfang",
    "2026-07-02": "Modul 3 nachgetragen",
    "2026-07": "Modul 3 nachgetragen",
    "2026-06": "Anfang",
    "2026-03": "Anfang",
    "2026": "Modul 3 nachgetragen",
    "2099-12-31": "Modul 3 nachgetragen",
    "9999": "Modul 3 nachgetragen",
}


@pytest.mark.parametrize("text", DATES)
def test_m51_a_date_is_the_last_commit_by_the_end_of_it(root: Path, text: str) -> None:
    commit = resolve_stand(root, text).commit
    assert call(root, "show", "-s", "--format=%s", commit).strip() == DATES[text]


@pytest.mark.parametrize(
    ("made", "day", "next_day"),
    [
        ("2026-07-01T21:59:59+00:00", "2026-07-01", "2026-07-02"),
        ("2026-07-01T22:00:00+00:00", "2026-07-02", "2026-07-03"),
        ("2026-12-31T22:59:59+00:00", "2026-12-31", "2027-01-01"),
        ("2026-12-31T23:00:00+00:00", "2027-01-01", "2027-01-02"),
        ("2026-07-02T06:00:00+10:00", "2026-07-01", "2026-07-02"),
        ("2026-03-28T23:30:00+00:00", "2026-03-29", "2026-03-30"),
        ("2026-10-25T22:59:59+00:00", "2026-10-25", "2026-10-26"),
    ],
)
def test_m51_a_day_is_a_day_in_berlin(tmp_path: Path, made: str, day: str, next_day: str) -> None:
    root = tmp_path / "satz"
    first, second = build(
        root,
        [Fassung(at("2026-01-01T12:00:00+01:00"), "a", musterland()), Fassung(at(made), "b", {KOMMUNE: LATER})],
    )
    the_day_before = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    assert [resolve_stand(root, text).commit for text in (the_day_before, day, next_day)] == [first, second, second]
    assert resolve_stand(root, "HEAD").zeitpunkt.isoformat() == day


def test_m51_a_date_follows_the_branch_that_is_checked_out_and_counts_a_merge_when_it_was_made(root: Path) -> None:
    """What was worked on beside it in May came into the branch in July."""
    call(root, "switch", "-q", "-c", "seite", "v1")
    edit(root, line="# auf dem Zweig\n")
    commit_on(root, "2026-05-01T12:00:00+02:00", "commit", "-qam", "Seite")
    side = call(root, "rev-parse", "HEAD").strip()
    assert resolve_stand(root, "2026-06-01").commit == side
    call(root, "switch", "-q", "main")
    commit_on(root, "2026-07-20T12:00:00+02:00", "merge", "-q", "--no-ff", "-s", "ours", "-m", "Merge", "seite")
    assert resolve_stand(root, "2026-06-01").commit == call(root, "rev-parse", "v1").strip()
    assert resolve_stand(root, "2026-07-20").commit == call(root, "rev-parse", "main").strip()


def commit_on(root: Path, when: str, *arguments: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GIT_AUTHOR_DATE", when)
        patch.setenv("GIT_COMMITTER_DATE", when)
        call(root, *arguments)


def test_clocks_that_contradict_each_other_are_said(tmp_path: Path) -> None:
    root = tmp_path / "satz"
    times = ("2026-01-01T12:00:00+01:00", "2026-05-01T12:00:00+02:00", "2026-03-01T12:00:00+01:00")
    ids = build(root, [Fassung(at(time), time, {**musterland(), "data/.n": time}) for time in times])
    assert resolve_stand(root, "2026-02-01") == (ids[0], "01.02.2026", at(times[0]).date(), "")
    doubtful = resolve_stand(root, "2026-04-01")
    assert doubtful.commit == ids[2]
    assert doubtful.zweifel.startswith("Die Uhrzeiten der Commits widersprechen ihrer Reihenfolge")
    answer = dkbm("list", "--stand", "2026-04-01", cwd=root, heute="2026-06-01")
    assert (answer.status, answer.err) == (0, f"Warnung: {doubtful.zweifel}\n")


REFUSED_DATES = {
    "2026-03-09": "»2026-03-09« liegt vor dem ersten Commit: Die Geschichte des ausgecheckten Zweiges beginnt am 10.03",
    "2025": "»2025« liegt vor dem ersten Commit",
    "2026-02": "»2026-02« liegt vor dem ersten Commit",
    "2026-02-30": "»2026-02-30« ist kein Stand. Den 30.2.2026 gibt es nicht im Kalender.",
    "2026-13": "»2026-13« ist kein Stand. Einen Monat 13 gibt es nicht.",
    "0000": "»0000« ist kein Stand.",
    "10.03.2026": "»10.03.2026« ist kein Stand, den git kennt.",
    "2026-03-10..2026-04": "ist kein Stand, den git kennt.",
}


@pytest.mark.parametrize("text", REFUSED_DATES)
def test_a_date_without_a_commit_is_refused(root: Path, text: str) -> None:
    answer = dkbm("list", "--stand", text, cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert REFUSED_DATES[text] in answer.err


def test_a_date_before_the_dataset_existed_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "viel"
    build(
        root,
        [
            Fassung(at("2026-01-01T12:00:00+01:00"), "anderes", {"README": "x"}),
            Fassung(
                at("2026-02-01T12:00:00+01:00"), "hier", {f"satz/{name}": raw for name, raw in musterland().items()}
            ),
        ],
    )
    answer = dkbm("list", "--stand", "2026-01-15", cwd=root / "satz")
    assert (answer.status, answer.out) == (2, "")
    assert "gibt es diesen Datensatz nicht: dkbm.yaml fehlt dort." in answer.err
    assert dkbm("list", "--stand", "2026-02-15", cwd=root / "satz").status == 0


@pytest.mark.parametrize("kind", ["tags", "heads"])
def test_a_date_that_is_also_a_name_is_never_guessed(root: Path, kind: str) -> None:
    first, head = call(root, "rev-parse", "v1", "HEAD").split()
    call(root, "update-ref", f"refs/{kind}/2026-07", first)
    answer = dkbm("list", "--stand", "2026-07", cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert f"Gemeint ist damit: refs/{kind}/2026-07." in answer.err
    assert head[:12] in answer.err
    assert resolve_stand(root, f"refs/{kind}/2026-07").commit == first
    call(root, "update-ref", f"refs/{kind}/2026-07", head)
    assert resolve_stand(root, "2026-07").commit == head, "both mean the same commit"


@pytest.mark.parametrize("text", ["2026-07-03", "2030-01-01", "2026-08", "2027", "9999"])
def test_m51_a_day_to_come_shows_the_record_of_today_and_says_so(root: Path, text: str) -> None:
    answer = dkbm("list", "--stand", text, cwd=root, heute="2026-07-02")
    warning = f"Warnung: »{text}« liegt in der Zukunft; gezeigt wird der Stand von heute.\n"
    assert (answer.status, answer.err) == (0, warning)
    assert f"({call(root, 'rev-parse', 'HEAD').strip()[:8]}, 02.07.2026)" in answer.out
    log = dkbm("log", "--stand", text, cwd=root, heute="2026-07-02")
    assert (log.status, log.err) == (0, warning)


def test_m51_a_report_on_a_period_that_goes_on_says_so(root: Path) -> None:
    period = ("changelog", "--von", "2026-04", "--bis")
    answer = dkbm(*period, "2026-12", cwd=root, heute="2026-08-01")
    assert answer.status == 0
    assert "»2026-12-31« liegt in der Zukunft; gezeigt wird der Stand von heute." in answer.err
    assert "Zukunft" not in dkbm(*period, "2026-07", cwd=root, heute="2026-08-01").err


@pytest.mark.parametrize("text", ["2026-07-02", "2026-07", "2026", "2026-06-30", "main", "v1"])
def test_m51_a_day_that_has_come_and_a_name_are_no_future(root: Path, text: str) -> None:
    answer = dkbm("list", "--stand", text, cwd=root, heute="2026-07-02")
    assert (answer.status, answer.err) == (0, "")


def test_before_the_first_commit_there_is_no_stand(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "satz")
    call(root, "init", "-q")
    said = "Im Repository gibt es noch keinen Commit, also auch keine Geschichte."
    for name in ("2026", "HEAD", "main", "HEAD~1"):
        assert said in dkbm("list", "--stand", name, cwd=root).err
    for command in (("diff",), ("log",), ("validate", "--since", "main"), ("validate", "--basis", "2026")):
        answer = dkbm(*command, cwd=root)
        assert (answer.status, answer.out) == (2, ""), command
        assert said in answer.err
    assert revisions(root) == {None}


# The dataset as it was


def old_version() -> dict[str, bytes]:
    """Musterland as version 0 of the schema wrote it."""
    return musterland() | {path.relative_to(OLD).as_posix(): path.read_bytes() for path in sorted(OLD.rglob("*.yaml"))}


def test_m51_an_older_version_of_the_schema_is_migrated_in_memory(tmp_path: Path) -> None:
    old = old_version()
    root = tmp_path / "satz"
    build(root, [Fassung(at("2026-01-01T12:00:00+01:00"), "Fassung 0", old)])
    call(root, "tag", "alt")
    assert dkbm("migrate", cwd=root).status == 0
    call(root, "commit", "-qam", "Fassung 1")
    before = fingerprint(root)
    rows = {
        name: json.loads(dkbm("list", "--stand", name, "--format", "json", cwd=root).out) for name in ("alt", "HEAD")
    }
    assert len(rows["alt"]) > 0
    without = [[{**row, "revision": None} for row in found] for found in rows.values()]
    assert without[0] == without[1]
    assert fingerprint(root) == before


def test_m51_a_broken_file_of_an_older_version_does_not_hide_the_others(tmp_path: Path) -> None:
    old = old_version()
    name = next(name for name in old if name.startswith("data/kommunen/"))
    root = tmp_path / "satz"
    build(
        root, [Fassung(at("2026-01-01T12:00:00+01:00"), "Fassung 0", {**old, "data/kommunen/landkreis-x.yaml": "a: ["})]
    )
    answer = dkbm("list", "--stand", "HEAD", "--format", "json", cwd=root)
    assert Path(name).stem in {row["id"] for row in json.loads(answer.out)}
    assert "data/kommunen/landkreis-x.yaml" in answer.err
    assert "So steht es im Stand HEAD (" in answer.err
    assert "dkbm validate" not in answer.err


def test_a_record_newer_than_this_program_is_refused(root: Path) -> None:
    (root / "dkbm.yaml").write_text(musterland()["dkbm.yaml"].decode().replace("schema: 1", "schema: 99"))
    call(root, "commit", "-qam", "neuer")
    answer = dkbm("list", "--stand", "HEAD", cwd=root)
    assert (answer.status, answer.out) == (2, "")
    assert "Eine neuere Fassung von dkbm installieren." in answer.err


def test_a_broken_record_is_told_from_the_folder(root: Path) -> None:
    (root / "data/prozess.yaml").write_bytes(b"a: \0\n")
    call(root, "commit", "-qam", "kaputt")
    call(root, "checkout", "-q", "v1", "--", "data/prozess.yaml")
    assert dkbm("list", cwd=root).status == 0
    answer = dkbm("list", "--stand", "HEAD", cwd=root)
    assert (answer.status, answer.out) == (1, "")
    assert "So steht es im Stand HEAD (" in answer.err


def test_s91_s101_names_with_umlauts_and_line_breaks_are_read_as_they_are(tmp_path: Path) -> None:
    names = ["data/kommunen/lüneburg – süd.yaml", "data/kommunen/a\nb.yaml", 'data/kommunen/"q" \\ [x].yaml']
    root = tmp_path / "satz"
    build(
        root, [Fassung(at("2026-01-01T12:00:00+01:00"), "Anfang", {**musterland(), **dict.fromkeys(names, "a: [\n")})]
    )
    answer = dkbm("list", "--stand", "HEAD", cwd=root)
    assert answer.status == 0
    assert "data/kommunen/lüneburg – süd.yaml:" in answer.err
    assert answer.err.count("Warnung:") == 3
    assert answer.err == dkbm("list", cwd=root).err.replace(
        "Mehr dazu sagt: dkbm validate", answer.err.rpartition("Auskunft. ")[2].strip()
    )
    assert unchanged_since(root, {**musterland(), **dict.fromkeys(names, b"a: [\n")}) is not None


def test_s100_a_record_has_the_line_ends_it_was_recorded_with(root: Path) -> None:
    call(root, "config", "core.autocrlf", "true")
    (root / KOMMUNE).unlink()
    call(root, "checkout", "--", KOMMUNE)
    assert b"\r\n" in (root / KOMMUNE).read_bytes()
    assert dkbm("status", "99001", "--stand", "HEAD", cwd=root).status == 0
    assert revisions(root) == {None}, "not the bytes that were recorded"
