"""The paths a command is given: which files of the dataset they mean."""

from collections.abc import Callable
from pathlib import Path


def inside(root: Path, paths: list[str]) -> Callable[[str], bool]:
    """Return a test whether a file of the dataset lies in one of the paths; without paths every file does.

    A path counts from the working directory or, if there is none, from the root of the dataset. Raises DkbmError
    for a path that is not there, lies outside, or belongs to something else.
    """
    names = [_name(root, path) for path in paths]
    return lambda file: not names or any(name in (".", file) or file.startswith(f"{name}/") for name in names)


def _name(root: Path, path: str) -> str:
    from dkbm.errors import DkbmError
    from dkbm.store.worktree import DATA, MARKER, SCHEMAS

    there = next((place for place in (Path(path), root / path) if place.exists() or place.is_symlink()), None)
    if there is None:
        raise DkbmError(f"Den Pfad »{path}« gibt es nicht.", "Ohne Pfad ist der ganze Datensatz gemeint.")
    absolute, base = _place(there), root.resolve()
    if not absolute.is_relative_to(base):
        raise DkbmError(f"Der Pfad »{path}« liegt nicht im Datensatz {base}.", "Den Datensatz nennt --daten.")
    name = absolute.relative_to(base).as_posix()
    if name.partition("/")[0] not in (".", MARKER, DATA, SCHEMAS):
        raise DkbmError(
            f"Der Pfad »{path}« gehört nicht zum Datensatz.",
            f"Zum Datensatz gehören {MARKER} und {DATA}/, daneben {SCHEMAS}/.",
        )
    return name


def _place(path: Path) -> Path:
    """Where a path lies; a link counts where it lies itself, not where it leads."""
    return path.parent.resolve() / path.name if path.is_symlink() else path.resolve()
