"""Schemas that someone lays beside the data are compared and never obeyed; ours stay small (S 31 to 37)."""

import json
from pathlib import Path
from typing import Any

import pytest
from referencing.exceptions import Unresolvable

from dkbm.schema import slow
from dkbm.store.worktree import MAX_BYTES, read_schemas
from tests.aufruf import dkbm, lay_out
from tests.horcher import listening
from tests.muster import musterland
from tests.schematisch import nodes, schemas


def ladder(steps: int) -> dict[str, Any]:
    """Two ways at every step: 2^steps of them in all."""
    defs = {f"s{n}": {"allOf": [{"$ref": f"#/$defs/s{n + 1}"}] * 2} for n in range(steps)}
    return {"$ref": "#/$defs/s0", "$defs": {**defs, f"s{steps}": {"type": "object"}}}


HOSTILE: dict[str, dict[str, Any]] = {
    "s34 refers to itself": {"$ref": "#"},
    "s34 two refer to each other": {
        "$ref": "#/$defs/a",
        "$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"$ref": "#/$defs/a"}},
    },
    "s35 two to the power of 21": ladder(21),
    "s36 a pattern that backtracks": {"properties": {"name": {"pattern": "^(M|u|Mu|us|s)+!$"}}},
    "s31 somewhere else": {"$ref": "http://127.0.0.1:9/kommune.schema.json"},
    "s33 another draft": {"$schema": "http://json-schema.org/draft-03/schema#", "disallow": "any"},
    "s32 a file": {"$dynamicRef": "file:///etc/hosts"},
    "allows everything": {},
    "allows nothing": {"not": {}},
}


@pytest.mark.parametrize("schema", HOSTILE.values(), ids=HOSTILE)
def test_s33_s34_s35_a_schema_beside_the_data_only_differs(tmp_path: Path, schema: dict[str, Any]) -> None:
    root = lay_out(tmp_path, {"schemas/kommune.schema.json": json.dumps(schema)})
    answer = dkbm("validate", "--format", "json", cwd=root)
    assert answer.status == 0
    assert [row["code"] for row in json.loads(answer.out)] == ["D307"]


@pytest.mark.parametrize(
    "named", ["person.schema.json", "../schemas/anderes.json", "https://json-schema.org/draft/2020-12/schema"]
)
def test_s33_a_file_that_names_another_schema_is_a_warning_and_judged_by_ours(tmp_path: Path, named: str) -> None:
    path = "data/kommunen/stadt-musterland.yaml"
    rest = musterland()[path].decode().partition("\n")[2].replace("kreisfreie-stadt", "kreisfreie-statd")
    root = lay_out(tmp_path, {path: f"# yaml-language-server: $schema={named}\n{rest}"})
    found = json.loads(dkbm("validate", "--format", "json", cwd=root).out)
    assert [(row["code"], row["file"]) for row in found] == [("D121", path), ("D104", path)]


@pytest.mark.parametrize("depth", [1_000, 100_000])
def test_s35_a_schema_nested_without_end_only_differs(tmp_path: Path, depth: int) -> None:
    root = lay_out(tmp_path, {"schemas/kommune.schema.json": '{"not":' * depth + "{}" + "}" * depth})
    assert [row["code"] for row in json.loads(dkbm("validate", "--format", "json", cwd=root).out)] == ["D307"]


@pytest.mark.parametrize("name", sorted(schemas()))
def test_s37_no_list_may_be_longer_than_five_hundred(name: str) -> None:
    lists = [node for _, node in nodes(schemas()[name]) if node.get("type") == "array"]
    assert [node.get("title") for node in lists if not 0 < node.get("maxItems", 0) <= 500] == []


def test_s86_a_link_among_the_schemas_is_not_followed(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "daten")
    (tmp_path / "geheim.txt").write_text("streng geheim\n", encoding="utf-8")
    (root / "schemas").mkdir()
    (root / "schemas/themen.schema.json").symlink_to(tmp_path / "geheim.txt")
    assert dkbm("validate", cwd=root) == (0, "", "")


def test_s86_a_folder_of_schemas_that_is_a_link_is_not_entered(tmp_path: Path) -> None:
    root = lay_out(tmp_path / "daten")
    (tmp_path / "fremd").mkdir()
    (tmp_path / "fremd/themen.schema.json").write_text("{}", encoding="utf-8")
    (root / "schemas").symlink_to(tmp_path / "fremd")
    assert dkbm("validate", cwd=root) == (0, "", "")


def test_s28_a_huge_file_among_the_schemas_is_not_read_whole(tmp_path: Path) -> None:
    root = lay_out(tmp_path, {"schemas/themen.schema.json": "[" + " " * 3_000_000 + "]"})
    assert [len(raw) for raw in read_schemas(root).files.values()] == [MAX_BYTES]
    assert [row["code"] for row in json.loads(dkbm("validate", "--format", "json", cwd=root).out)] == ["D307"]


@pytest.mark.parametrize("keyword", ["$ref", "$dynamicRef"])
def test_s31_s32_the_thorough_check_fetches_nothing_either(keyword: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with listening() as (address, hits):
        monkeypatch.setattr(slow, "schema_of", lambda _: {keyword: f"{address}s.json"})
        with pytest.raises(Unresolvable):
            list(slow.errors({}, f"outside-{keyword}"))
        assert hits() == 0
