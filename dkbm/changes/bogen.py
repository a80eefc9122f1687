"""A form: one question after the other, answered by options, by a person, or from what follows anyway."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from dkbm.errors import DkbmError

Given = Mapping[str, str | list[str]]
"""Answers by option name, as typed; an option that may be repeated gives a list."""


class IncompleteError(DkbmError):
    """Answers are missing, and nothing worse is wrong: asking for them would help."""


class Feld(NamedTuple):
    """One question.

    `key` is where the value belongs in the entry, `option` the option that answers it. `lies` makes the value of a
    text and raises ValueError or DkbmError (German) for one that will not do; `erlaubt` are the values with their
    names, where there are few. A `pflicht` must be answered. `vorgabe` is offered in a dialog and, if it `folgt` from
    what is known, holds without one. With a `trenner` the value is a list; `still` is never asked, only taken.
    """

    key: str
    option: str
    frage: str
    lies: Callable[[str], Any] = str
    erlaubt: tuple[tuple[str, str], ...] = ()
    pflicht: bool = False
    vorgabe: str = ""
    folgt: bool = False
    trenner: str = ""
    still: bool = False

    @property
    def name(self) -> str:
        """How the command line calls it."""
        return self.option if self.option.isupper() else f"--{self.option}"


Regel = Callable[[Mapping[str, Any]], Feld | None]
"""From the answers so far to the next question; None where it makes no sense."""
Ask = Callable[[Feld, str], str]
"""Put a question, with what was wrong about the last answer; returns the text, "" for none."""


def fill(
    rules: Iterable[Regel], given: Given, ask: Ask | None, start: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return the answers by `Feld.key`, those left open not among them; `start` is known before.

    With `ask`, what is missing is asked for until the answer will do. Without it DkbmError names everything that is
    missing or wrong at once (IncompleteError if it is only missing); other errors of a `lies` pass as they are.
    """
    answers, taken, complaints = dict(start or {}), set(), _Complaints()
    for rule in rules:
        feld = rule(answers)
        if feld is None:
            continue
        taken.add(feld.option)
        value = _given(feld, given, ask, complaints) if feld.option in given else _open(feld, ask, complaints)
        if value is not None:
            answers[feld.key] = value
    complaints.unfit = [name for name in given if name not in taken]
    complaints.check()
    return {key: value for key, value in answers.items() if start is None or key not in start or start[key] != value}


def _given(feld: Feld, given: Given, ask: Ask | None, complaints: "_Complaints") -> Any:  # noqa: ANN401 -- what a field holds
    try:
        return _value(feld, given[feld.option])
    except ValueError as error:
        if ask is not None:
            return _asked(feld, ask, str(error))
        complaints.wrong.append(f"{feld.name}: {error}")
        return None


def _open(feld: Feld, ask: Ask | None, complaints: "_Complaints") -> Any:  # noqa: ANN401
    if ask is not None and not feld.still:
        return _asked(feld, ask)
    if feld.folgt and feld.vorgabe:
        return _value(feld, feld.vorgabe)
    if feld.pflicht:
        complaints.missing.append(f"{feld.name} ({feld.frage})")
    return None


def _asked(feld: Feld, ask: Ask, complaint: str = "") -> Any:  # noqa: ANN401
    """Ask until the answer will do; a single dash leaves open what is offered but not needed."""
    while True:
        text = ask(feld, complaint)
        if text == "-" and not feld.pflicht:
            return None
        text = text or feld.vorgabe
        if not text and not feld.pflicht:
            return None
        try:
            return _value(feld, text)
        except ValueError as error:
            complaint = str(error)
        except DkbmError as error:
            complaint = f"{error.message}\n{error.hint}".strip()


def _value(feld: Feld, text: str | list[str]) -> Any:  # noqa: ANN401
    if not feld.trenner:
        return _single(feld, text if isinstance(text, str) else text[-1])
    parts = [part for each in ([text] if isinstance(text, str) else text) for part in _split(feld, each, text)]
    return [_single(feld, part) for part in dict.fromkeys(parts or [""])]


def _split(feld: Feld, each: str, text: str | list[str]) -> Iterator[str]:
    """A comma parts ids everywhere; a semicolon parts sentences only where one line must hold several."""
    whole = feld.trenner == ";" and not isinstance(text, str)
    yield from (part.strip() for part in ([each] if whole else each.split(feld.trenner)) if part.strip() or whole)


def _single(feld: Feld, text: str) -> Any:  # noqa: ANN401
    text = text.strip()
    if not text:
        raise ValueError("Diese Angabe darf nicht leer sein.")
    if feld.erlaubt and text not in (values := [value for value, _ in feld.erlaubt]):
        raise ValueError(f"»{text}« ist hier nicht möglich. Möglich: {', '.join(values)}.")
    return feld.lies(text)


class _Complaints:
    """What is missing, wrong or out of place, said in one error."""

    def __init__(self) -> None:
        self.missing: list[str] = []
        self.wrong: list[str] = []
        self.unfit: list[str] = []

    def check(self) -> None:
        if not (self.missing or self.wrong or self.unfit):
            return
        verb = "Es fehlt" if len(self.missing) == 1 else "Es fehlen"
        lines = [f"{verb}: {', '.join(self.missing)}."] if self.missing else []
        lines += self.wrong or [f"--{name} gehört nicht zu diesem Eintrag." for name in self.unfit]
        if len(lines) == 1 and self.missing:
            raise IncompleteError(lines[0], "Nach dem Fehlenden fragt dkbm mit --dialog. Es wurde nichts geändert.")
        raise DkbmError("\n".join(lines), "Es wurde nichts geändert.")
