"""Tables for Excel: no cell of the data is ever run, and no format is written that nobody guards."""

import csv
import io
import tomllib
from pathlib import Path

import pytest

from dkbm.report.rows_out import excel_cell
from tests.aufruf import dkbm, lay_out
from tests.vorgang import ROOT

FEINDLICH = ("=HYPERLINK(1)", "+49 541 1", "-1x", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠x")
KOMMUNE = "data/kommunen/landkreis-musterland.yaml"


def with_name(folder: Path, name: str) -> Path:
    lay_out(folder)
    path = folder / KOMMUNE
    text = path.read_text(encoding="utf-8").replace("name: Musterland", f'name: "{name}"', 1)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", FEINDLICH)
@pytest.mark.parametrize("befehl", [("list",), ("sachstand", "--bis", "2018", "--belege")], ids=" ".join)
def test_s62_no_cell_of_a_csv_is_a_formula_of_the_data(tmp_path: Path, name: str, befehl: tuple[str, ...]) -> None:
    answer = dkbm(*befehl, "--format", "csv", cwd=with_name(tmp_path, name))
    cells = [cell for row in csv.reader(io.StringIO(answer.out.removeprefix("\ufeff")), delimiter=";") for cell in row]
    assert any(name in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(tuple("=+-@＝＋－＠")) and not cell.startswith('="')] == []
    assert [cell for cell in cells if name in cell and cell.startswith('="')] == []


def test_s62_our_own_formulas_hold_nothing_but_figures() -> None:
    assert [excel_cell(text) for text in ('1"&A1&"', "1=2", '"')] == ['1"&A1&"', "1=2", '"']


@pytest.mark.parametrize("name", ["x.xlsx", "x.ods", "X.XLS"])
def test_s63_no_spreadsheet_file_is_written(tmp_path: Path, name: str) -> None:
    """A cell of such a file could be a formula of its own kind; CSV is what is guarded."""
    answer = dkbm("list", "--format", "csv", "-o", name, cwd=lay_out(tmp_path))
    assert (answer.status, answer.out) == (2, "")
    assert "--format csv" in answer.err
    assert not (tmp_path / name).exists()


def test_s63_no_library_that_writes_spreadsheets_is_there() -> None:
    names = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert [name for name in names if any(word in name for word in ("xlsx", "openpyxl", "xlwt", "ods"))] == []
