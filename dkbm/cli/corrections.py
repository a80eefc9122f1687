"""`dkbm corrections --stichtag D --stand A..B`: what was reported for a day, and what is known of it now."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from dkbm.cli.options import Ausgabe, Daten, Form, Stichtag
from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from datetime import date

    from dkbm.cli.standing import Standing
    from dkbm.queries.corrections import Korrektur
    from dkbm.queries.reading import Reading
    from dkbm.report.corrections_text import Bericht, Seite, Wann
    from dkbm.store.stand import Stand

_EXAMPLE = "Zum Beispiel: --stand v2026.1..main, oder --stand 2026-06-30.. bis zu dem, was im Ordner liegt"
Strecke = Annotated[
    str,
    typer.Option(
        "--stand",
        metavar="A..B",
        help="Womit verglichen wird: A, wie berichtet wurde, bis B, wie es bekannt ist; je Zweig, Marke, Commit oder "
        "Datum. Ohne B: was im Ordner liegt.",
    ),
]


def corrections(
    stand: Strecke,
    stichtag: Stichtag = None,
    format_: Form = "text",
    ausgabe: Ausgabe = None,
    daten: Daten = None,
) -> None:
    """Vergleicht, was berichtet wurde, mit dem, was bekannt ist.

    Nennt jede Kommune, deren Stand am Stichtag heute anders beantwortet wird, und den Commit, der das geändert hat.
    """
    from dkbm.cli.frame import dataset_root, emit, emit_json
    from dkbm.report import corrections_text as report

    bericht = _compared(dataset_root(daten), *_ends(stand), stichtag)
    if format_ == "json":
        emit_json(report.as_json(bericht), ausgabe)
    else:
        emit(report.as_text(bericht), ausgabe)


def _ends(text: str) -> tuple[str, str | None]:
    """The two ends of `A..B`, `A..` or `A`."""
    one, _, other = text.partition("..")
    if not one or other.startswith("."):
        raise DkbmError(f"»{text}« nennt keine zwei Stände.", _EXAMPLE)
    return one, other or None


class Side(NamedTuple):
    """One end of the comparison: its files, the Kommunen in them, the commit it is or, for the folder, comes after."""

    found: "Standing"
    reading: "Reading"
    commit: "Stand"


def _side(root: Path, stand: str | None) -> Side:
    from dkbm.cli.standing import everyone, readable_at
    from dkbm.cli.version import require_current
    from dkbm.store.stand import resolve_stand

    found = readable_at(root, stand)
    if found.stand is None:
        require_current(found.files)
    return Side(found, everyone(found), found.stand or resolve_stand(root, "HEAD"))


def _compared(root: Path, one: str, other: str | None, stichtag: str | None) -> "Bericht":
    from dkbm.cli.frame import annahmen, parse_stichtag
    from dkbm.queries.corrections import corrections as compare
    from dkbm.queries.corrections import counts
    from dkbm.queries.rows import rows
    from dkbm.report.corrections_text import Bericht
    from dkbm.store.stand import refuse_shallow

    refuse_shallow(root)
    day, then, now = parse_stichtag(stichtag), _side(root, one), _side(root, other)
    apart = _apart(root, then, now)
    found = compare(then.reading.dataset, now.reading.dataset, day, {**_broken(then), **_broken(now)})
    sides = (then.reading.dataset, now.reading.dataset)
    return Bericht(
        stichtag=day,
        annahmen=annahmen(stichtag),
        berichtet=_named(root, then),
        bekannt=_named(root, now),
        getrennt=apart,
        korrekturen=found,
        wechsel=() if apart else _traced(root, then, now, found, day),
        zahlen=counts(*(rows(side, day) for side in sides)),
        nicht_verglichen=(tuple(_broken(then)), tuple(_broken(now))),
        prozess=now.reading.dataset.prozess,
    )


def _apart(root: Path, then: Side, now: Side) -> str:
    """Say why no commit between the two can be named, "" where one can. Raises DkbmError if they stand reversed."""
    from dkbm.store.geschichte import is_ancestor, is_on_line

    one, other = then.commit, now.commit
    if is_on_line(root, one.commit, other.commit):
        return ""
    names = f"»{one.text}« ({one.commit[:8]})", f"»{other.text}« ({other.commit[:8]})"
    if is_ancestor(root, other.commit, one.commit):
        raise DkbmError(
            f"{names[0]} liegt nach {names[1]}.", "Den früheren Stand zuerst nennen: --stand FRÜHER..SPÄTER"
        )
    if is_ancestor(root, one.commit, other.commit):
        return f"{names[0]} liegt auf einem Zweig, der in {names[1]} aufging"
    return f"{names[0]} ist kein Vorgänger von {names[1]}: ein anderer Zweig, oder einer, der umgeschrieben wurde"


def _broken(side: Side) -> dict[str, bytes]:
    """The files of Kommunen that could not be read, with what is in them as far as that is known."""
    from dkbm.queries.corrections import COUNTED

    names = sorted({*side.reading.broken, *side.found.unreadable})
    return {name: side.found.files.get(name, b"") for name in names if name.startswith(COUNTED)}


def _named(root: Path, side: Side) -> "Seite":
    from dkbm.cli.standing import in_worten, revision
    from dkbm.report.corrections_text import Seite

    commit = revision(root, side.found)
    if side.found.stand is not None:
        return Seite(in_worten(side.commit), side.commit.text, commit, side.commit.zeitpunkt)
    last = in_worten(side.commit._replace(text=side.commit.commit))
    return Seite(f"im Ordner, {'wie in' if commit else 'mit Änderungen seit'} {last}", None, commit, None)


def _traced(
    root: Path, then: Side, now: Side, found: "tuple[Korrektur, ...]", day: "date"
) -> "tuple[tuple[Wann, ...], ...]":
    """For each of the Kommunen the commits at which its answer changed."""
    from dkbm.cli.line import trail
    from dkbm.queries.corrections import changes, names_of
    from dkbm.report.corrections_text import Wann

    if not found:
        return ()
    way = trail(root, then.commit, now.commit.commit, now.found.files if now.found.stand is None else None)
    steps = (changes(each, way.line, day, names_of(each.kommune, way.files)) for each in found)
    return tuple(tuple(Wann(way.commits[step.step], step.lage) for step in each) for each in steps)
