"""Every check there is, for whoever lists or explains them."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dkbm.diagnostic import Code


def known_checks(daten: Path | None) -> "dict[str, Code]":
    """Return every code of the program and, within a dataset, of its own rules.

    Raises DkbmError only where `daten` names a folder that is no dataset.
    """
    from dkbm.cli.frame import dataset_root
    from dkbm.dataset import load
    from dkbm.errors import DkbmError
    from dkbm.kinds import KOPF
    from dkbm.rules.pipeline import catalog
    from dkbm.store.worktree import read_files

    try:
        root = dataset_root(daten)
    except DkbmError:
        if daten is not None:
            raise
        return catalog()
    return catalog(load(read_files(root, [KOPF])).dataset)
