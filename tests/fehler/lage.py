"""A small dataset to be changed, and what may be found in it afterwards."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from dkbm.store.disk import leftovers
from dkbm.store.write import recover

State = dict[str, bytes]


class Case(NamedTuple):
    """A change to try: the command, the files before, and the files it must lead to."""

    name: str
    command: list[str]
    old: State
    new: State


def state(root: Path) -> State:
    """The files of the dataset as people see them, without what is hidden."""
    paths = [*root.glob("dkbm.yaml"), *(root / "data").rglob("*.yaml")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths if not path.name.startswith(".")}


def reset(root: Path, files: State) -> None:
    """Put the dataset back to `files`, with nothing else in it but folders."""
    for path in [path for path in root.rglob("*") if path.is_file() or path.is_symlink()]:
        path.unlink()
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder in memory where there is one: thousands of changes, and no disk to wear out."""
    memory = Path("/dev/shm")  # noqa: S108 -- only chosen as the parent of a private folder
    folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None, prefix="dkbm-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def judge(root: Path, old: State, new: State, again: Callable[[], object] | None = None) -> str:
    """Return `alt` or `neu`, or what is wrong: with each file at first, with all files after the next start."""
    before = state(root)
    for name in old | new:
        if before.get(name) not in (old.get(name), new.get(name)):
            return f"{name} ist weder alt noch neu: {before.get(name)!r}"
    (again or (lambda: recover(root)))()
    after = state(root)
    if after not in (old, new):
        return f"gemischt: {sorted(name for name in after if after[name] != old.get(name))} neu, der Rest alt"
    if litter := [*leftovers(root), *(path.name for path in root.glob(".dkbm-*"))]:
        return f"Reste: {litter}"
    return "neu" if after == new else "alt"
