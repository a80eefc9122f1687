"""The command line: options in, one library call, one report, exit status. German from the first line on."""

import gc
import os
import sys
from typing import NoReturn

from dkbm.cli import messages

messages.install()


def main() -> NoReturn:
    """Run the program and end the process with its status (console script `dkbm`).

    A run is short: collecting garbage while importing and taking the interpreter apart at the end cost a fifth
    of `dkbm --help` and serve nothing, so both are left out. Everything is written and flushed before.
    """
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
