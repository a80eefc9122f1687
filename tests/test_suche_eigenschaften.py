"""What holds for every search, whatever is searched for and in what (M 75)."""

import unicodedata
from collections.abc import Sequence
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from dkbm.queries.suche import Feld, suche
from dkbm.queries.vorschlag import vorschlag

WOERTER = (
    *("Bildungsmonitoring", "Monitoring", "Übergänge", "Schule", "Schulen", "Büro", "Straße", "Strategie", "Ziele"),
    *("Steuerung", "Netzwerk", "Kommune", "digital", "Koordination", "Äpfel", "2020", "Kita", "Qualität", "groß"),
)
satz = st.lists(st.sampled_from(WOERTER), min_size=1, max_size=8).map(" ".join)
dokument = st.tuples(satz, satz, st.sampled_from([1.0, 2.0, 5.0])).map(
    lambda parts: (Feld(parts[0], parts[2]), Feld(parts[1], 1.0))
)
dokumente = st.lists(dokument, min_size=1, max_size=8)
beliebig = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)


def found(alle: Sequence[Sequence[Feld]], anfrage: str) -> list[int]:
    return [each.index for each in suche(alle, anfrage)]


@settings(deadline=None)
@given(dokumente, st.data())
def test_m75_a_word_of_a_document_finds_it(alle: list[tuple[Feld, Feld]], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(alle) - 1))
    feld = data.draw(st.sampled_from(alle[index]))
    assert index in found(alle, data.draw(st.sampled_from(feld.text.split())))


@settings(deadline=None)
@given(dokumente, satz, st.randoms(use_true_random=False))
def test_m75_the_order_does_not_depend_on_that_of_the_documents(
    alle: list[tuple[Feld, Feld]], anfrage: str, zufall: Random
) -> None:
    other = list(alle)
    zufall.shuffle(other)
    assert [alle[each] for each in found(alle, anfrage)] == [other[each] for each in found(other, anfrage)]


@settings(deadline=None)
@given(dokumente, satz)
def test_m75_case_umlauts_and_composition_do_not_matter(alle: list[tuple[Feld, Feld]], anfrage: str) -> None:
    spelled = anfrage.replace("Ü", "Ue").replace("ü", "ue").replace("ä", "ae").replace("ß", "ss").replace("Ä", "Ae")
    wanted = found(alle, anfrage)
    for other in (anfrage.upper(), anfrage.lower(), spelled, unicodedata.normalize("NFD", anfrage)):
        assert found(alle, other) == wanted


@settings(deadline=None)
@given(dokumente, satz)
def test_m75_documents_with_all_words_come_first(alle: list[tuple[Feld, Feld]], anfrage: str) -> None:
    words = anfrage.split()
    counts = [sum(each in found(alle, word) for word in dict.fromkeys(words)) for each in found(alle, anfrage)]
    complete = [count == len(dict.fromkeys(words)) for count in counts]
    assert complete == sorted(complete, reverse=True)


@settings(deadline=None)
@given(dokumente, st.sampled_from(WOERTER), st.sampled_from(WOERTER))
def test_m75_what_is_excluded_is_not_found(alle: list[tuple[Feld, Feld]], wort: str, ohne: str) -> None:
    rest = found(alle, f"{wort} -{ohne}")
    assert set(rest) <= set(found(alle, wort))
    assert all(ohne not in f"{alle[each][0].text} {alle[each][1].text}".split() for each in rest)


@settings(deadline=None)
@given(st.lists(st.tuples(beliebig, beliebig), max_size=4), beliebig)
def test_m75_no_text_breaks_the_search(texte: list[tuple[str, str]], anfrage: str) -> None:
    alle = [(Feld(titel, 2.0), Feld(text, 1.0)) for titel, text in texte]
    for each in suche(alle, anfrage):
        assert 0 <= each.index < len(alle)
        assert all(len(stelle.split()) and "\n" not in stelle for stelle in each.stellen)
    assert vorschlag(alle, anfrage) != anfrage


@settings(deadline=None)
@given(dokumente, satz)
def test_m75_a_second_time_it_answers_the_same(alle: list[tuple[Feld, Feld]], anfrage: str) -> None:
    assert suche(alle, anfrage) == suche(list(map(list, alle)), anfrage)
