"""What is installed is known to the byte, and an audit that looked at nothing is not green."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.vorgang import ROOT

PINNED = re.compile(r"^([a-z0-9._-]+)==[^\s;]+.*\\\n {4}--hash=sha256:[0-9a-f]{64}", re.MULTILINE)


def pinned(name: str) -> set[str]:
    return set(PINNED.findall((ROOT / "requirements" / name).read_text(encoding="utf-8")))


@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed")
@pytest.mark.parametrize(("laufzeit", "green"), [("", False), ("x==1 --hash=sha256:0\n", True)])
def test_s107_an_audit_of_nothing_is_not_green(tmp_path: Path, laufzeit: str, green: bool) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/laufzeit.txt").write_text(laufzeit, encoding="utf-8")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    auditor = tmp_path / ".venv/bin/pip-audit"
    auditor.write_text('#!/bin/sh\necho "$@" > called\n', encoding="utf-8")
    auditor.chmod(0o755)
    ended = subprocess.run(["make", "audit"], cwd=tmp_path, capture_output=True, check=False).returncode == 0
    assert ended == green
    assert (tmp_path / "called").exists() == green
    if green:
        assert {"--strict", "--require-hashes"} <= set((tmp_path / "called").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(("extra", "file"), [(None, "laufzeit.txt"), ("test", "test.txt"), ("bench", "test.txt")])
def test_s107_every_dependency_is_pinned_by_its_hash(extra: str | None, file: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]
    names = {re.split(r"[=<>\[;, ]", entry)[0].lower().replace("_", "-") for entry in wanted}
    assert names - pinned(file) == set()
