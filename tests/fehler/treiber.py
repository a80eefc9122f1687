"""The smallest command that changes a dataset: `python -m tests.fehler.treiber ROOT NAME …` adds a line to files."""

import sys
from pathlib import Path

from dkbm.errors import DkbmError
from dkbm.store.worktree import read_files
from dkbm.store.write import Write, recover, write

LINE = b"neue: Zeile\n"


def change(root: Path, names: list[str]) -> None:
    recover(root)
    write(root, [Write(name, old, old + LINE) for name, old in read_files(root, names).items()])


def main() -> int:
    try:
        change(Path(sys.argv[1]), sys.argv[2:])
    except DkbmError as error:
        sys.stderr.write(f"{error.message}\n{error.hint}\n")
        return error.status
    return 0


if __name__ == "__main__":
    sys.exit(main())
