"""`dkbm migrate`: a dataset of an older version comes to the present one, and only lines of renamed keys change."""

import subprocess
from pathlib import Path

import pytest

from dkbm.changes.migrate import MIGRATIONS, VERSION, MigrationError, migrate, version_of
from dkbm.schema import schema_of
from dkbm.schema.classes import node_at
from tests.aufruf import dkbm
from tests.muster import MUSTERLAND, musterland

OLD = MUSTERLAND.parent / "schema-0"
CRLF = "data/kommunen/stadt-musterland.yaml"
MEANT = {
    "dkbm.yaml": 1,
    "data/kommunen/landkreis-musterland.yaml": 7,
    "data/kommunen/region-ohnedaten.yaml": 2,
    "data/kommunen/stadt-musterland.yaml": 4,
    "data/personen/p-mara-muster.yaml": 1,
    "data/personen/p-tom-test.yaml": 1,
    "data/quellen.yaml": 3,
}
"""How many lines of each file hold a renamed key, or the version."""


def draft() -> dict[str, bytes]:
    """Musterland as version 0 had it: with comments, one file with CRLF, one with a BOM and without a last line end."""
    files = {path.relative_to(OLD).as_posix(): path.read_bytes() for path in sorted(OLD.rglob("*.yaml"))}
    return musterland({**files, CRLF: files[CRLF].replace(b"\n", b"\r\n")})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The draft in a git repository that keeps line ends as they are."""
    for name, raw in draft().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(raw)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "-c", "core.autocrlf=false", "add", ".")
    git(
        tmp_path, "-c", "user.name=Test", "-c", "user.email=test@beispiel.example", "commit", "--quiet", "-m", "Entwurf"
    )
    return tmp_path


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(["git", "-C", root, *arguments], check=True, capture_output=True, text=True).stdout


def numstat(root: Path) -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in git(root, "-c", "core.autocrlf=false", "diff", "--numstat").splitlines())
    return {name: (added, removed) for added, removed, name in rows}


def test_m10_only_lines_of_renamed_keys_change(root: Path) -> None:
    answer = dkbm("migrate", cwd=root)
    assert answer.status == 0, answer.err
    assert numstat(root) == {name: (str(count), str(count)) for name, count in MEANT.items()}


def test_m10_every_byte_beside_the_keys_stays(root: Path) -> None:
    dkbm("migrate", cwd=root)
    for name, raw in draft().items():
        renamed = raw.replace(b"ags:", b"schluessel:").replace(b"\nbezeichnung:", b"\nname:")
        renamed = renamed.replace(b'"bezeichnung":', b"name:").replace(b"{typ:", b"{ereignis:")
        renamed = renamed.replace(b"    typ:", b"    art:").replace(b"    zeit:", b"    stand:")
        assert (root / name).read_bytes() == renamed.replace(b"schema: 0 # Entwurf", b"schema: 1 # Entwurf")


def test_m10_a_second_run_changes_nothing(root: Path) -> None:
    dkbm("migrate", cwd=root)
    before = git(root, "diff")
    answer = dkbm("migrate", cwd=root)
    assert answer == (0, "", "Der Datensatz hat schon die Fassung 1 des Schemas. Es wurde nichts geändert.\n")
    assert git(root, "diff") == before


def test_m10_the_result_is_valid(root: Path) -> None:
    dkbm("migrate", cwd=root)
    # its BOM is a warning before and after
    (root / "data/kommunen/region-ohnedaten.yaml").write_bytes(musterland()["data/kommunen/region-ohnedaten.yaml"])
    assert dkbm("validate", "--strict", cwd=root) == (0, "", "")


def test_m10_a_dry_run_shows_the_change_and_writes_nothing(root: Path) -> None:
    answer = dkbm("migrate", "--dry-run", cwd=root)
    assert answer.status == 0
    assert '-ags: "99001"\n-bezeichnung: Musterland\n+schluessel: "99001"\n+name: Musterland\n' in answer.out
    assert numstat(root) == {}


@pytest.mark.parametrize("command", ["validate", "format"])
def test_m10_other_commands_send_to_migrate(command: str, root: Path) -> None:
    answer = dkbm(command, cwd=root)
    assert answer.status == 2
    assert answer.out == ""
    assert "nach Fassung 0 des Schemas geschrieben, dieses Programm kennt 1." in answer.err
    assert "dkbm migrate" in answer.err
    assert numstat(root) == {}


@pytest.mark.parametrize("command", ["migrate", "validate", "format"])
def test_m10_a_newer_dataset_is_refused(command: str, root: Path) -> None:
    head = root / "dkbm.yaml"
    head.write_bytes(head.read_bytes().replace(b"schema: 0", b"schema: 2"))
    answer = dkbm(command, cwd=root)
    assert answer.status == 2
    assert "Der Datensatz ist nach Fassung 2 des Schemas geschrieben" in answer.err
    assert "Eine neuere Fassung von dkbm installieren." in answer.err
    assert set(numstat(root)) == {"dkbm.yaml"}


def test_m10_a_file_that_cannot_be_read_stops_all(root: Path) -> None:
    (root / "data/quellen.yaml").write_bytes(b"quellen: [\n")
    answer = dkbm("migrate", cwd=root)
    assert answer.status == 1
    assert "data/quellen.yaml:" in answer.err
    assert set(numstat(root)) == {"data/quellen.yaml"}


def test_m10_an_old_and_a_new_name_at_once_are_left_to_people(root: Path) -> None:
    path = root / "data/personen/p-tom-test.yaml"
    path.write_bytes(path.read_bytes() + b"name: Tom Test\n")
    answer = dkbm("migrate", cwd=root)
    assert answer.status == 2
    assert (
        "data/personen/p-tom-test.yaml:2: Hier stehen »bezeichnung« und sein neuer Name »name« zugleich." in answer.err
    )
    assert set(numstat(root)) == {"data/personen/p-tom-test.yaml"}


def test_a_key_of_the_same_name_elsewhere_stays() -> None:
    changed = migrate(draft()).changed
    assert b"bezeichnung: Leiterin" in changed["data/personen/p-mara-muster.yaml"]


def test_a_dataset_of_the_present_version_stays() -> None:
    assert migrate(musterland()) == ({}, ())


def test_a_version_without_a_way_on_is_refused() -> None:
    with pytest.raises(MigrationError, match="Von der Fassung -1 führt kein Weg"):
        migrate(musterland({"dkbm.yaml": "schema: -1\n"}))


@pytest.mark.parametrize(
    ("head", "version"),
    [
        ("schema: 0\n", 0),
        ("schema: 7\n", 7),
        ("name: x\n", VERSION),
        ("schema: eins\n", VERSION),
        ("schema: [\n", VERSION),
    ],
)
def test_what_version_a_dataset_has(head: str, version: int) -> None:
    assert version_of({"dkbm.yaml": head.encode()}) == version


def test_the_migrations_lead_to_the_schemas_of_this_program() -> None:
    assert sorted(MIGRATIONS) == list(range(VERSION))
    for rename in MIGRATIONS[VERSION - 1]:
        route = tuple(0 if step == "*" else step for step in rename.route)
        known = (node_at(rename.kind, route) or {})["properties"]
        assert rename.new in known, rename
        assert rename.old not in known, rename
    assert schema_of("dkbm")["properties"]["schema"]["minimum"] == 1
