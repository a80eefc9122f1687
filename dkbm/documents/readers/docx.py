"""Read a Word file back: its paragraphs, what was changed and remarked in it, and what it says of its origin."""

from typing import NamedTuple

from dkbm.documents.beiwerk import Beiwerk
from dkbm.documents.office import eigenschaften
from dkbm.documents.office.paket import tree, unpacked
from dkbm.documents.readers import word_beiwerk
from dkbm.documents.readers.word_absatz import W, blocks
from dkbm.documents.render import Herkunft
from dkbm.errors import DkbmError

NAME = "Die Datei"


class Gelesen(NamedTuple):
    """What stands in a Word file.

    `absaetze` is the text as it is when every tracked change is accepted, one text for each paragraph, cell and
    picture, in reading order; `aenderungen` counts the tracked changes; `beiwerk` is what stands beside the text.
    """

    absaetze: tuple[str, ...]
    aenderungen: int
    beiwerk: tuple[Beiwerk, ...]

    @property
    def kommentare(self) -> tuple[str, ...]:
        """The remarks, without names."""
        return tuple(each.text for each in self.beiwerk if each.art == "Kommentar")


def read(content: bytes) -> Gelesen:
    """Read a Word file; raises DkbmError for what is none."""
    parts = unpacked(content, NAME)
    if "word/document.xml" not in parts:
        raise DkbmError(f"{NAME} ist kein Word-Dokument.", "Erwartet wird eine .docx-Datei.")
    root = tree(parts["word/document.xml"])
    geaendert = sum(1 for each in root.iter() if each.tag in (f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo"))
    return Gelesen(tuple(blocks(root)), geaendert, tuple(word_beiwerk.beiwerk(parts, root)))


def read_text(content: bytes) -> tuple[str, ...]:
    """The words of a Word file, a text for each paragraph, cell and picture, in reading order; raises DkbmError."""
    return read(content).absaetze


def read_beiwerk(content: bytes) -> tuple[Beiwerk, ...]:
    """What stands beside the text: notes, remarks, headers, footers, struck text, pictures; raises DkbmError."""
    return read(content).beiwerk


def read_herkunft(content: bytes) -> Herkunft | None:
    """What a Word file says of its own origin; None for one that is not ours. Raises DkbmError for what is none."""
    parts = unpacked(content, NAME)
    if "docProps/custom.xml" not in parts:
        return None
    found = {each.get("name", ""): "".join(each.itertext()) for each in tree(parts["docProps/custom.xml"])}
    return eigenschaften.herkunft(found)
