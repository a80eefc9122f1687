"""The answer of `dkbm blame` as text and as JSON (schemas/ausgabe/blame.schema.json)."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from dkbm.changes.blame import Herkunft
from dkbm.diagnostic import Route, route_text
from dkbm.german import anzahl, tag
from dkbm.kinds import VERSCHWIEGEN, kind_of
from dkbm.report.table import paragraph, two_sided
from dkbm.schema.classes import is_internal, is_register
from dkbm.text.document import Document

if TYPE_CHECKING:
    from dkbm.store.geschichte import Commit

_KEPT_BACK = "(nicht gezeigt; mit --intern)"
_NOT_SHOWN = "(nicht gezeigt)"
_LABEL = 11
Json = dict[str, Any]


class Auskunft(NamedTuple):
    """What `dkbm blame` answers.

    `commits` and `namen` give for each version of the file, newest first, who made it (None: it lies in the folder
    and is not recorded in git) and what the file was called. `einzeln`: one value was asked for, not all of them.
    """

    titel: str
    path: str
    document: Document
    datenstand: str
    revision: str | None
    commits: "tuple[Commit | None, ...]"
    namen: tuple[str, ...]
    herkunft: tuple[Herkunft, ...]
    einzeln: bool
    intern: bool = False


def as_text(auskunft: Auskunft) -> str:
    """Return the answer for people, at most 80 columns wide but for a long route or value in one word."""
    lines = _one(auskunft, auskunft.herkunft[0]) if auskunft.einzeln else _all(auskunft)
    return "".join((*_heading(auskunft), *lines))


def _heading(auskunft: Auskunft) -> Iterator[str]:
    if auskunft.einzeln:
        yield paragraph(auskunft.titel)
    else:
        made = len({auskunft.commits[each.version] for each in auskunft.herkunft} - {None})
        counted = f"{anzahl(len(auskunft.herkunft), 'Angabe', 'Angaben')} aus {anzahl(made, 'Commit', 'Commits')}"
        yield two_sided(auskunft.titel, counted)
    if auskunft.datenstand:
        yield paragraph(f"{auskunft.datenstand:>80}")
    yield "\n"


def _one(auskunft: Auskunft, found: Herkunft) -> Iterator[str]:
    line = auskunft.document.span(found.route).line
    yield paragraph(f"{_name(auskunft, found.route)}: {_shown(auskunft, found, found.value)}", "  ", "    ")
    yield "\n"
    yield _labelled("gesetzt", _commit(auskunft, found.version))
    yield _labelled("vorher", _before(auskunft, found))
    yield _labelled("steht in", f"{auskunft.path}:{line}")
    if auskunft.namen[found.version] != auskunft.path:
        yield _labelled("damals in", auskunft.namen[found.version])


def _labelled(label: str, text: str) -> str:
    return paragraph(text, f"  {label:{_LABEL}}")


def _before(auskunft: Auskunft, found: Herkunft) -> str:
    return "nicht eingetragen" if found.zuvor is None else _shown(auskunft, found, found.zuvor)


def _commit(auskunft: Auskunft, version: int) -> str:
    commit = auskunft.commits[version]
    if commit is None:
        return "im Ordner, noch nicht in git festgehalten"
    by = f", von {commit.autor}" if auskunft.intern else ""
    return f"{tag(commit.zeitpunkt.date())} mit {commit.id[:8]} »{commit.betreff}«{by}"


def _all(auskunft: Auskunft) -> Iterator[str]:
    for each in auskunft.herkunft:
        commit = auskunft.commits[each.version]
        when = f"{tag(commit.zeitpunkt.date())} {commit.id[:8]}" if commit else "nicht festgehalten "
        text = f"{_name(auskunft, each.route)}: {_shown(auskunft, each, each.value)}"
        yield paragraph(text, f"  {when:19}  ", " " * 25)
    yield "\n"
    for version in sorted({each.version for each in auskunft.herkunft}):
        yield paragraph(_commit(auskunft, version), "  ", "    ")


def _shown(auskunft: Auskunft, found: Herkunft, value: Any) -> str:  # noqa: ANN401 -- any value of a document
    return _KEPT_BACK if _is_kept_back(auskunft, found.route) else _in_short(_open_part(auskunft, found.route, value))


def _is_kept_back(auskunft: Auskunft, route: Route) -> bool:
    """Whether a value is internal, that of a person, or names one, and nobody asked for it."""
    if auskunft.intern:
        return False
    kind = kind_of(auskunft.path) or ""
    return kind in VERSCHWIEGEN or is_internal(kind, route)


def _open_part(auskunft: Auskunft, route: Route, value: Any) -> Any:  # noqa: ANN401
    """A value without what is kept back of it."""
    if isinstance(value, list):
        return [_open_part(auskunft, (*route, index), each) for index, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    return {
        key: _NOT_SHOWN if _is_kept_back(auskunft, (*route, key)) else _open_part(auskunft, (*route, key), each)
        for key, each in value.items()
    }


def _in_short(value: Any) -> str:  # noqa: ANN401
    """A value in a line, much as it stands in the file: `Q01, Q02`, `{amt: landrat, datum: 2017}`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_in_short(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        between = "; " if any(isinstance(each, dict | list) for each in value) else ", "
        return between.join(map(_in_short, value)) or "[]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _name(auskunft: Auskunft, route: Route) -> str:
    """A route with the ids of entries that have one: `vereinbarungen[zv-2017].ort`."""
    text, value = "", auskunft.document.value
    is_named = auskunft.intern or not is_register(kind_of(auskunft.path) or "", route)
    for step in route:
        value = value[step]
        ident = value.get("id") if is_named and isinstance(step, int) and isinstance(value, dict) else None
        text += f"[{ident}]" if isinstance(ident, str) else route_text((step,)) if isinstance(step, int) else f".{step}"
    return text.removeprefix(".")


def as_json(auskunft: Auskunft) -> Json:
    """Return the object of `dkbm blame --format json`."""
    return {
        "datei": auskunft.path,
        "name": auskunft.titel,
        "revision": auskunft.revision,
        "angaben": [_object(auskunft, each) for each in auskunft.herkunft],
    }


def _object(auskunft: Auskunft, found: Herkunft) -> Json:
    commit, is_kept_back = auskunft.commits[found.version], _is_kept_back(auskunft, found.route)
    value, before = (_open_part(auskunft, found.route, each) for each in (found.value, found.zuvor))
    return {
        "route": route_text(found.route),
        "wert": None if is_kept_back else value,
        "vorher": None if is_kept_back else before,
        "neu": found.zuvor is None,
        "gezeigt": not is_kept_back,
        "revision": commit.id if commit else None,
        "datum": commit.zeitpunkt.date().isoformat() if commit else None,
        "betreff": commit.betreff if commit else None,
        "autor": commit.autor if commit and auskunft.intern else None,
        "datei_damals": auskunft.namen[found.version],
        "file": auskunft.path,
        "line": auskunft.document.span(found.route).line,
    }
