"""What is shipped for GitHub, GitLab and pre-commit: valid, clean to the auditor, and run for real where possible."""

import json
import os
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import distribution
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.aufruf import lay_out
from tests.repositorium import call, committed, own_settings
from tests.vorgang import PROGRAM, ROOT

HOOKS = ROOT / ".pre-commit-hooks.yaml"
WORKFLOW = ROOT / ".github/workflows/daten.yml"
ACTION = ROOT / "action.yml"
GITLAB = ROOT / "templates/dkbm-validate/template.yml"
VENDORED = Path(str(distribution("check-jsonschema").locate_file("check_jsonschema/builtin_schemas/vendor")))
PROGRAMS = Path(sys.executable).parent


def read(path: Path) -> list[Any]:
    return list(yaml.load_all(path.read_text(encoding="utf-8"), yaml.BaseLoader))


@pytest.mark.parametrize(
    ("path", "schema"), [(WORKFLOW, "github-workflows"), (ACTION, "github-actions")], ids=["workflow", "action"]
)
def test_s105_workflow_and_action_are_what_the_host_reads(path: Path, schema: str) -> None:
    rules = json.loads((VENDORED / f"{schema}.json").read_text(encoding="utf-8"))
    value = yaml.safe_load(path.read_text(encoding="utf-8"))
    value = {("on" if key is True else key): entry for key, entry in value.items()}
    assert [error.message for error in Draft7Validator(rules).iter_errors(value)] == []


def test_s105_the_auditor_finds_nothing(tmp_path: Path) -> None:
    for path in (WORKFLOW, ACTION, HOOKS):
        copy = tmp_path / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    audit = [
        str(PROGRAMS / "zizmor"),
        "--offline",
        "--pedantic",
        "--no-progress",
        "--no-ignores",
        "--strict-collection",
        ".",
    ]
    answer = subprocess.run(audit, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout
    assert "No findings" in answer.stdout
    assert answer.stderr.count("completed") == 3


def test_s104_s105_what_reads_untrusted_data_has_no_right_and_what_has_one_reads_only_a_text() -> None:
    (workflow,) = read(WORKFLOW)
    assert set(workflow["on"]) == {"pull_request", "push"}
    assert workflow["permissions"] == {}
    reading, posting = workflow["jobs"]["pruefen"], workflow["jobs"]["kommentieren"]
    assert reading["permissions"] == {"contents": "read"}
    assert posting["permissions"] == {"pull-requests": "write"}
    used = [step["uses"].partition("@")[0] for step in posting["steps"] if "uses" in step]
    assert used == ["actions/download-artifact"]
    assert "secrets" not in WORKFLOW.read_text(encoding="utf-8")
    assert reading["steps"][0]["with"]["persist-credentials"] == "false"


def test_s104_s105_the_gitlab_jobs_are_divided_in_the_same_way() -> None:
    head, jobs = read(GITLAB)
    assert set(head["spec"]["inputs"]) == {"quelle", "daten", "stage", "kommentar-stage", "kommentar", "image"}
    reading, posting = jobs["dkbm-validate"], jobs["dkbm-kommentar"]
    assert "TOKEN" not in json.dumps(reading)
    assert posting["variables"]["GIT_STRATEGY"] == "none"
    assert posting["environment"]["name"] == "dkbm-kommentar"
    assert "CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID" in posting["rules"][0]["if"]
    assert set(reading["artifacts"]["reports"]) == {"codequality", "junit"}
    assert any("CI_DEFAULT_BRANCH" in rule["if"] for rule in reading["rules"])
    rules = json.loads((VENDORED / "gitlab-ci.json").read_text(encoding="utf-8"))
    rules.pop("$schema", None)
    assert [error.message for error in Draft7Validator(rules).iter_errors(jobs)] == []


def shell(root: Path, script: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the script of a job with a `dkbm` at the place it names."""
    environment = {**os.environ, "DKBM_HEUTE": "2024-01-31", "PYTHONPATH": str(ROOT), **env}
    command = ["bash", "-e", "-o", "pipefail", "-c", script]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


class Host(BaseHTTPRequestHandler):
    """As much of GitLab as the second job talks to."""

    notes: ClassVar[list[dict[str, Any]]] = []
    calls: ClassVar[list[str]] = []

    def _answer(self) -> None:
        self.calls.append(self.command)
        length = int(self.headers.get("Content-Length") or 0)
        sent = json.loads(self.rfile.read(length)) if length else {}
        if self.command == "POST":
            self.notes.append({"id": len(self.notes) + 1, "author": {"id": 7}, **sent})
        elif self.command == "PUT":
            self.notes[int(self.path.rsplit("/", 1)[1]) - 1].update(sent)
        self.send_response(200 if self.headers["PRIVATE-TOKEN"] == "geheim" else 401)
        self.end_headers()
        self.wfile.write(json.dumps({"id": 7} if self.path.endswith("/user") else self.notes).encode())

    do_GET = do_POST = do_PUT = _answer  # noqa: N815

    def log_message(self, *_: object) -> None:
        pass


def test_m47_the_second_gitlab_job_writes_its_comment_once_and_then_replaces_it(tmp_path: Path) -> None:
    script = read(GITLAB)[1]["dkbm-kommentar"]["script"][0]
    foreign = {"id": 1, "author": {"id": 8}, "body": "<!-- dkbm:validate:v1 -->\nvon jemand anderem"}
    Host.notes, Host.calls = [foreign], []
    server = HTTPServer(("127.0.0.1", 0), Host)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        names = {"CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "2", "DKBM_KOMMENTAR_TOKEN": "geheim"}
        names["CI_API_V4_URL"] = f"http://127.0.0.1:{server.server_port}/api/v4"
        for text in ("eins /approve", "zwei"):
            (tmp_path / "dkbm.md").write_text(f"<!-- dkbm:validate:v1 -->\n{text}\n", encoding="utf-8")
            assert shell(tmp_path, script, **names).returncode == 0
        (tmp_path / "dkbm.md").write_text("etwas anderes", encoding="utf-8")
        assert shell(tmp_path, script, **names).returncode != 0
    finally:
        server.shutdown()
        server.server_close()
    assert Host.calls == ["GET", "GET", "POST", "GET", "GET", "PUT"]
    assert [note["body"] for note in Host.notes] == [foreign["body"], "<!-- dkbm:validate:v1 -->\nzwei\n"]


def program(folder: Path) -> Path:
    (folder / "bin").mkdir(parents=True)
    path = folder / "bin/dkbm"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{PROGRAM}" "$@"\n', encoding="utf-8")
    path.chmod(0o755)
    return folder


@pytest.mark.parametrize(("broken", "status"), [(False, 0), (True, 1)])
def test_m47_the_action_writes_summary_and_files_and_ends_with_the_status(
    tmp_path: Path, broken: bool, status: int
) -> None:
    root = lay_out(tmp_path / "d", {"data/quellen.yaml": "a: [\n"} if broken else {})
    program(tmp_path / "dkbm")
    (action,) = read(ACTION)
    inputs = {"DKBM_DATEN": ".", "SINCE": "", "STRICT": "false", "ERGEBNIS": "dkbm-ergebnis"}
    host = {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    answer = shell(root, action["runs"]["steps"][1]["run"], **inputs, **host)
    assert answer.returncode == status, answer.stderr
    assert ("::error file=data/quellen.yaml" in answer.stdout) == broken
    assert (tmp_path / "summary").read_text(encoding="utf-8").startswith("<!-- dkbm:validate:v1 -->\n")
    assert sorted(path.name for path in (root / "dkbm-ergebnis").iterdir()) == ["dkbm.md", "dkbm.sarif", "dkbm.xml"]


def test_m47_the_action_stops_where_the_environment_is_wrong(tmp_path: Path) -> None:
    program(tmp_path / "dkbm")
    (action,) = read(ACTION)
    inputs = {"DKBM_DATEN": "nirgends", "SINCE": "", "STRICT": "false", "ERGEBNIS": "e"}
    host = {"RUNNER_TEMP": str(tmp_path), "GITHUB_STEP_SUMMARY": str(tmp_path / "summary")}
    assert shell(tmp_path, action["runs"]["steps"][1]["run"], **inputs, **host).returncode != 0


def test_m49_the_hooks_name_commands_and_files_there_are() -> None:
    (hooks,) = read(HOOKS)
    assert {hook["id"]: hook["entry"] for hook in hooks} == {
        "dkbm-validate": "dkbm validate",
        "dkbm-format": "dkbm format",
    }


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"])
def test_m49_what_git_tells_its_hooks_does_not_lead_astray(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    own_settings(tmp_path, monkeypatch)
    root = committed(tmp_path / "d")
    answer = shell(
        root, f"{program(tmp_path / 'p')}/bin/dkbm validate --since main", **{variable: str(tmp_path / "fremd")}
    )
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This program and its dataset as a repository of their own, with a commit."""
    root = tmp_path_factory.mktemp("pre-commit") / "repo"
    copied = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True,
        check=True,
    )
    for name in filter(None, copied.stdout.decode().split("\0")):
        if not name.startswith("tests/") and (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes((ROOT / name).read_bytes())
    call(root, "init", "-q")
    call(root, "add", "-A")
    call(root, "-c", "user.name=Test", "-c", "user.email=test@beispiel.example", "commit", "-q", "-m", "Stand")
    return root


IN_PROOF = pytest.mark.skipif("DKBM_PROOF" not in os.environ, reason="builds a second environment: in make proof")


@pytest.mark.parametrize("broken", [False, pytest.param(True, marks=IN_PROOF)])
def test_m49_pre_commit_runs_the_hook_on_the_dataset(
    released: Path, tmp_path_factory: pytest.TempPathFactory, broken: bool
) -> None:
    """pre-commit installs the program into an environment of its own, as on the machine of whoever uses it."""
    path = released / "dkbm.yaml"
    whole = path.read_bytes()
    if broken:
        path.write_bytes(whole + b"a: [\n")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PYTHON", "DKBM_"))}
    environment |= {"PRE_COMMIT_HOME": str(tmp_path_factory.getbasetemp() / "pre-commit-home")}
    command = [
        str(PROGRAMS / "pre-commit"),
        "try-repo",
        ".",
        "dkbm-validate",
        "--all-files",
        "--verbose",
        "--color=never",
    ]
    answer = subprocess.run(command, cwd=released, env=environment, capture_output=True, text=True, check=False)
    path.write_bytes(whole)
    assert answer.returncode == broken, answer.stdout + answer.stderr
    assert ("Failed" if broken else "Passed") in answer.stdout
    assert ("Fehler[D0" in answer.stdout) == broken
