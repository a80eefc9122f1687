"""Which findings a user asked for: codes, names and groups of checks by the words of `--only` and `explain`."""

from collections.abc import Iterable, Mapping

from dkbm.diagnostic import Code
from dkbm.errors import DkbmError
from dkbm.rules.known import did_you_mean


def select(words: Iterable[str], catalog: Mapping[str, Code]) -> frozenset[str]:
    """Return the codes that the words name: a code, the name of a check, or a group.

    Raises DkbmError for a word that names none, with the nearest one that does.
    """
    return frozenset(code for word in words for code in _codes(word, catalog))


def _codes(word: str, catalog: Mapping[str, Code]) -> tuple[str, ...]:
    plain = word.strip().casefold()
    found = tuple(
        code.code for code in catalog.values() if plain in (code.code.casefold(), code.name.casefold(), code.gruppe)
    )
    if found:
        return found
    names = {name for code in catalog.values() for name in (code.code, code.name, code.gruppe)}
    candidate = word.strip().upper() if len(plain) < 5 else plain
    hint = f"{did_you_mean(candidate, names)} Alle Prüfungen zeigt: dkbm validate --list".strip()
    raise DkbmError(f"Eine Prüfung »{word}« gibt es nicht.", hint)
