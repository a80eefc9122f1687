"""Which wording a document gets: the one in use on its day."""

import pytest

from dkbm.datum import parse_datum
from dkbm.documents.loader import VorlageError, Vorlagen
from dkbm.documents.render import fassung
from dkbm.errors import DkbmError

KOPF = "{{#\n  fassung: {0}\n  gilt_ab: {1}\n#}}\n# {0}\n"


def vorlagen(**fassungen: str) -> Vorlagen:
    return Vorlagen(
        {f"zielvereinbarung/modul-1-{name}.md.j2": KOPF.format(name, ab).encode() for name, ab in fassungen.items()}
    )


@pytest.mark.parametrize(
    ("tag", "kennung"),
    [("2017-10-16", "alt"), ("2019-12-31", "alt"), ("2020-01-01", "neu"), ("2021", "neu"), (None, "neu")],
)
def test_the_wording_is_the_one_of_the_day(tag: str | None, kennung: str) -> None:
    auswahl = vorlagen(neu="2020-01", alt="2014-09")
    assert fassung(auswahl, "zielvereinbarung", "modul-1", parse_datum(tag) if tag else None).kennung == kennung


def test_no_wording_is_as_old_as_the_agreement() -> None:
    with pytest.raises(DkbmError, match="Keine Fassung"):
        fassung(vorlagen(neu="2020-01"), "zielvereinbarung", "modul-1", parse_datum("2017"))


@pytest.mark.parametrize("ab", ["bald", "2020-13", ""])
def test_a_wording_without_a_date_is_refused(ab: str) -> None:
    with pytest.raises(VorlageError, match="Fassung"):
        fassung(vorlagen(neu=ab), "zielvereinbarung", "modul-1", None)


def test_no_template_at_all() -> None:
    with pytest.raises(VorlageError, match="gibt es nicht"):
        fassung(Vorlagen({}), "zielvereinbarung", "modul-1", None)
