"""An ordinal and its noun stay on one line, in every format that has lines."""

import pytest

from dkbm.documents.ordnungszahl import held
from dkbm.documents.tree import Break, Container, Heading, Items, Paragraph, Picture, Table, Text
from dkbm.documents.writers import FORMATE, write
from tests.gemischt import SVG, dokument
from tests.pdfseiten import texts


@pytest.mark.parametrize(
    ("text", "gehalten"),
    [
        ("2. Umsetzungsphase", "2.\u00a0Umsetzungsphase"),
        ("in der 3. Phase", "in der 3.\u00a0Phase"),
        ("am 16. Oktober 2017", "am 16.\u00a0Oktober 2017"),
        ("im 4. Quartal, im 1. Halbjahr", "im 4.\u00a0Quartal, im 1.\u00a0Halbjahr"),
        ("das 5. Netzwerktreffen", "das 5.\u00a0Netzwerktreffen"),
        ("Sie steht in Modul 4. Die Phase ist offen.", "Sie steht in Modul 4. Die Phase ist offen."),
        ("bis zum 31.12. Oktober", "bis zum 31.12. Oktober"),
        ("im Jahr 2018. Oktober war", "im Jahr 2018. Oktober war"),
        ("2. Umsetzungsphasenplan", "2. Umsetzungsphasenplan"),
    ],
)
def test_m41_an_ordinal_is_held_by_a_known_noun_only(text: str, gehalten: str) -> None:
    assert held(text) == gehalten


LINE = (Text("die 2. Umsetzungsphase"), Break(), Text("danach"))
BLOCKS = (
    Heading(2, LINE),
    Paragraph(LINE),
    Items(False, 1, ((Paragraph(LINE),),)),
    Table((LINE,), ((LINE,),), ("left",)),
    Container("hinweis", (Paragraph(LINE),)),
    Picture("karte", SVG, LINE),
)


@pytest.mark.parametrize("form", ["html", "md"])
def test_m41_it_is_held_wherever_it_stands(form: str) -> None:
    text = write(dokument(*BLOCKS), form, {}).decode().replace("&nbsp;", "\u00a0")
    bound = text.count("2.\u00a0Umsetzungsphase")
    assert (bound >= 7, "2. Umsetzungsphase" in text) == ((True, False) if form == "html" else (False, True))


def test_m41_it_is_held_on_paper() -> None:
    assert "md" in FORMATE
    assert "die 2.\u00a0Umsetzungsphase" in " ".join(texts(write(dokument(Paragraph(LINE)), "pdf", {})))
