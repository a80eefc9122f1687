"""Make each document anew, from the present data and where needed from those it was made of, and compare."""

import re
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.rendering import Werkstatt
    from dkbm.documents.pruefsumme import Datei
    from dkbm.documents.render import Dokument
    from dkbm.report.verify_text import Urteil

MAX_BYTES = 1 << 26
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")


class _Werkstaetten:
    """The datasets that documents are made of: the present one, and each recorded one that is asked for, once."""

    def __init__(self, root: Path, stack: ExitStack) -> None:
        self._root = root
        self._stack = stack
        self._known: dict[str | None, Werkstatt] = {}

    def at(self, revision: str | None) -> "Werkstatt":
        """Return the dataset in the folder (None) or at a commit. Raises DkbmError where there is none."""
        from dkbm.cli.rendering import werkstatt

        if revision not in self._known:
            self._known[revision] = self._stack.enter_context(werkstatt(self._root, revision))
        return self._known[revision]


def judge(root: Path, paths: Sequence[Path]) -> "list[Urteil]":
    """Return the verdict on each file, in their order. Raises DkbmError for a dataset that cannot be read."""
    with ExitStack() as stack:
        werkstaetten = _Werkstaetten(root, stack)
        return [_judged(werkstaetten, path) for path in paths]


def _judged(werkstaetten: _Werkstaetten, path: Path) -> "Urteil":
    from dkbm.documents.pruefsumme import identify
    from dkbm.report.verify_text import Urteil
    from dkbm.store.input import read_input

    try:
        content = read_input(path, MAX_BYTES)
    except DkbmError as error:
        return Urteil(path.name, None, grund=error.message, ohne="nicht lesbar" if path.exists() else "nicht gefunden")
    try:
        datei = identify(content)
    except DkbmError as error:
        return Urteil(path.name, None, grund=error.message)
    if datei is None:
        return Urteil(path.name, None, grund="Die Datei nennt keine Herkunft; sie ist kein Dokument von dkbm.")
    return _compared(werkstaetten, path.name, datei)


def _compared(werkstaetten: _Werkstaetten, name: str, datei: "Datei") -> "Urteil":
    from dkbm.documents import pruefsumme
    from dkbm.documents.loader import Vorlagen
    from dkbm.report.verify_text import Urteil

    werk, herkunft = werkstaetten.at(None), datei.herkunft
    now, grund = _made(werk, datei)
    bewegt = pruefsumme.moved(herkunft, now.herkunft) if now else None
    if now is not None and bewegt is not None and not any(bewegt):
        return Urteil(name, herkunft, bewegt, zustand=pruefsumme.compare(datei, now, werk.dateien))
    urteil = Urteil(
        name,
        herkunft,
        bewegt,
        grund=grund,
        jetzt=now.herkunft.fassung if now else "",
        is_known=pruefsumme.knows_wording(Vorlagen(werk.dateien), herkunft),
    )
    urteil, then = _at_its_revision(werkstaetten, datei, urteil)
    alt = pruefsumme.carried(datei) or (pruefsumme.values(then) if then else None)
    if alt is None or now is None:
        return urteil
    return urteil._replace(
        werte=pruefsumme.differing(alt, pruefsumme.values(now)),
        is_same=then is not None and then.herkunft.daten_sha256 == now.herkunft.daten_sha256,
    )


def _at_its_revision(werkstaetten: _Werkstaetten, datei: "Datei", urteil: "Urteil") -> "tuple[Urteil, Dokument | None]":
    """Say whether the file still is what was made at its commit; also return what is made there."""
    from dkbm.documents import pruefsumme

    revision = datei.herkunft.revision
    if not revision:
        return urteil, None
    try:
        werk = werkstaetten.at(revision if _COMMIT.fullmatch(revision) else "")
    except DkbmError:
        return urteil._replace(is_found=False), None
    if urteil.grund and (name := _name_now(werk, werkstaetten.at(None), datei.herkunft.aufruf)):
        urteil = urteil._replace(grund=f"{urteil.grund} Sie steht heute unter: {name}.")
    then, _ = _made(werk, datei)
    if then is None:
        return urteil, None
    if any(pruefsumme.moved(datei.herkunft, then.herkunft)):
        return urteil._replace(zustand="verschieden"), then
    return urteil._replace(zustand=pruefsumme.compare(datei, then, werk.dateien)), then


def _name_now(then: "Werkstatt", now: "Werkstatt", aufruf: tuple[str, ...]) -> str:
    """Return the present id of a Kommune that had another one, "" where it is the same or not to be found."""
    known = then.loaded.dataset.kommunen.get(aufruf[1] if len(aufruf) > 1 else "")
    if known is None or known.schluessel is None:
        return ""
    same = (each.id for each in now.loaded.dataset.kommunen.values() if each.schluessel == known.schluessel)
    return next((ident for ident in same if ident != known.id), "")


def _made(werk: "Werkstatt", datei: "Datei") -> "tuple[Dokument | None, str]":
    """Return the document made anew, or why it cannot be made."""
    from dkbm.cli.recall import recall

    try:
        return recall(werk, datei.herkunft).dokument, ""
    except DkbmError as error:
        return None, error.message
    except typer.Exit:  # what is wrong with the data was shown
        return None, "Die Daten haben Fehler."
