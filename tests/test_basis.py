"""`dkbm validate --basis STAND`: a merge request is judged by the standard of the trusted side (S 103)."""

from pathlib import Path

import pytest

from tests import repositorium
from tests.aufruf import dkbm, lay_out
from tests.muster import musterland
from tests.repositorium import call

KOMMUNE = "data/kommunen/landkreis-musterland.yaml"
REGEL = """\
regeln:
  - code: E001
    name: ort-der-unterschrift
    schwere: fehler
    art: kommune
    wenn: {vereinbarungen.art: zielvereinbarung}
    verlangt: [vereinbarungen.ort]
    meldung: Zu dieser Zielvereinbarung fehlt der Ort der Unterschrift.
"""
KOPF = musterland()["dkbm.yaml"].decode()


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dataset with a rule of its own on `main`, on the branch `zweig`."""
    repositorium.own_settings(tmp_path, monkeypatch)
    root = lay_out(tmp_path / "daten", {"dkbm.yaml": KOPF + REGEL})
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Anfang"), ("switch", "-qc", "zweig")):
        call(root, *arguments)
    return root


def change(root: Path, name: str, text: str | None) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    if text is not None:
        path.write_text(text, encoding="utf-8")
    call(root, "add", "-A")
    call(root, "commit", "-qm", name)


def without(text: str) -> str:
    old = musterland()[KOMMUNE].decode()
    assert text in old
    return old.replace(text, "", 1)


def test_s103_a_change_that_strikes_the_rule_it_breaks_is_found(root: Path) -> None:
    change(root, "dkbm.yaml", KOPF)
    change(root, KOMMUNE, without("    ort: Musterstadt\n"))
    assert dkbm("validate", cwd=root) == (0, "", "")
    answer = dkbm("validate", "--basis", "main", cwd=root)
    assert answer.status == 1
    assert "Fehler[E001] Zu dieser Zielvereinbarung fehlt der Ort der Unterschrift." in answer.out
    main = call(root, "rev-parse", "main").strip()[:8]
    assert (
        "dkbm.yaml:1:1: Warnung[D505] Die Änderung prüft nicht sich selbst: Sie berührt dkbm.yaml; Maßstab war der "
        f"Stand {main} (main)." in answer.out
    )


def test_s103_a_change_that_declares_its_own_kind_of_event_is_found(root: Path) -> None:
    process = musterland()["data/prozess.yaml"].decode()
    change(
        root,
        "data/prozess.yaml",
        process.replace("ereignisse:\n", "ereignisse:\n  - {art: sieg, name: S, wirkung: keine}\n"),
    )
    change(root, KOMMUNE, musterland()[KOMMUNE].decode() + "  - {ereignis: sieg, datum: 2023-05, quelle: X01}\n")
    assert dkbm("validate", cwd=root).status == 0
    answer = dkbm("validate", "--basis", "main", cwd=root)
    assert answer.status == 1
    assert "Fehler[D201]" in answer.out
    assert "Sie berührt data/prozess.yaml;" in answer.out


@pytest.mark.parametrize(
    "name",
    [
        "dkbm.yaml",
        "data/prozess.yaml",
        "schemas/kommune.schema.json",
        "templates/zielvereinbarung/modul-1.md.j2",
        "dkbm/rules/verlauf.py",
        "pyproject.toml",
        ".github/workflows/pruefen.yml",
        ".gitlab-ci.yml",
    ],
)
def test_s103_each_file_that_judges_is_named(name: str, root: Path) -> None:
    before = musterland().get(name, b"").decode()
    change(root, name, f"{KOPF}{REGEL}# neu\n" if name == "dkbm.yaml" else f"{before}# neu\n")
    answer = dkbm("validate", "--basis", "main", cwd=root)
    assert f"Sie berührt {name};" in answer.out
    assert "Warnung[D505]" in answer.out
    assert answer.status == 0
    assert dkbm("validate", "--basis", "main", "--strict", cwd=root).status == 1
    assert dkbm("validate", "--since", "main", "--basis", "main", cwd=root).out.count("D505") == 2


@pytest.mark.parametrize("name", ["data/agentur.yaml", "README.md", "dkbm.md", "data/schemas.yaml.txt"])
def test_s103_a_change_of_data_alone_is_not_named(name: str, root: Path) -> None:
    change(root, name, musterland().get(name, b"").decode() + "# neu\n")
    assert "D505" not in dkbm("validate", "--basis", "main", cwd=root).out


def test_s103_what_the_trusted_side_got_meanwhile_is_no_part_of_the_change(root: Path) -> None:
    call(root, "switch", "-q", "main")
    change(root, "dkbm.yaml", KOPF + REGEL.replace("E001", "E002"))
    call(root, "switch", "-q", "zweig")
    change(root, KOMMUNE, without("    ort: Musterstadt\n"))
    answer = dkbm("validate", "--basis", "main", cwd=root)
    assert "Fehler[E002]" in answer.out
    assert "D505" not in answer.out


def test_s103_a_schema_beside_the_data_is_that_of_the_trusted_side(root: Path) -> None:
    change(root, "schemas/kommune.schema.json", "{}\n")
    assert "Warnung[D307]" in dkbm("validate", cwd=root).out
    answer = dkbm("validate", "--basis", "main", cwd=root)
    assert "D307" not in answer.out
    assert "Sie berührt schemas/kommune.schema.json;" in answer.out


def test_s103_a_process_taken_away_comes_back_from_the_trusted_side(root: Path) -> None:
    change(root, "data/prozess.yaml", None)
    assert dkbm("validate", cwd=root).status == 1
    answer = dkbm("validate", "--basis", "main", cwd=root)
    assert (answer.status, "D505" in answer.out) == (0, True)


def test_s103_in_a_folder_of_the_repository_the_program_lies_beside_the_dataset(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repositorium.own_settings(tmp_path, monkeypatch)
    root = lay_out(tmp_path / "r" / "daten")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "Anfang"), ("switch", "-qc", "zweig")):
        call(root.parent, *arguments)
    change(root.parent, "dkbm/cli/app.py", "pass\n")
    change(root, "templates/brief.md.j2", "x\n")
    answer = dkbm("validate", "--basis", "main", cwd=root)
    assert "Sie berührt daten/templates/brief.md.j2 und dkbm/cli/app.py;" in answer.out


@pytest.mark.parametrize("revision", ["gibtesnicht", "--output=x", ""])
def test_s103_an_unknown_stand_is_refused(revision: str, root: Path) -> None:
    answer = dkbm("validate", f"--basis={revision}", cwd=root)
    assert answer.status == 2
    assert "ist kein Stand, den git kennt." in answer.err


def test_s103_what_is_not_committed_yet_is_named_too(root: Path) -> None:
    (root / "dkbm.yaml").write_text(KOPF, encoding="utf-8")
    assert "Sie berührt dkbm.yaml;" in dkbm("validate", "--basis", "main", cwd=root).out
    (root / "data/prozess.yaml").unlink()
    assert "Sie berührt data/prozess.yaml und dkbm.yaml;" in dkbm("validate", "--basis", "main", cwd=root).out


def test_s103_without_git_there_is_no_trusted_side(tmp_path: Path) -> None:
    answer = dkbm("validate", "--basis", "main", cwd=lay_out(tmp_path))
    assert answer.status == 2
    assert "git" in answer.err
