"""Who may import whom: the layers of the program as a table, read from the imports of every file."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "dkbm"

LAYERS = (
    ("dkbm", "dkbm.diagnostic", "dkbm.errors"),
    ("dkbm.german", "dkbm.lagen", "dkbm.datum", "dkbm.kinds", "dkbm.resources"),
    ("dkbm.text",),
    ("dkbm.store",),
    ("dkbm.schema",),
    ("dkbm.model",),
    ("dkbm.dataset",),
    ("dkbm.rules", "dkbm.queries", "dkbm.changes"),
    ("dkbm.documents",),
    ("dkbm.report",),
    ("dkbm.cli",),
)
"""From the bottom up: a file imports from layers below its own and from its own package, never sideways."""

OUTSIDE = {
    "yaml": ("dkbm.text",),
    "jsonschema": ("dkbm.schema",),
    "jsonschema_rs": ("dkbm.schema",),
    "jinja2": ("dkbm.documents",),
    "markdown_it": ("dkbm.documents",),
    "typst": ("dkbm.documents",),
    "holidays": ("dkbm.model",),
    "icalendar": ("dkbm.report",),
    "snowballstemmer": ("dkbm.queries",),
    "rich": ("dkbm.report",),
    "typer": ("dkbm.cli",),
    "click": ("dkbm.cli",),
}
"""What is not in the standard library, and the only packages that may import it."""

LIGHT = ("dkbm.cli", "dkbm.errors", "dkbm.german", "dkbm.lagen", "dkbm.report.terminal", "typer", "click")
"""What a module of `dkbm.cli` may import at its top beside the standard library: the rest waits until it is called."""


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def imports(module: str) -> tuple[tuple[str, int, bool], ...]:
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    return tuple(_imports(tree, at_top=True))


def _imports(node: ast.AST, *, at_top: bool) -> Iterator[tuple[str, int, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from ((alias.name, child.lineno, at_top) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert child.level == 0, "relative imports hide the layer"
            yield from ((_target(child.module or "", alias.name), child.lineno, at_top) for alias in child.names)
        elif not (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(child, at_top=at_top and not inside)


def _target(module: str, name: str) -> str:
    return f"{module}.{name}" if f"{module}.{name}" in MODULES else module


def layer(module: str) -> tuple[int, str]:
    """The number of the layer and the unit in it that a module belongs to."""
    units = [(number, unit) for number, row in enumerate(LAYERS) for unit in row]
    fitting = [(number, unit) for number, unit in units if module == unit or module.startswith(f"{unit}.")]
    return max(fitting, key=lambda found: len(found[1]))


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_only_from_lower_layers_or_its_own_unit(module: str) -> None:
    number, unit = layer(module)
    assert (unit == "dkbm") == (module == "dkbm"), f"{module} stands in no layer: add it to LAYERS"
    for target, line, _ in imports(module):
        if target.split(".")[0] == "dkbm":
            below, other = layer(target)
            assert other == unit or below < number or {number, below} <= {0, 1}, f"{module}:{line} imports {target}"


@pytest.mark.parametrize("module", MODULES)
def test_packages_from_outside_stay_behind_their_boundary(module: str) -> None:
    for target, line, _ in imports(module):
        allowed = OUTSIDE.get(target.split(".")[0])
        assert allowed is None or layer(module)[1] in allowed, f"{module}:{line} imports {target}"


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("dkbm.cli")])
def test_commands_import_their_work_inside_the_function(module: str) -> None:
    for target, line, at_top in imports(module):
        outside = target.split(".")[0] in (*OUTSIDE, "dkbm") and target != "dkbm"
        assert not (at_top and outside) or target.startswith(LIGHT), f"{module}:{line} imports {target} at its top"


def test_no_module_imports_itself_through_others() -> None:
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, f"cycle: {' -> '.join((*trail, module))}"
        if module not in done:
            for target, _, at_top in imports(module):
                if at_top and target in MODULES:
                    visit(target, (*trail, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


def test_the_table_is_complete_and_names_only_what_exists() -> None:
    units = [unit for row in LAYERS for unit in row]
    assert len(units) == len(set(units))
    assert [unit for unit in units if unit not in MODULES] == []
