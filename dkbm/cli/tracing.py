"""`dkbm render … -o DATEI --trace`: beside the document a file that says where each of its values comes from."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from dkbm.errors import DkbmError

if TYPE_CHECKING:
    from dkbm.cli.rendering import Werkstatt
    from dkbm.documents.render import Dokument

ENDUNG = ".herkunft.json"


def refuse_untraceable(ausgabe: Path | None, *, alle: bool, check: bool) -> None:
    """Raise DkbmError where there is no single document beside which the file could lie."""
    if alle or check or ausgabe is None:
        raise DkbmError(
            "--trace schreibt neben ein Dokument, woher jede Angabe stammt; dazu braucht es eine Datei.",
            "Zum Beispiel: dkbm render zielvereinbarung Harburg -o zv.pdf --trace",
        )


def write_trace(root: Path, werk: "Werkstatt", document: "Dokument", ausgabe: Path, content: bytes) -> None:
    """Write the file beside the document; say which files of the data are not in git as they are."""
    from dkbm.documents.trace import trace
    from dkbm.report.json_out import dumps
    from dkbm.report.terminal import warn
    from dkbm.store.output import write_output
    from dkbm.store.stand import recorded_at

    used = sorted({place.file for _, angabe in document.angaben for place in angabe.herkunft})
    texts = werk.loaded.dataset.texts
    commit, recorded = recorded_at(
        root, {name: texts[name].encode() for name in used if name in texts}, werk.revision or "HEAD"
    )
    found = {
        "dokument": {"datei": ausgabe.name, "sha256": hashlib.sha256(content).hexdigest()},
        "herkunft": document.herkunft._asdict(),
        "felder": trace(document, werk.loaded.dataset.documents, lambda name: commit if name in recorded else None),
    }
    write_output(ausgabe.with_name(ausgabe.name + ENDUNG), dumps(found).encode())
    if loose := [name for name in used if name not in recorded]:
        warn(f"Nicht so in git festgehalten, darum ohne Revision: {', '.join(loose)}")
