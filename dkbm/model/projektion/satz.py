"""Typed reading of plain YAML values: what is there has the right type, or its route is told."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from dkbm.datum import Datum, DatumError, parse_datum
from dkbm.diagnostic import Place, Route

T = TypeVar("T")
_ABSENT = object()


class Formfehler(Exception):  # noqa: N818 -- never leaves the projection: it becomes a finding
    """A value does not have the shape the model needs; `message` is a German sentence, `route` the place."""

    def __init__(self, route: Route, message: str) -> None:
        super().__init__(message)
        self.route = route
        self.message = message


class Satz:
    """A mapping of a document with its place; each getter returns the value of one key or raises Formfehler.

    A getter whose name ends in `_oder_nichts` allows the key to be absent. A key with an empty value (null) is
    there, and wrong.
    """

    __slots__ = ("file", "route", "value")

    def __init__(self, value: object, file: str, route: Route = ()) -> None:
        if type(value) is not dict:
            raise Formfehler(route, "Hier muss eine Gruppe von Angaben der Form »schlüssel: wert« stehen.")
        self.value: dict[str, Any] = value
        self.file = file
        self.route = route

    @property
    def place(self) -> Place:
        """Where the mapping stands."""
        return Place(self.file, self.route)

    def nur(self, allowed: frozenset[str]) -> None:
        """Refuse any key but those: what nobody reads may be the very thing that a typo hides."""
        if allowed.issuperset(self.value):
            return
        key = next(key for key in self.value if key not in allowed)
        raise Formfehler((*self.route, key), f"Den Schlüssel »{key}« gibt es hier nicht.")

    def text(self, key: str) -> str:
        """The text under `key`."""
        return self._required(key, self.text_oder_nichts(key))

    def text_oder_nichts(self, key: str) -> str | None:
        """The text under `key`, None without it."""
        value = self.value.get(key, _ABSENT)
        if value is _ABSENT:
            return None
        if type(value) is not str:
            raise self._wrong(key, "ein Text")
        return value

    def wort(self, key: str, allowed: Iterator[str] | tuple[str, ...] | dict[str, Any], default: str = "") -> str:
        """The text under `key`, one of `allowed`; without the key the `default`, if there is one."""
        value = self.text(key) if not default else self.text_oder_nichts(key) or default
        if value not in allowed:
            raise self._wrong(key, f"eines der Wörter {', '.join(allowed)}")
        return value

    def ziffern(self, key: str, count: int) -> str:
        """The text under `key`, exactly `count` digits."""
        value = self.text(key)
        if len(value) != count or not (value.isascii() and value.isdigit()):
            raise self._wrong(key, f"ein Text aus {count} Ziffern")
        return value

    def zahl(self, key: str) -> int:
        """The whole number under `key`."""
        return self._required(key, self.zahl_oder_nichts(key))

    def zahl_oder_nichts(self, key: str) -> int | None:
        """The whole number under `key`, None without it."""
        value = self.value.get(key, _ABSENT)
        if value is _ABSENT:
            return None
        if type(value) is not int:
            raise self._wrong(key, "eine ganze Zahl")
        return value

    def ja(self, key: str) -> bool:
        """The truth value under `key`, False without it."""
        value = self.value.get(key, False)
        if type(value) is not bool:
            raise self._wrong(key, "true oder false")
        return value

    def datum_oder_nichts(self, key: str) -> Datum | None:
        """The date under `key`, None without it."""
        text = self.text_oder_nichts(key)
        if text is None:
            return None
        try:
            return parse_datum(text)
        except DatumError as error:
            raise Formfehler((*self.route, key), str(error)) from None

    def datum(self, key: str) -> Datum:
        """The date under `key`."""
        return self._required(key, self.datum_oder_nichts(key))

    def texte(self, key: str) -> tuple[str, ...]:
        """The list of texts under `key`, () without it."""
        found = self._liste(key)
        for index, value in enumerate(found):
            if type(value) is not str:
                raise Formfehler((*self.route, key, index), _expected("ein Text"))
        return tuple(found)

    def zahlen(self, key: str) -> tuple[int, ...]:
        """The list of whole numbers under `key`, () without it."""
        found = self._liste(key)
        for index, value in enumerate(found):
            if type(value) is not int:
                raise Formfehler((*self.route, key, index), _expected("eine ganze Zahl"))
        return tuple(found)

    def kennungen(self, key: str) -> tuple[str, ...]:
        """The ids under `key`, written as one text or as a list of texts; () without it."""
        value = self.value.get(key, _ABSENT)
        return (value,) if type(value) is str else self.texte(key)

    def jeder(self, key: str, make: Callable[["Satz"], T]) -> tuple[T, ...]:
        """What `make` gives for each mapping of the list under `key`, () without it."""
        route = (*self.route, key)
        return tuple([make(Satz(value, self.file, (*route, index))) for index, value in enumerate(self._liste(key))])

    def einer(self, key: str, make: Callable[["Satz"], T]) -> T | None:
        """What `make` gives for the mapping under `key`, None without it."""
        value = self.value.get(key, _ABSENT)
        return None if value is _ABSENT else make(Satz(value, self.file, (*self.route, key)))

    def is_liste(self, key: str) -> bool:
        """Whether a list stands under `key`."""
        return type(self.value.get(key)) is list

    def _liste(self, key: str) -> list[Any]:
        value = self.value.get(key, _ABSENT)
        if value is _ABSENT:
            return []
        if type(value) is not list:
            raise self._wrong(key, "eine Liste")
        return value

    def _required(self, key: str, value: T | None) -> T:
        if value is None:
            raise Formfehler(self.route, f"Die Angabe »{key}« fehlt.")
        return value

    def _wrong(self, key: str, expected: str) -> Formfehler:
        return Formfehler((*self.route, key), _expected(expected))


def _expected(what: str) -> str:
    return f"Hier muss {what} stehen."
