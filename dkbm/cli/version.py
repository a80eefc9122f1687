"""Which version of the schema a dataset has, and what a command does about it."""

from collections.abc import Mapping


def require_current(files: Mapping[str, bytes]) -> None:
    """Raise DkbmError unless the dataset is written after the schemas of this program."""
    from dkbm.changes.migrate import VERSION, version_of
    from dkbm.errors import DkbmError

    refuse_newer(files)
    version = version_of(files)
    if version < VERSION:
        raise DkbmError(
            f"Der Datensatz ist nach Fassung {version} des Schemas geschrieben, dieses Programm kennt {VERSION}.",
            "Mit »dkbm migrate« auf die neue Fassung bringen; mit --dry-run zeigt es erst, was sich ändert.",
        )


def refuse_newer(files: Mapping[str, bytes]) -> None:
    """Raise DkbmError if the dataset is newer than this program."""
    from dkbm import __version__
    from dkbm.changes.migrate import VERSION, version_of
    from dkbm.errors import DkbmError

    version = version_of(files)
    if version > VERSION:
        raise DkbmError(
            f"Der Datensatz ist nach Fassung {version} des Schemas geschrieben; dieses Programm (dkbm {__version__}) "
            f"kennt nur Fassungen bis {VERSION}.",
            "Eine neuere Fassung von dkbm installieren.",
        )
