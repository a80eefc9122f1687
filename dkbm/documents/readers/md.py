"""Read a document in Markdown back: its words, and what its front matter says of its origin."""

from typing import Any

from dkbm.documents.beiwerk import Beiwerk
from dkbm.documents.render import Herkunft
from dkbm.text.reader import read

_ANFANG, _ENDE = "---\n", "\n---\n"


def read_text(content: bytes) -> tuple[str, ...]:
    """The blocks of the text without its front matter, white space at line ends apart."""
    body = _parts(content)[1]
    return tuple(
        "\n".join(line.rstrip() for line in block.splitlines()) for block in body.split("\n\n") if block.strip()
    )


def read_beiwerk(_content: bytes) -> tuple[Beiwerk, ...]:
    """What stands beside the text: nothing, all of it is text."""
    return ()


def read_herkunft(content: bytes) -> Herkunft | None:
    """What a text says of its own origin; None for one that is not ours."""
    document, _ = read("front", _parts(content)[0].encode())
    return herkunft(document.value) if document is not None and isinstance(document.value, dict) else None


def herkunft(found: dict[str, Any]) -> Herkunft | None:
    """The origin from its fields, of which empty ones may be left out; None where they are not those of ours."""
    werte = {"revision": "", "entwurf": False, **found}
    texts = [werte.get(name) for name in Herkunft._fields if name not in ("aufruf", "entwurf")]
    aufruf = werte.get("aufruf")
    is_ours = werte.keys() == {*Herkunft._fields} and all(isinstance(text, str) for text in texts)
    if not is_ours or not isinstance(aufruf, list) or not all(isinstance(each, str) for each in aufruf):
        return None
    return Herkunft(**{**werte, "aufruf": tuple(aufruf), "entwurf": werte["entwurf"] is True})


def _parts(content: bytes) -> tuple[str, str]:
    """The front matter and the rest."""
    text = content.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
    front, end, body = text.removeprefix(_ANFANG).partition(_ENDE)
    return (f"{front}\n", body) if end and text.startswith(_ANFANG) else ("", text)
