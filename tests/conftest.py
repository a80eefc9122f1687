"""Options of the test run."""

import os

import pytest
from hypothesis import settings

# The same examples in every run, so that a change is judged by what it changes; `make proof` draws new and more ones.
settings.register_profile("fest", derandomize=True)
settings.register_profile("zufall", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fest"))

# A process started with `python -c` in a folder of a test loads nothing from there, as the installed program does not.
os.environ["PYTHONSAFEPATH"] = "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite expected outputs (diagnose blocks, golden files)")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected outputs are to be rewritten; read what was written before you commit it."""
    return bool(request.config.getoption("--update"))
