"""`dkbm render weitergabe … -o mappe.zip`: the cover sheet and the files it lists, from beside the data."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dkbm.cli.rendering import Satz
    from dkbm.documents.render import Dokument


def as_mappe(root: Path, satz: "Satz", document: "Dokument") -> bytes:
    """Return the bundle; raises DkbmError for a file that is missing or not the one that was recorded."""
    from dkbm.documents.mappe import mappe
    from dkbm.documents.writers import write
    from dkbm.store.dokumente import content

    return mappe(write(document, "pdf", {}), satz.ansicht.daten, lambda name: content(root, name))
