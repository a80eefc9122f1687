"""From what a person types to one of several named things: every spelling counts, nothing is guessed."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Generic, NamedTuple, TypeVar

from dkbm.errors import NameUnresolvedError
from dkbm.german import aufzaehlung, fold

T = TypeVar("T")
_SIMILAR = 0.7
_LISTED = 8
_LONGEST = 60


class Benannt(NamedTuple, Generic[T]):
    """Something with a name: `kennung` is what to type for exactly this, `label` and `name` what to show."""

    wert: T
    kennung: str
    label: str
    name: str
    namen: tuple[str, ...]


def resolve_named(text: str, entries: Sequence[Benannt[T]], befehl: str, words: tuple[str, str]) -> T:
    """Return the one of `entries` that `text` names by its key, a whole name, or the beginning of a word of one.

    `befehl` is what to repeat with the key, `words` are the complaint and what shows everything. Raises
    NameUnresolvedError when nothing fits or several do.
    """
    wanted = fold(text)
    for found in (_exact(text, wanted, entries), _beginning(wanted, entries)):
        if len(found) > 1:
            raise NameUnresolvedError(f"»{_kurz(text)}« ist nicht eindeutig:", _listed(found, befehl))
        if found:
            return found[0].wert
    raise NameUnresolvedError(*_unknown(text, wanted, entries, words))


def _kurz(text: str) -> str:
    """What was typed, as far as a message has room for it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _exact(text: str, wanted: str, entries: Iterable[Benannt[T]]) -> list[Benannt[T]]:
    """By the key or a whole name; `AG1` is `AG 1`."""
    solid = wanted.replace(" ", "")
    return [
        each
        for each in entries
        if text.strip() == each.kennung or (solid and solid in (fold(name).replace(" ", "") for name in each.namen))
    ]


def _beginning(wanted: str, entries: Iterable[Benannt[T]]) -> list[Benannt[T]]:
    """By the beginning of a word in a name."""
    return [each for each in entries if wanted and any(f" {wanted}" in f" {fold(name)}" for name in each.namen)]


def _listed(found: Sequence[Benannt[T]], befehl: str) -> str:
    shown = found[:_LISTED]
    wide = max(len(each.label) for each in shown)
    long = max(len(each.name) for each in shown)
    lines = [f"  {each.label:{wide}}  {each.name:{long}}   {befehl} {each.kennung}" for each in shown]
    if len(found) > _LISTED:
        lines.append(f"  … und {len(found) - _LISTED} weitere")
    return "\n".join(lines)


def _unknown(text: str, wanted: str, entries: Sequence[Benannt[T]], words: tuple[str, str]) -> tuple[str, str]:
    message, everyone = f"{words[0]} »{_kurz(text)}«.", words[1]
    ranked = sorted(((_likeness(wanted, each), each) for each in entries), key=lambda pair: -pair[0])
    near = [each for likeness, each in ranked if likeness >= _SIMILAR][:3]
    if not wanted or not near:
        return message, everyone
    guesses = aufzaehlung((f"»{each.kennung}« ({each.name})" for each in near), "oder")
    return f"{message} Meinten Sie {guesses}?", everyone


def _likeness(wanted: str, entry: Benannt[T]) -> float:
    """How alike a name, or a word of it, is to what was typed."""
    names = {fold(name) for name in entry.namen}
    words = {word for name in names for word in name.split()}
    return max((SequenceMatcher(None, wanted, each).ratio() for each in names | words), default=0.0)
