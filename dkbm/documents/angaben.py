"""What a template gets: values that know which place of the data they were made from."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dkbm.diagnostic import Place

_LEER = re.compile(r"[ \t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")


class Angabe(str):
    """One value of a document: text on one line (white space becomes single spaces, none at its ends), with its origin.

    `herkunft` are the places of the data it was made from; `aufruf` names the option of the call that gave it where
    no data did (`--stichtag`). `luecke` marks the text that stands for something missing.
    """

    herkunft: tuple[Place, ...]
    aufruf: str
    luecke: bool

    def __new__(cls, text: object, *herkunft: Place, aufruf: str = "", luecke: bool = False) -> "Angabe":
        """Make one; of two equal places one stays."""
        self = super().__new__(cls, _LEER.sub(" ", str(text)).strip())
        self.herkunft = tuple(dict.fromkeys(herkunft))
        self.aufruf = aufruf
        self.luecke = luecke
        return self

    def with_text(self, text: str) -> "Angabe":
        """Another text with the same origin."""
        return Angabe(text, *self.herkunft, aufruf=self.aufruf, luecke=self.luecke)


Inhalt = Angabe | bool | tuple["Inhalt", ...] | dict[str, "Inhalt"]
"""What a view gives a template: values, conditions (never printed), lists and records of them."""


def join(muster: str, *teile: str) -> Angabe:
    """Put parts into a pattern like `{}, {}`; the result comes from wherever its parts come from."""
    angaben = [teil for teil in teile if isinstance(teil, Angabe)]
    return Angabe(
        muster.format(*teile),
        *(place for angabe in angaben for place in angabe.herkunft),
        aufruf=next((angabe.aufruf for angabe in angaben if angabe.aufruf), ""),
        luecke=any(angabe.luecke for angabe in angaben),
    )


class Benannt(NamedTuple):
    """A value with the name under which a template reaches it: `themen[0].text`."""

    name: str
    angabe: Angabe


def numbered(daten: dict[str, Inhalt]) -> tuple[Benannt, ...]:
    """All values of a view in the order of the view; the place in it is the number of a value."""
    return tuple(_walk(daten, ""))


def _walk(inhalt: Inhalt, name: str) -> Iterator[Benannt]:
    if isinstance(inhalt, Angabe):
        yield Benannt(name, inhalt)
    elif isinstance(inhalt, dict):
        for key, value in inhalt.items():
            yield from _walk(value, f"{name}.{key}" if name else key)
    elif isinstance(inhalt, tuple):
        for index, value in enumerate(inhalt):
            yield from _walk(value, f"{name}[{index}]")


Verpackt = bool | tuple[int, str] | list["Verpackt"] | dict[str, "Verpackt"]


def packed(inhalt: Inhalt, zahlen: Iterator[int]) -> Verpackt:
    """The same as plain data: a value becomes its number and its text. `zahlen` counts from 0."""
    if isinstance(inhalt, Angabe):
        return next(zahlen), str(inhalt)
    if isinstance(inhalt, bool):
        return inhalt
    if isinstance(inhalt, dict):
        return {key: packed(value, zahlen) for key, value in inhalt.items()}
    return [packed(value, zahlen) for value in inhalt]


def texts(inhalt: Inhalt) -> object:
    """A view as plain data for JSON: texts, conditions, lists, records."""
    if isinstance(inhalt, dict):
        return {key: texts(value) for key, value in inhalt.items()}
    if isinstance(inhalt, tuple):
        return [texts(value) for value in inhalt]
    return inhalt if isinstance(inhalt, bool) else str(inhalt)


def lines(angaben: Iterable[str]) -> tuple[Angabe, ...]:
    """Texts as values, without origin where they have none."""
    return tuple(angabe if isinstance(angabe, Angabe) else Angabe(angabe) for angabe in angaben)
