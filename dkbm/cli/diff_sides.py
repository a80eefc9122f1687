"""The two records that `dkbm diff` and `dkbm changelog` compare: where they come from, and what in them can be read."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.changes.compare import Aenderung
    from dkbm.cli.standing import Standing
    from dkbm.dataset import Dataset, Loaded
    from dkbm.report.changes_words import Seite
    from dkbm.report.findings import Finding
    from dkbm.rules.pipeline import Checked

_HINT = "Zum Beispiel: dkbm diff, dkbm diff main, dkbm diff v2026.1..main"
FOLDER = "Ordner"
_NAMED = 3
"""So many files that are not in the folder are named."""
_MISSING = "D122"
"""That the process or the sources are not there is no fault of the file it is reported in."""


class Sides(NamedTuple):
    """Both records. `unlesbar` says of each file that cannot be read in one of them why, with its place.

    `stateless`: the process or the sources are among those, or missing, so that nobody knows who stands where.
    """

    root: Path
    found: "tuple[Standing, Standing]"
    old: "Dataset"
    new: "Dataset"
    names: "tuple[Seite, Seite]"
    stichtag: date
    annahmen: tuple[str, ...]
    unlesbar: Mapping[str, str]
    stateless: bool


def read_sides(root: Path, staende: Sequence[str], stichtag: str | None, *, intern: bool = False) -> Sides:
    """Return the two records that `[A[..B]]` names. Raises DkbmError where git does not know one of them."""
    from dkbm.cli.frame import annahmen, parse_stichtag

    one, other = _ends(root, staende)
    return between(root, one, other, parse_stichtag(stichtag), annahmen(stichtag), intern=intern)


def between(
    root: Path, one: str, other: str | None, day: date, assumed: tuple[str, ...] = (), *, intern: bool = False
) -> Sides:
    """Return the records `one` and `other` (None: the folder), both in the present version of the schema."""
    from dkbm.changes.compare_effect import knows_states
    from dkbm.cli.standing import contents_at, presented
    from dkbm.dataset import load

    found = contents_at(root, one), contents_at(root, other)
    if found[1].stand is None:
        found = found[0], found[1]._replace(files=presented(_whole(root, found[1].files), "im Ordner"))
    old, new = (load(side.files, None, side.unreadable) for side in found)
    names = _name(found[0]), _name(found[1])
    faults = {**_faults(old, names[0].text, intern=intern), **_faults(new, names[1].text, intern=intern)}
    stateless = not (knows_states(old.dataset) and knows_states(new.dataset))
    return Sides(root, found, old.dataset, new.dataset, names, day, assumed, faults, stateless)


def _whole(root: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files of the folder with those that a sparse checkout leaves out of it, which are said."""
    from dkbm.german import anzahl
    from dkbm.report.terminal import warn
    from dkbm.store.geschichte import contents
    from dkbm.store.git import Repository
    from dkbm.store.worktree import DATA, MARKER

    marked = Repository(root).left_out(MARKER, DATA)
    missing = {name: each for name, each in marked.items() if name.endswith(".yaml") and not (root / name).exists()}
    if not missing:
        return files
    zahl = anzahl(len(missing), "Datei liegt", "Dateien liegen")
    warn(
        f"Warnung: {zahl} nicht im Ordner, weil git nur einen Teil auscheckt (git sparse-checkout), und "
        f"{'wird' if len(missing) == 1 else 'werden'} gelesen, wie git es vorgemerkt hat: {_named(sorted(missing))}"
    )
    blobs = contents(root, list(missing.values()))
    return dict(sorted({**files, **{name: blobs[each] for name, each in missing.items()}}.items()))


def _named(names: Sequence[str]) -> str:
    """The first names; of many how many more there are."""
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" und {more} weitere" if more > 0 else "")


def _ends(root: Path, staende: Sequence[str]) -> tuple[str, str | None]:
    """The two ends of `A`, `A..`, `A..B`, `A...B` or `A B`; None is the folder."""
    if len(staende) > 2 or "" in staende:
        raise DkbmError("Zu vergleichen sind zwei Stände.", _HINT)
    if len(staende) == 2:
        return staende[0], staende[1]
    text = staende[0] if staende else "HEAD"
    one, dots, other = text.partition("..")
    if not dots:
        return one, None
    if other.startswith("."):
        return _branched_off(root, one or "HEAD", other[1:]), other[1:] or None
    return one or "HEAD", other or None


def _branched_off(root: Path, one: str, other: str) -> str:
    from dkbm.store.revision import common_ancestor
    from dkbm.store.stand import refuse_shallow, resolve_stand

    refuse_shallow(root)
    ends = [resolve_stand(root, text).commit for text in (one, other or "HEAD")]
    return common_ancestor(root, *ends)


def _name(found: "Standing") -> "Seite":
    from dkbm.cli.standing import in_worten
    from dkbm.report.changes_words import Seite

    return Seite(FOLDER, None) if found.stand is None else Seite(in_worten(found.stand), found.stand.commit)


def _faults(loaded: "Loaded", side: str, *, intern: bool) -> dict[str, str]:
    """The first error of each file, with its place and the side it is on; a person's file is named to `intern` only."""
    from dkbm.diagnostic import Severity
    from dkbm.report.findings import resolve

    errors = [each for each in loaded.diagnostics if each.severity is Severity.FEHLER and each.code != _MISSING]
    found = resolve(loaded.dataset, errors)
    return {each.file: _fault(each, side, intern=intern) for each in reversed(found)}


def _fault(each: "Finding", side: str, *, intern: bool) -> str:
    from dkbm.report.changes_words import about_persons

    if not intern and about_persons(each):
        what = "ein Beitrag im Forum" if each.file.startswith("data/forum/") else "eine Datei zu einer Person"
        return f"{what}, Inhalt nicht gezeigt ({side})"
    return f"{each.file}:{each.line}:{each.column}: {each.message} ({side})"


def only(found: "Sequence[Aenderung]", sides: Sides, name: str) -> "tuple[Aenderung, ...]":
    """Return what concerns the Kommune that `name` means in the later record, or else in the earlier one."""
    from dkbm.errors import NameUnresolvedError
    from dkbm.queries.names import resolve

    later, earlier = ([*each.kommunen.values(), *each.partner.values()] for each in (sides.new, sides.old))
    try:
        meant = resolve(name, later, "dkbm diff --kommune").kommune
    except NameUnresolvedError:
        known = {each.schluessel or each.id for each in later}
        gone = [each for each in earlier if (each.schluessel or each.id) not in known]
        meant = resolve(name, [*later, *gone], "dkbm diff --kommune").kommune
    return tuple(each for each in found if each.kommune is not None and each.kommune.id == meant.id)


def new_problems(sides: Sides) -> "tuple[Finding, ...]":
    """Return the errors and warnings of the later record that the earlier one does not have, and of the way there."""
    from dkbm.changes.recheck import new_findings
    from dkbm.report.findings import resolve
    from dkbm.rules import wechsel

    before, after = (_checked(sides, side) for side in sides.found)
    von, bis = (each.commit[:8] if each.commit else each.text for each in sides.names)
    both = wechsel.Wechsel(before.dataset, after.dataset, von, bis, wechsel.errors(before.diagnostics))
    new = new_findings(before.diagnostics, after.diagnostics)
    return resolve(after.dataset, (*new, *wechsel.run(both, sides.stichtag, after.diagnostics)))


def _checked(sides: Sides, side: "Standing") -> "Checked":
    """Check a record as `dkbm validate` would, by the schemas of the program."""
    from dkbm.cli.sealed import sealed_at
    from dkbm.rules.pipeline import check_all
    from dkbm.store.dokumente import digest
    from dkbm.store.revision import digest_at

    root, commit = sides.root, side.stand.commit if side.stand is not None else None
    return check_all(
        side.files,
        sides.stichtag,
        side.strangers,
        hinweise=False,
        digest=digest_at(root, commit) if commit else lambda name: digest(root, name),
        sealed=sealed_at(root, commit or "HEAD"),
        unreadable=side.unreadable,
    )
