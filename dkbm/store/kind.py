"""A child process for work that may not be trusted: little time, little memory, no environment, killed if need be.

One child does many jobs, each a line of JSON on its standard input, answered by a line on its standard output.
"""

import contextlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Any

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from subprocess import Popen

SEKUNDEN = 5.0
"""The time a job may take, from question to answer."""
CPU_SEKUNDEN = 2
SPEICHER = 512 << 20
MAX_ANTWORT = 8 << 20
"""More than any document: a job may return a megabyte, which JSON writes in at most six."""
_START = (
    "import sys, json, importlib; sys.path[:] = json.loads(sys.argv[1]); importlib.import_module(sys.argv[2]).main()"
)


class KindError(Exception):
    """The child gave no answer; `zu_lange` says whether it was stopped because of the time."""

    def __init__(self, *, zu_lange: bool) -> None:
        super().__init__("timeout" if zu_lange else "no answer")
        self.zu_lange = zu_lange


class Kind:
    """A child that runs `main()` of a module; it starts at once, again after it was killed, and ends with `close`.

    `vorab` is the first line every child gets, before any job.
    """

    def __init__(self, modul: str, vorab: object, sekunden: float = SEKUNDEN) -> None:
        self._modul = modul
        self._vorab = vorab
        self._sekunden = sekunden
        self._prozess: Popen[bytes] | None = None
        self._neu = True
        self._start()

    def __enter__(self) -> "Kind":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(self, job: object) -> Any:  # noqa: ANN401 -- whatever the module answers
        """The answer to a job. Raises KindError if there is none in time, DkbmError if no child can be started.

        A child that ends without a word after it did other jobs may have been worn out by those (memory that it could
        not give back): then a new one gets the job.
        """
        used = self._prozess is not None and not self._neu
        try:
            return self._ask(job)
        except KindError as error:
            if error.zu_lange or not used:
                raise
        return self._ask(job)

    def _ask(self, job: object) -> Any:  # noqa: ANN401
        prozess = self._prozess or self._start()
        ende = Timer(self._sekunden, prozess.kill)
        ende.start()
        try:
            return self._exchange(prozess, job)
        except (OSError, ValueError, EOFError):
            zu_lange = ende.finished.is_set() or _out_of_time(prozess)
            self.close()
            raise KindError(zu_lange=zu_lange) from None
        finally:
            ende.cancel()

    def close(self) -> None:
        """End the child."""
        prozess, self._prozess = self._prozess, None
        if prozess is not None:
            prozess.kill()
            for pipe in (prozess.stdin, prozess.stdout):
                with contextlib.suppress(OSError):  # what it never read
                    pipe.close()  # type: ignore[union-attr]
            prozess.wait()

    def _start(self) -> "Popen[bytes]":
        import subprocess  # noqa: PLC0415 -- only documents need it

        befehl = [sys.executable, "-I", "-S", "-c", _START, json.dumps(_search_path()), self._modul]
        try:
            self._prozess = subprocess.Popen(  # noqa: S603 -- this very interpreter with our own module
                befehl,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                cwd=Path(sys.executable).anchor or None,
            )
        except OSError as error:
            raise DkbmError(
                f"Der Prozess, der Vorlagen ausfüllt, lässt sich nicht starten: {error.strerror}.",
                "Vorlagen werden nur getrennt vom übrigen Programm ausgefüllt. Zum Nachsehen: dkbm doctor",
            ) from error
        self._neu = True
        return self._prozess

    def _exchange(self, prozess: "Popen[bytes]", job: object) -> Any:  # noqa: ANN401
        assert prozess.stdin is not None and prozess.stdout is not None  # noqa: S101, PT018 -- opened as pipes
        for value in [self._vorab, job] if self._neu else [job]:
            prozess.stdin.write(json.dumps(value).encode() + b"\n")
        prozess.stdin.flush()
        self._neu = False
        line = prozess.stdout.readline(MAX_ANTWORT)
        if not line.endswith(b"\n"):
            raise EOFError
        return json.loads(line)


def _search_path() -> list[str]:
    """Where this process finds its modules: the child isolates itself from everything else."""
    own = str(Path(__file__).parents[2])
    return list(dict.fromkeys([own, *(entry for entry in sys.path if Path(entry).is_absolute())]))


def _environment() -> dict[str, str]:
    """Nothing of the environment but what Windows needs to start a process."""
    return {key: os.environ[key] for key in ("SYSTEMROOT",) if key in os.environ}


def _out_of_time(prozess: "Popen[bytes]") -> bool:
    """Say whether the system stopped the child because it had used up its time."""
    import signal  # noqa: PLC0415

    with contextlib.suppress(Exception):
        return prozess.wait(1) == -signal.SIGXCPU
    return False


def serve(handle: Callable[[Any], object]) -> None:
    """In the child: answer every line of standard input until it ends; the first one is passed on too.

    What `handle` returns for a line is the answer, None is none.
    """
    source, target = sys.stdin.buffer, sys.stdout.buffer
    limit_memory()
    while line := source.readline():
        limit_time()
        answer = handle(json.loads(line))
        if answer is not None:
            target.write(json.dumps(answer).encode() + b"\n")
            target.flush()


def limit_memory() -> None:
    """Take from this process what it does not need, where the system can: memory, files, core dumps."""
    try:
        import resource  # noqa: PLC0415 -- not on Windows
    except ImportError:
        return
    _lower(resource.RLIMIT_AS, SPEICHER)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_NOFILE, 3)


def limit_time() -> None:
    """Give this process so many seconds more of the processor, where the system can."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + CPU_SEKUNDEN, hard=False)


def _lower(kind: int, value: int, *, hard: bool = True) -> None:
    import resource  # noqa: PLC0415

    most = resource.getrlimit(kind)[1]
    value = value if most == resource.RLIM_INFINITY else min(value, most)
    resource.setrlimit(kind, (value, value if hard else most))
