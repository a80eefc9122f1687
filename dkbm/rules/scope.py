"""Which files a change can bring an error in: after a change only those need to be judged again."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from dkbm import schema
from dkbm.dataset import load
from dkbm.kinds import KOPF, PROZESS, QUELLEN, kind_of
from dkbm.rules import own, registry
from dkbm.rules.known import LISTS
from dkbm.rules.pipeline import Checked
from dkbm.text.reader import read

OWN = ("verlauf", "vereinbarungen")
"""What of a Kommune concerns no other file: nothing refers into it, and no rule that finds errors compares it.

But one: a statement about many (D406) may turn out wrong by a step of one. That is no reason to refuse the step, which
is attested; `validate` says it of the statement.
"""
FRAME = frozenset({KOPF, PROZESS, QUELLEN, *(path for path, _, _ in LISTS.values())})
"""What a Kommune refers to, and what says how its Verlauf is to be understood."""


def concerned(files: Mapping[str, bytes], changed: Mapping[str, bytes]) -> frozenset[str]:
    """Return the names of the files to judge again when `changed` (path -> new content) is laid over `files`.

    These are all files, unless only the Verlauf and the agreements of Kommunen change: then those and the frame. Rules
    that find mere remarks may see less then.
    """
    everything = frozenset({*files, *changed})
    if all(path in files and _only_own(path, files[path], new) for path, new in changed.items()):
        return frozenset(changed) | (FRAME & everything)
    return everything


def check_concerned(files: Mapping[str, bytes], names: AbstractSet[str], stichtag: date) -> Checked:
    """Check the files with these `names` for errors; all others are there, so that something may refer to them."""
    loaded = load({name: raw for name, raw in files.items() if name in names}, schema.check)
    there = dict.fromkeys(files, "")
    dataset = loaded.dataset._replace(texts={**there, **loaded.dataset.texts})
    found = registry.run(dataset, stichtag, loaded.diagnostics, hinweise=False)
    return Checked(dataset, (*loaded.diagnostics, *found, *own.run(dataset)))


def _only_own(path: str, old: bytes, new: bytes) -> bool:
    if kind_of(path) != "kommune":
        return False
    before, after = _rest(path, old), _rest(path, new)
    return before is not None and before == after


def _rest(path: str, raw: bytes) -> dict[str, Any] | None:
    """Everything of a Kommune but its own; None where the file cannot be read as one."""
    document, _ = read(path, raw)
    if document is None or not isinstance(document.value, dict):
        return None
    return {key: value for key, value in document.value.items() if key not in OWN}
