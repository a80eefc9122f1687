"""Where in its repository a dataset lies: hosts name files from the folder of the repository."""

from pathlib import Path


def prefix(root: Path) -> str:
    """Return the way from the nearest folder with a `.git` down to `root`, as `daten/`; "" without one."""
    root = root.resolve()
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)
    return "" if top == root else f"{root.relative_to(top).as_posix()}/"
