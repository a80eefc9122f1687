"""Read an OpenDocument text back: its paragraphs, what stands beside them, and what it says of its origin."""

from dkbm.documents.beiwerk import Beiwerk
from dkbm.documents.office import eigenschaften
from dkbm.documents.office.odt_vorlage import NS
from dkbm.documents.office.paket import tree, unpacked
from dkbm.documents.readers import odt_beiwerk
from dkbm.documents.readers.odt_absatz import blocks
from dkbm.documents.render import Herkunft
from dkbm.errors import DkbmError

NAME = "Die Datei"


def read_text(content: bytes) -> tuple[str, ...]:
    """The words of a text, one for each paragraph, cell and picture, in reading order; raises DkbmError."""
    return tuple(blocks(tree(_part(content, "content.xml"))))


def read_beiwerk(content: bytes) -> tuple[Beiwerk, ...]:
    """What stands beside the text: notes, remarks, headers, footers, struck text, pictures; raises DkbmError."""
    roots = (tree(_part(content, name)) for name in ("content.xml", "styles.xml"))
    return tuple(odt_beiwerk.beiwerk(*roots))


def read_herkunft(content: bytes) -> Herkunft | None:
    """What a text says of its own origin; None for one that is not ours. Raises DkbmError for what is none."""
    root = tree(_part(content, "meta.xml"))
    name = f"{{{NS['meta']}}}name"
    own = root.iter(f"{{{NS['meta']}}}user-defined")
    return eigenschaften.herkunft({each.get(name, ""): "".join(each.itertext()) for each in own})


def _part(content: bytes, name: str) -> bytes:
    parts = unpacked(content, NAME)
    if name not in parts:
        raise DkbmError(f"{NAME} ist kein OpenDocument-Text.", "Erwartet wird eine .odt-Datei.")
    return parts[name]
