"""Read a document as a web page back: its words, and what its head says of its origin."""

import json
from html.parser import HTMLParser

from dkbm.documents.beiwerk import Beiwerk
from dkbm.documents.readers import md
from dkbm.documents.render import Herkunft

_NAME = "dkbm:"
_BLOCKS = {"h1", "h2", "h3", "p", "li", "td", "th", "div", "title"}
_STREICHT = {"s", "strike", "del"}
_BILDER = {"img", "svg", "picture", "canvas", "video", "object", "embed", "iframe"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.herkunft: dict[str, str] = {}
        self.blocks = [""]
        self.beiwerk: list[Beiwerk] = []
        self._inside = False
        self._in_body = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and given.get("name", "").startswith(_NAME):
            self.herkunft[given["name"].removeprefix(_NAME)] = given.get("content", "")
        self._inside |= tag == "main"
        self._in_body |= tag == "body"
        self._note(tag, given)
        if tag in _BLOCKS:
            self.blocks.append("")
        elif tag == "br":
            self.blocks[-1] += "\n"

    def _note(self, tag: str, given: dict[str, str]) -> None:
        """What changes how words are to be read without changing them."""
        if tag in _STREICHT:
            self.beiwerk.append(Beiwerk("Durchgestrichen", ""))
        elif tag in _BILDER:
            self.beiwerk.append(Beiwerk("Bild", given.get("alt", "")))
        self.beiwerk += [Beiwerk("Verborgen", given[name]) for name in ("hidden", "style") if name in given]

    def handle_endtag(self, tag: str) -> None:
        self._inside &= tag != "main"
        self._in_body &= tag != "body"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.blocks[-1] += data
        elif self._in_body and data.strip():
            self.beiwerk.append(Beiwerk("Kopfzeile", data))

    def handle_comment(self, data: str) -> None:
        self.beiwerk.append(Beiwerk("Kommentar", data))


def read_text(content: bytes) -> tuple[str, ...]:
    """The words of the page, a text for each paragraph, heading and cell, in reading order."""
    return tuple(text.strip() for text in _page(content).blocks if text.strip())


def read_beiwerk(content: bytes) -> tuple[Beiwerk, ...]:
    """What stands beside the text: words outside of it, struck or hidden words, pictures, remarks."""
    return tuple(_page(content).beiwerk)


def read_herkunft(content: bytes) -> Herkunft | None:
    """What a page says of its own origin; None for one that is not ours."""
    found: dict[str, object] = dict(_page(content).herkunft)
    try:
        for name in {"aufruf", "entwurf"} & found.keys():
            found[name] = json.loads(str(found[name]))
    except ValueError:
        return None
    return md.herkunft(found)


def _page(content: bytes) -> _Page:
    page = _Page()
    page.feed(content.decode("utf-8", "replace"))
    page.close()
    return page
