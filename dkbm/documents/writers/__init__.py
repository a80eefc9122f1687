"""From the tree of a document to the bytes of a file, one module per format."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import NamedTuple

from dkbm.documents.ordnungszahl import with_ordinals
from dkbm.documents.render import Dokument

Write = Callable[[Dokument, Mapping[str, bytes]], bytes]
"""The bytes of a document. The mapping holds the files below `templates/`, for styles that staff maintain there."""


class Format(NamedTuple):
    """A format: what it is called, and whether its bytes are text for a screen."""

    bezeichnung: str
    is_text: bool


FORMATE = {
    "md": Format("Markdown", True),
    "html": Format("Webseite", True),
    "docx": Format("Word", False),
    "odt": Format("LibreOffice, OpenDocument", False),
    "pdf": Format("PDF/A-3a und PDF/UA-1", False),
}
"""By the ending of their files."""


def write(document: Dokument, format: str, vorlagen: Mapping[str, bytes]) -> bytes:
    """The bytes of a document in one of FORMATE; the same document gives the same bytes."""
    module = import_module(f"dkbm.documents.writers.{format}")
    laid_out = document if format == "md" else document._replace(blocks=with_ordinals(document.blocks))
    content: bytes = module.write(laid_out, vorlagen)
    return content
