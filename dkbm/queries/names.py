"""From what a person types to one Kommune: every spelling counts, and two places that share one are never guessed."""

from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from pathlib import PurePosixPath
from typing import NamedTuple

from dkbm.errors import NameUnresolvedError
from dkbm.german import aufzaehlung, fold, sort_key
from dkbm.model.kommune import Kommune, Vorgaenger

_ARTWORTE = {
    **dict.fromkeys(("landkreis", "lkr", "lk", "kreis"), "landkreis"),
    **dict.fromkeys(("stadt", "kreisfreie"), "kreisfreie-stadt"),
    "region": "region",
}
_DATEIARTEN = {"landkreis": "landkreis", "stadt": "kreisfreie-stadt", "region": "region"}
_LISTED = 8
_SIMILAR, _CLOSE = 0.7, 0.05
"""How alike a name must be to be suggested, and how much less alike than the best one."""


class Treffer(NamedTuple):
    """The Kommune a name stands for; `vorgaenger` is set when the name was that of one that went up in it."""

    kommune: Kommune
    vorgaenger: Vorgaenger | None = None


class _Anfrage(NamedTuple):
    text: str
    ganz: str  # folded as typed
    rest: str  # folded without the words that name the kind
    art: str | None


class _Name(NamedTuple):
    folded: str
    treffer: Treffer


def resolve(text: str, kommunen: Iterable[Kommune], befehl: str = "dkbm status") -> Treffer:
    """Return the one Kommune `text` names: by key, id, name, other spelling or the beginning of a word.

    An exact name wins over a beginning. Raises NameUnresolvedError when nothing fits (with the nearest names) or
    several do (with their keys and the `befehl` to repeat).
    """
    everyone = sorted(kommunen, key=lambda kommune: sort_key(kommune.offizieller_name))
    anfrage = _anfrage(text)
    for ranked in (_by_key, _by_name, _by_beginning):
        if found := _once(ranked(anfrage, everyone)):
            if len(found) > 1:
                raise NameUnresolvedError(*_ambiguous(text, found, befehl))
            return found[0]
    raise NameUnresolvedError(*_unknown(anfrage, everyone))


def in_order(kommunen: Iterable[Kommune]) -> list[Kommune]:
    """Return Kommunen in the order of their names (DIN 5007-1), whatever kind they are of."""
    return sorted(kommunen, key=lambda kommune: sort_key(kommune.name))


def settles(text: str, kommunen: Iterable[Kommune]) -> bool:
    """Say whether some of `kommunen` bears exactly this name or key, so that no other file could fit better."""
    anfrage, everyone = _anfrage(text), list(kommunen)
    return any(True for ranked in (_by_key, _by_name) for _ in ranked(anfrage, everyone))


def worth_reading(text: str, files: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return the paths among `files` whose name (or, for a key, content) may be what `text` means; () if unclear.

    The file name is the id, so that most names are found without reading a file.
    """
    anfrage = _anfrage(text)
    if anfrage.ganz.isdigit():
        key = anfrage.ganz.encode()
        return tuple(path for path, raw in files.items() if key in raw)
    wanted = anfrage.rest.replace(" ", "-")
    return tuple(path for path in files if wanted and _path_fits(path, wanted, anfrage.art))


def _path_fits(path: str, wanted: str, art: str | None) -> bool:
    ident = PurePosixPath(path).stem
    prefix, _, rest = ident.partition("-")
    kind = _DATEIARTEN.get(prefix)
    rest = rest if kind else ident
    return (art is None or kind is None or kind == art) and (rest == wanted or rest.startswith(f"{wanted}-"))


def _anfrage(text: str) -> _Anfrage:
    ganz = fold(text)
    words = ganz.split()
    arten = {art for word in (words[:1] + words[1:][-1:]) if (art := _ARTWORTE.get(word))}
    while words and words[0] in _ARTWORTE:
        del words[0]
    while words and words[-1] in _ARTWORTE:
        del words[-1]
    return _Anfrage(text, ganz, " ".join(words), arten.pop() if len(arten) == 1 else None)


def _by_key(anfrage: _Anfrage, kommunen: Iterable[Kommune]) -> Iterator[Treffer]:
    typed = anfrage.text.strip()
    for kommune in kommunen:
        if typed in (kommune.schluessel, kommune.id):
            yield Treffer(kommune)
        for before in kommune.vorgaenger:
            if typed == before.schluessel:
                yield Treffer(kommune, before)


def _by_name(anfrage: _Anfrage, kommunen: Iterable[Kommune]) -> Iterator[Treffer]:
    everyone = list(kommunen)
    for name in _names(everyone):
        if name.folded == anfrage.ganz or (name.folded == anfrage.rest and _kind_fits(anfrage, name.treffer.kommune)):
            yield name.treffer


def _by_beginning(anfrage: _Anfrage, kommunen: Iterable[Kommune]) -> Iterator[Treffer]:
    for name in _names(kommunen):
        if anfrage.rest and f" {anfrage.rest}" in f" {name.folded}" and _kind_fits(anfrage, name.treffer.kommune):
            yield name.treffer
    if not anfrage.rest and anfrage.art:
        yield from (Treffer(kommune) for kommune in kommunen if kommune.art == anfrage.art)


def _kind_fits(anfrage: _Anfrage, kommune: Kommune) -> bool:
    return anfrage.art is None or anfrage.art == kommune.art


def _names(kommunen: Iterable[Kommune]) -> Iterator[_Name]:
    """Give every name: official, short, without its parenthesis, other spellings, then those of predecessors."""
    everyone = list(kommunen)
    for kommune in everyone:
        short = kommune.name.partition("(")[0]
        for name in dict.fromkeys(map(fold, (kommune.offizieller_name, kommune.name, short, *kommune.auch))):
            yield _Name(name, Treffer(kommune))
    for kommune in everyone:
        for before in kommune.vorgaenger:
            yield _Name(fold(before.name), Treffer(kommune, before))


def _once(found: Iterable[Treffer]) -> list[Treffer]:
    """Keep one hit for each Kommune: the first, which is its own name before that of a predecessor."""
    return list({treffer.kommune.id: treffer for treffer in reversed(list(found))}.values())[::-1]


def repeat(kommune: Kommune) -> str:
    """Return what to type for exactly this Kommune: its official name in quotes, or its key where that is safer."""
    name = kommune.offizieller_name
    if any(char in name for char in "\"'\\$`!") or not name.isprintable():
        return kommune.schluessel or kommune.id
    return name if name.isalnum() else f'"{name}"'


def _ambiguous(text: str, found: list[Treffer], befehl: str) -> tuple[str, str]:
    shown = [treffer.kommune for treffer in found[:_LISTED]]
    width = max(len(kommune.offizieller_name) for kommune in shown)
    lines = [
        f"  {kommune.schluessel or '–':5}  {kommune.offizieller_name:{width}}   {befehl} {repeat(kommune)}"
        for kommune in shown
    ]
    if len(found) > _LISTED:
        lines.append(f"  … und {len(found) - _LISTED} weitere: dkbm list")
    return f"»{text}« ist nicht eindeutig:", "\n".join(lines)


def _unknown(anfrage: _Anfrage, kommunen: list[Kommune]) -> tuple[str, str]:
    if not anfrage.rest:
        return f"»{anfrage.text}« ist kein Name.", "Alle Namen zeigt: dkbm list"
    message = f"Keine Kommune heißt »{anfrage.text}«."
    names: dict[str, list[Kommune]] = {}
    for name in _names(kommunen):
        names.setdefault(name.folded, []).append(name.treffer.kommune)
    best = _similarity(anfrage.rest, max(names, key=lambda name: _similarity(anfrage.rest, name), default=""))
    near = [name for name in names if _similarity(anfrage.rest, name) >= max(_SIMILAR, best - _CLOSE)]
    nearest = list({kommune.id: kommune for name in near for kommune in names[name]}.values())[:3]
    if not nearest:
        return message, "Alle Namen zeigt: dkbm list"
    guesses = aufzaehlung((_guess(kommune) for kommune in nearest), "oder")
    return f"{message} Meinten Sie {guesses}?", ""


def _similarity(left: str, right: str) -> float:
    return SequenceMatcher(None, left, right).ratio()


def _guess(kommune: Kommune) -> str:
    details = ", ".join(filter(None, (kommune.offizieller_name, kommune.schluessel)))
    return f"»{kommune.name}« ({details})"
