"""`dkbm schema`, the place of packaged files, and the settings of the editor (M 3, 59)."""

import json
import os
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from dkbm import resources
from dkbm.kinds import KINDS, kind_of
from dkbm.resources import rules_dir, schemas_dir
from dkbm.schema import schema_text

ROOT = Path(__file__).parent.parent


def dkbm(*arguments: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from dkbm.cli import main; sys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=False,
    )


def test_m3_schema_prints_the_schema_of_a_kind() -> None:
    run = dkbm("schema", "kommune")
    assert (run.returncode, run.stderr) == (0, "")
    assert json.loads(run.stdout)["title"] == "Kommune"
    assert run.stdout == schema_text("kommune")


def test_schema_without_a_kind_lists_them_with_title_and_place() -> None:
    run = dkbm("schema")
    assert run.returncode == 0
    assert [line.split()[0] for line in run.stdout.splitlines()] == list(KINDS)
    assert "Kommune" in run.stdout
    assert "data/kommunen/" in run.stdout


def test_schema_of_an_unknown_kind_suggests_and_lists() -> None:
    run = dkbm("schema", "komune")
    assert (run.returncode, run.stdout) == (2, "")
    assert "Meinten Sie »kommune«?" in run.stderr
    assert "Es gibt: kommune, person" in run.stderr


def test_schema_into_a_file(tmp_path: Path) -> None:
    target = tmp_path / "k.json"
    assert dkbm("schema", "kommune", "-o", str(target)).returncode == 0
    assert target.read_text(encoding="utf-8") == schema_text("kommune")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("data/kommunen/landkreis-x.yaml", "kommune"),
        ("data/kommunen/nord/landkreis-x.yaml", "kommune"),
        ("data/partner/verein.yaml", "kommune"),
        ("data/personen/p-x.yaml", "person"),
        ("data/netzwerk/ag-1.yaml", "gruppe"),
        ("data/netzwerk/netzwerk.yaml", "netzwerk"),
        ("data/beispiele/x.yaml", "beispiel"),
        ("data/quellen.yaml", "quellen"),
        ("data/prozess.yaml", "prozess"),
        ("dkbm.yaml", "dkbm"),
        ("data/dkbm.yaml", None),
        ("data/kommunen/liesmich.md", None),
        ("data/kommunen/x.yml", None),
        ("data/kommunen.yaml", None),
        ("data/kommunen/.yaml", "kommune"),
        ("data/unbekannt.yaml", None),
        ("data/forum/ag-1/x.yaml", "forum"),
        ("data/forum/x.yaml", None),
        ("data/forum//x.yaml", None),
        ("data/forum/ag-1/tief/x.yaml", None),
        ("kommunen/x.yaml", None),
        ("quellen.yaml", None),
        ("", None),
    ],
)
def test_the_kind_of_a_file_follows_from_its_place(path: str, kind: str | None) -> None:
    assert kind_of(path) == kind


def test_packaged_files_are_found_in_a_checkout() -> None:
    assert (schemas_dir() / "kommune.schema.json").is_file()
    assert rules_dir() == ROOT / "docs" / "regeln"


def test_packaged_files_are_found_in_a_wheel_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dkbm" / "_daten" / "schemas").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "dkbm")
    assert schemas_dir() == tmp_path / "dkbm" / "_daten" / "schemas"
    assert rules_dir() == tmp_path / "docs" / "regeln"


def test_m59_the_editor_maps_every_data_file_to_the_schema_of_its_kind() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    mapped = settings["yaml.schemas"]
    assert {Path(name).name.partition(".")[0] for name in mapped} == set(KINDS)
    assert all((ROOT / name).is_file() for name in mapped)
    files = [path.relative_to(ROOT).as_posix() for path in [*ROOT.glob("data/**/*.yaml"), ROOT / "dkbm.yaml"]]
    for file in files:
        found = [name for name, globs in mapped.items() if any(_matches(file, glob) for glob in globs)]
        assert found == [f"./schemas/{kind_of(file)}.schema.json"], file


def _matches(file: str, glob: str) -> bool:
    return fnmatch(file, glob) or fnmatch(file, glob.replace("**/", ""))


def test_m59_the_editor_is_told_what_reads_yaml() -> None:
    extensions = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert extensions["recommendations"] == ["redhat.vscode-yaml"]
