"""From what a person types to one Kommune: the real 45, and invented places for what they do not have."""

import unicodedata
from functools import cache
from pathlib import Path

import pytest

from dkbm.dataset import load
from dkbm.errors import NameUnresolvedError
from dkbm.model.kommune import Kommune
from dkbm.queries.names import repeat, resolve, settles, worth_reading
from dkbm.queries.reading import one_kommune
from dkbm.store.worktree import read_files
from tests.muster import musterland

ROOT = Path(__file__).parent.parent


@cache
def files() -> dict[str, bytes]:
    return read_files(ROOT)


@cache
def kommunen() -> tuple[Kommune, ...]:
    dataset = load(files()).dataset
    return (*dataset.kommunen.values(), *dataset.partner.values())


def found(text: str) -> str:
    return resolve(text, kommunen()).kommune.id


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("Harburg", "landkreis-harburg"),
        ("harburg", "landkreis-harburg"),
        ("03353", "landkreis-harburg"),
        ("landkreis-harburg", "landkreis-harburg"),
        ("Landkreis Harburg", "landkreis-harburg"),
        ("LK Harburg", "landkreis-harburg"),
        ("Harburg, Landkreis", "landkreis-harburg"),
        ("stadt osnabrück", "stadt-osnabrueck"),
        ("lk osnabrueck", "landkreis-osnabrueck"),
        ("Osnabrück (Stadt)", "stadt-osnabrueck"),
        ("kreisfreie Stadt Emden", "stadt-emden"),
        ("03404", "stadt-osnabrueck"),
        ("LÜNEBURG", "landkreis-lueneburg"),
        ("lueneburg", "landkreis-lueneburg"),
        ("Lu\u0308neburg", "landkreis-lueneburg"),
        ("Lün", "landkreis-lueneburg"),
        ("Nienburg (Weser)", "landkreis-nienburg-weser"),
        ("Nienburg/Weser", "landkreis-nienburg-weser"),
        ("nienburg", "landkreis-nienburg-weser"),
        ("Rotenburg", "landkreis-rotenburg-wuemme"),
        ("oldb", "stadt-oldenburg-oldenburg"),
        ("Stadt Oldenburg", "stadt-oldenburg-oldenburg"),
        ("Oldenburg (Oldenburg)", "stadt-oldenburg-oldenburg"),
        ("lk oldenburg", "landkreis-oldenburg"),
        ("Region Hannover", "region-hannover"),
        ("Hannover", "region-hannover"),
        ("region", "region-hannover"),
        ("Bentheim", "landkreis-grafschaft-bentheim"),
        ("Heidekreis", "landkreis-heidekreis"),
        ("hameln", "landkreis-hameln-pyrmont"),
        ("Südniedersachsen", "bildungsregion-suedniedersachsen-e-v"),
        ("Bildungsregion", "bildungsregion-suedniedersachsen-e-v"),
    ],
)
def test_m24_spellings_resolve(text: str, ident: str) -> None:
    assert found(text) == ident
    assert one_kommune(files(), text).treffer == resolve(text, kommunen())


@pytest.mark.parametrize("kommune", kommunen(), ids=lambda kommune: kommune.id)
def test_m24_every_kommune_is_found_by_its_key_id_and_official_name(kommune: Kommune) -> None:
    official = kommune.offizieller_name
    for text in (kommune.schluessel or kommune.id, kommune.id, official, official.upper(), repeat(kommune).strip('"')):
        assert found(text) == kommune.id
    for form in ("NFC", "NFD"):
        assert found(unicodedata.normalize(form, official)) == kommune.id


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Osnabrück", ["03404", "03459"]),
        ("Oldenburg", ["03403", "03458"]),
        ("osnabrueck", ["03404", "03459"]),
        ("Olden", ["03403", "03458"]),
        ("Wolf", ["03103", "03158"]),
    ],
)
def test_m24_a_name_of_two_places_is_never_guessed(text: str, keys: list[str]) -> None:
    for ask in (lambda: resolve(text, kommunen()), lambda: one_kommune(files(), text)):
        with pytest.raises(NameUnresolvedError) as caught:
            ask()
        assert caught.value.status == 4
        assert caught.value.message == f"»{text}« ist nicht eindeutig:"
        lines = caught.value.hint.splitlines()
        assert sorted(line.split()[0] for line in lines) == keys
        for line in lines:
            asked = line.partition("dkbm status ")[2].strip('"')
            assert resolve(asked, kommunen()).kommune.schluessel == line.split()[0]


def test_m24_an_exact_name_wins_over_the_beginning_of_another() -> None:
    assert found("Stade") == "landkreis-stade"
    assert found("Leer") == "landkreis-leer"


def test_m24_many_hits_are_cut_short() -> None:
    with pytest.raises(NameUnresolvedError, match="nicht eindeutig") as caught:
        found("Landkreis")
    assert len(caught.value.hint.splitlines()) == 9
    assert caught.value.hint.endswith("und 28 weitere: dkbm list")


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("Lünburg", "Meinten Sie »Lüneburg« (Landkreis Lüneburg, 03355)?"),
        ("Haburg", "Meinten Sie »Harburg« (Landkreis Harburg, 03353)?"),
        ("Stadt Harburg", "Meinten Sie »Harburg« (Landkreis Harburg, 03353)?"),
        ("Braunschwieg", "Meinten Sie »Braunschweig« (Stadt Braunschweig, 03101)?"),
    ],
)
def test_m24_a_typo_gets_its_nearest_name(text: str, guess: str) -> None:
    with pytest.raises(NameUnresolvedError) as caught:
        found(text)
    assert caught.value.message == f"Keine Kommune heißt »{text}«. {guess}"


@pytest.mark.parametrize("text", ["", " ", "–", "()"])
def test_no_name_at_all(text: str) -> None:
    with pytest.raises(NameUnresolvedError, match="ist kein Name"):
        found(text)


@pytest.mark.parametrize("text", ["Xyzzy", "99999", "München an der Isar"])
def test_nothing_near_is_not_guessed(text: str) -> None:
    with pytest.raises(NameUnresolvedError) as caught:
        found(text)
    assert caught.value.message == f"Keine Kommune heißt »{text}«."
    assert "dkbm list" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "name"), [("03156", "Osterode am Harz"), ("Osterode", "Osterode am Harz"), ("03152", "Göttingen")]
)
def test_m7_a_predecessor_leads_to_its_successor(text: str, name: str) -> None:
    treffer = one_kommune(files(), text).treffer
    assert treffer is not None
    assert treffer.kommune.id == "landkreis-goettingen"
    assert treffer.vorgaenger is not None
    assert treffer.vorgaenger.name == name


def test_m7_the_name_a_predecessor_shares_means_the_present_one() -> None:
    assert resolve("Göttingen", kommunen()).vorgaenger is None


def test_most_names_need_one_file() -> None:
    entities = {path: raw for path, raw in files().items() if path.startswith(("data/kommunen/", "data/partner/"))}
    assert worth_reading("Harburg", entities) == ("data/kommunen/landkreis-harburg.yaml",)
    assert worth_reading("03353", entities) == ("data/kommunen/landkreis-harburg.yaml",)
    assert len(worth_reading("Oldenburg", entities)) == 2
    assert worth_reading("oldb", entities) == ()


def test_a_beginning_alone_does_not_settle_a_name() -> None:
    (lueneburg,) = (kommune for kommune in kommunen() if kommune.id == "landkreis-lueneburg")
    assert settles("Lüneburg", [lueneburg])
    assert not settles("Lün", [lueneburg])


def test_another_spelling_in_another_file_is_found() -> None:
    """No file name says so, only `auch`."""
    treffer = one_kommune(musterland(), "Kreis Muster").treffer
    assert treffer is not None
    assert treffer.kommune.id == "landkreis-musterland"


@pytest.mark.parametrize("name", ['Muster"$(x)`stadt', "Muster\x1b[31m"])
def test_s72_the_command_to_repeat_is_safe_to_paste(name: str) -> None:
    kommune = kommunen()[0]._replace(name=name, schluessel="99009")
    assert repeat(kommune) == "99009"
