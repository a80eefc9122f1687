"""The end of everything that goes wrong: one German line, what to do next, an exit status.

A traceback appears only for a fault of the program, and only with --debug.
"""

import errno
import os
import re
import sys
import traceback
from pathlib import Path

import click

from dkbm.errors import DkbmError
from dkbm.german import aufzaehlung
from dkbm.report.terminal import warn

_CAUSES = {
    errno.EACCES: "keine Berechtigung",
    errno.EPERM: "keine Berechtigung",
    errno.ENOENT: "gibt es nicht",
    errno.ENOSPC: "kein Speicherplatz mehr",
    errno.EISDIR: "ist ein Ordner",
    errno.ENOTDIR: "ist kein Ordner",
    errno.EROFS: "der Datenträger ist schreibgeschützt",
    errno.ENAMETOOLONG: "der Name ist zu lang",
}


def report(error: BaseException, arguments: list[str]) -> int:
    """Say on stderr what went wrong and return the exit status: 2 unless the error knows better."""
    if isinstance(error, BrokenPipeError) or isinstance(error.__context__, BrokenPipeError):
        return _reader_gone()  # typer turns it into an exit of its own
    if isinstance(error, SystemExit):
        return error.code if isinstance(error.code, int) else 0
    if isinstance(error, (click.Abort, KeyboardInterrupt)):
        warn("Abgebrochen.")
        return 130
    if isinstance(error, DkbmError):
        warn(f"{error.message}\n{error.hint}".rstrip("\n"))
    elif isinstance(error, click.ClickException):
        warn(_usage(error))
    elif isinstance(error, OSError):
        warn(_environment(error))
    elif "--debug" in arguments:
        warn("".join(traceback.format_exception(error)))
    else:
        warn(_fault(error, arguments))
    return error.status if isinstance(error, DkbmError) else 2


def _usage(error: click.ClickException) -> str:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.message
    lines = [_quotes(error.message if hasattr(error, "possibilities") else error.format_message())]
    if nearest := getattr(error, "possibilities", None):
        lines[0] += f" Meinten Sie {aufzaehlung((f'»{name}«' for name in nearest), 'oder')}?"
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is not None:
        lines += [context.get_usage()] if context.parent else []
        lines.append(f"Hilfe: {context.command_path} --help")
    return "\n".join(lines)


def _quotes(text: str) -> str:
    """Put click's quotes round names into German ones, and a list it sets below each other into one line."""
    text = text.replace(",\n\t", ", ").replace("\n\t", " ")
    return re.sub(r"'([^'\n]*)'", r"»\1«", text)


def _environment(error: OSError) -> str:
    cause = _CAUSES.get(error.errno or 0, f"Fehler {error.errno} des Betriebssystems")
    return f"{error.filename}: {cause}." if error.filename else f"Das ging nicht: {cause}."


def _fault(error: BaseException, arguments: list[str]) -> str:
    """Name the kind and the place of a fault, never its text: that may carry data of persons."""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = f" ({Path(last[0].filename).name}, Zeile {last[0].lineno})" if last else ""
    return (
        f"Das ist ein Fehler im Programm, nicht in den Daten: {type(error).__name__}{place}.\n"
        f"Mehr dazu zeigt: {' '.join(['dkbm', '--debug', *arguments])}"
    )


def _reader_gone() -> int:
    """End quietly when `| head` has read enough; the answer did not arrive whole, so the status is not 0.

    It is 1, not 2: call and environment are right, the reader left on purpose. Under `set -o pipefail` a script that
    takes 2 for a mistake of its own is not misled, and whether the data are fine is not known of half an answer.
    """
    sink = os.open(os.devnull, os.O_WRONLY)
    os.dup2(sink, sys.stdout.fileno())
    return 1
