"""The real dataset of this repository, loaded once for the tests that ask what it says."""

from functools import cache
from pathlib import Path

from dkbm.dataset import Dataset, load

ROOT = Path(__file__).parent.parent


@cache
def niedersachsen() -> Dataset:
    """Return the dataset; a file that cannot be read fails here."""
    paths = [ROOT / "dkbm.yaml", *sorted((ROOT / "data").rglob("*.yaml"))]
    loaded = load({path.relative_to(ROOT).as_posix(): path.read_bytes() for path in paths})
    assert loaded.diagnostics == ()
    return loaded.dataset
