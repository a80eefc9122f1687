"""The command line: options in, one library call, one report, exit status. German from the first line on."""

import gc
import os
import sys

TYPE_CHECKING = False  # as in `typing`, which is itself a module that a folder could replace
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> "NoReturn":
    """Run the program and end the process with its status (console script `dkbm`).

    A run is short: collecting garbage while importing and taking the interpreter apart at the end cost a fifth
    of `dkbm --help` and serve nothing, so both are left out. Everything is written and flushed before.
    """
    if FOREIGN is not None:
        sys.stderr.write(_REFUSED.format(ascii(FOREIGN)[1:-1]))
        sys.stderr.flush()
        os._exit(2)
    gc.set_threshold(50_000)
    status = 0
    try:
        from dkbm.cli.app import app

        app()
    except SystemExit as end:
        status = end.code if isinstance(end.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


_REFUSED = """Python würde Programmteile aus dem Datensatz laden ({}). dkbm startet so nicht.
Das installierte dkbm aufrufen, ohne PYTHONPATH und ohne python -c; sonst hilft PYTHONSAFEPATH=1.
"""


def _inside_dataset(path: "list[str]") -> "str | None":
    """Return the first folder that modules are looked for in and that lies in a dataset, None if there is none (S 102).

    A dataset may come from anybody; a `yaml.py` in it would run in place of the library. So this comes before any
    import that such a file could answer. What the interpreter or dkbm itself was installed to is theirs, also where
    it stands in a dataset: `.venv`, or the checkout of the program.
    """
    program = os.path.dirname(os.path.dirname(os.path.dirname(os.path.realpath(__file__))))  # noqa: PTH120
    installed = [os.path.realpath(folder) + os.sep for folder in (sys.prefix, sys.base_prefix)]
    for entry in path:
        folder = os.path.realpath(entry or os.curdir)
        if folder == program or (folder + os.sep).startswith(tuple(installed)):
            continue
        if _has_dataset(folder):
            return folder
    return None


def _has_dataset(folder: str) -> bool:
    while True:
        if os.path.isfile(os.path.join(folder, "dkbm.yaml")):  # noqa: PTH113, PTH118 -- pathlib comes later
            return True
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return False
        folder = above


FOREIGN = _inside_dataset(sys.path)
if FOREIGN is None:
    from dkbm.cli import messages  # needs gettext: only now is it known to be Python's own

    messages.install()
