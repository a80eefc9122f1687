"""All Zielvereinbarungen as PDF: our typesetting against WeasyPrint on our web page of the same text."""

import statistics
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from benchmarks.pairs import Pairs
from dkbm.dataset import Dataset, load
from dkbm.documents.auftrag import Auftrag
from dkbm.documents.fuellen import filler
from dkbm.documents.gaps import Luecken
from dkbm.documents.loader import Vorlagen
from dkbm.documents.render import Dokument, Kopf, fassung, render
from dkbm.documents.verzeichnis import VORLAGEN, build, teil
from dkbm.documents.writers import write
from dkbm.schema import check
from dkbm.store.templates import read_templates
from dkbm.store.worktree import read_dataset

STICHTAG = date(2026, 11, 22)
ZIELVEREINBARUNG = VORLAGEN["zielvereinbarung"]
FEWEST, EVERY = 3, 7
"""WeasyPrint takes half a second for each of them, so that a few rounds have to do."""


def documents(root: Path) -> list[Dokument]:
    """The draft of a Zielvereinbarung for each of the 45 Kommunen of a dataset."""
    contents = read_dataset(root)
    dataset = load(contents.files, check, contents.unreadable).dataset
    vorlagen = Vorlagen(read_templates(root))
    return [_document(dataset, vorlagen, kommune) for kommune in sorted(dataset.kommunen)]


def pdf(root: Path, runs: int) -> Pairs:
    """Write all of them with both; the documents themselves are made before."""
    made = documents(root)
    rounds = max(FEWEST, runs // EVERY)
    ours, theirs = _timed(made, _ours), _timed(made, _theirs)
    times = [(ours(), theirs()) for _ in range(rounds + 1)][1:]  # the first is the warm-up
    first, second = zip(*times, strict=True)
    return Pairs(tuple(a / b for a, b in times), statistics.median(first), statistics.median(second))


def _document(dataset: Dataset, vorlagen: Vorlagen, kommune: str) -> Dokument:
    gemeint = dataset.kommunen[kommune]
    passend = [eine for eine in gemeint.vereinbarungen if eine.art == "zielvereinbarung" and eine.modul == 1]
    vereinbarung = passend[0] if passend else None
    auftrag = Auftrag(dataset, STICHTAG, Luecken(dataset.documents), gemeint, vereinbarung, modul=1)
    chosen = fassung(
        vorlagen,
        ZIELVEREINBARUNG.name,
        teil(ZIELVEREINBARUNG, 1),
        vereinbarung.unterzeichnet if vereinbarung else None,
    )
    kopf = Kopf((ZIELVEREINBARUNG.name, kommune), STICHTAG.isoformat(), entwurf=True)
    ansicht = build(ZIELVEREINBARUNG, auftrag)
    return render(vorlagen, chosen, ansicht, kopf, fill=filler(vorlagen))


def _ours(document: Dokument) -> bytes:
    return write(document, "pdf", {})


def _theirs(document: Dokument) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415 -- only the benchmark needs it

    page = HTML(string=write(document, "html", {}).decode(), url_fetcher=_no_fetching)
    content: bytes = page.write_pdf(pdf_variant="pdf/ua-1")  # it cannot do PDF/A-3a as well
    return content


def _no_fetching(url: str) -> dict[str, object]:
    raise ValueError(f"the page of a document asks for {url}")


def _timed(made: Sequence[Dokument], change: Callable[[Dokument], bytes]) -> Callable[[], float]:
    def timed() -> float:
        start = time.perf_counter()
        for document in made:
            if not change(document).startswith(b"%PDF"):
                raise ValueError(f"no PDF: {document.herkunft.aufruf}")
        return time.perf_counter() - start

    return timed
