"""Names of commits that answer differently on every machine, or mean two things: they are refused (S 94, S 96)."""

import re

from dkbm.errors import DkbmError
from dkbm.store.git import Repository

_KINDS = {"refs/tags/": "eine Marke", "refs/heads/": "ein Zweig", "refs/remotes/": "ein Zweig auf dem Server"}
_REFLOG = re.compile(r"@\{(?!(-?[0-9]{1,5}|u|upstream|push)\})", re.IGNORECASE)
_NAME = re.compile(r"(?:[^~^:@]|@(?!\{))+")


def refuse_unclear(repository: Repository, text: str) -> None:
    """Raise DkbmError for `main@{2024-02-01}`, and for a name that a tag and a branch with other commits both have.

    What stood on a branch on some day git tells from the log of this one clone, and where that begins later it shows
    its beginning instead.
    """
    if _REFLOG.search(text):
        raise DkbmError(
            f"»{text}« sagt nur, was in diesem Klon zu einer Zeit ausgecheckt war; ein Stand ist das nicht.",
            "Nur den Tag nennen, zum Beispiel --stand 2024-02-01: Er gilt für den ausgecheckten Zweig.",
        )
    begins = _NAME.match(text)
    if begins is None or not begins[0].isprintable() or begins[0].startswith("refs/") or begins[0] == "HEAD":
        return
    found = _called(repository, begins[0])
    if len({commit for _, commit in found}) > 1:
        names = [f"{ref}{text[begins.end() :]}" for ref, _ in found]
        kinds = " und ".join(kind for start, kind in _KINDS.items() if any(name.startswith(start) for name in names))
        raise DkbmError(f"»{text}« ist nicht eindeutig: So heißen {kinds} in git.", f"Nennen: {' oder '.join(names)}")


def _called(repository: Repository, name: str) -> list[tuple[str, str]]:
    """The refs with this very name, each with the object it stands for, that of an annotated tag peeled."""
    wanted = [f"{kind}{name}" for kind in _KINDS]
    listing = repository.call("for-each-ref", "--format=%(refname) %(objectname) %(*objectname)", *wanted)
    lines = (line.split() for line in listing.decode("utf-8", "surrogateescape").splitlines())
    return [(ref, commits[-1]) for ref, *commits in lines if ref in wanted]
