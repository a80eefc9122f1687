"""Musterland before and after a change, compared; and in git, with the change in the folder."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from dkbm.changes.compare import Aenderung, compare
from dkbm.dataset import load
from tests.muster import musterland
from tests.repositorium import committed

LANDKREIS = "data/kommunen/landkreis-musterland.yaml"
STADT = "data/kommunen/stadt-musterland.yaml"
MARA = "data/personen/p-mara-muster.yaml"
QUELLEN = "data/quellen.yaml"
STICHTAG = date(2024, 1, 31)


def text(name: str) -> str:
    return musterland()[name].decode()


def edited(name: str, old: str, new: str) -> dict[str, str]:
    """One file of Musterland with other words in it."""
    before = text(name)
    assert old in before, f"{name} does not say {old!r}"
    return {name: before.replace(old, new)}


def added(name: str, lines: str) -> dict[str, str]:
    """One file of Musterland with more lines at its end."""
    return {name: text(name) + lines}


def changes(
    after: Mapping[str, str | bytes | None],
    before: Mapping[str, str | bytes | None] | None = None,
    *,
    stichtag: date = STICHTAG,
    intern: bool = False,
) -> tuple[Aenderung, ...]:
    """What Musterland with the changes `after` says otherwise than with the changes `before`."""
    old, new = (load(musterland(side)).dataset for side in (before or {}, after))
    return compare(old, new, stichtag, intern=intern)


def short(found: tuple[Aenderung, ...]) -> list[str]:
    """Each change in a line: `ereignis: Beginn Modul 3: None → März 2019`."""
    return [f"{each.art}: {each.was}: {each.vorher} → {each.nachher}" for each in found]


def in_folder(root: Path, changed: Mapping[str, str | bytes | None]) -> Path:
    """Musterland, committed, with a change in the folder that nobody has committed."""
    root.mkdir(parents=True, exist_ok=True)
    committed(root)
    for name, content in changed.items():
        if content is None:
            (root / name).unlink()
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return root
