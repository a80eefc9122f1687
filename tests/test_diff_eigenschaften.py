"""What says the same is no change, what says otherwise is one, however it is written down (M 46)."""

import copy
import random
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dkbm.changes.compare import compare
from dkbm.changes.compare_tree import LEAVES, differences, known_again
from dkbm.dataset import load
from dkbm.text.reader import read
from tests.aenderungen import LANDKREIS, STICHTAG, changes
from tests.muster import musterland

FILES = sorted(musterland())
UNORDERED = {"verlauf", "vereinbarungen", "leitung", "quellen", "aemter", "module", "ereignisse", "tore", "fristen"}


def value(name: str) -> Any:  # noqa: ANN401 -- any value of a document
    document, _ = read(name, musterland()[name])
    assert document is not None
    return copy.deepcopy(document.value)


class _Plain(yaml.SafeDumper):
    """Texts in double quotation marks, nothing by reference."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


_Plain.add_representer(str, _text)


def written(data: Any, *, flow: bool) -> str:  # noqa: ANN401
    text: str = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, default_flow_style=flow, width=70)
    return "# anders geschrieben\n" + text


def shuffled(data: Any, chance: random.Random, key: str = "") -> Any:  # noqa: ANN401
    """The same with its keys, and the entries of lists without an order, in another order."""
    if isinstance(data, dict):
        items = [(name, shuffled(each, chance, name)) for name, each in data.items()]
        chance.shuffle(items)
        return dict(items)
    if isinstance(data, list):
        entries = [shuffled(each, chance) for each in data]
        if key in UNORDERED:
            chance.shuffle(entries)
        return entries
    return data


@given(st.sampled_from(FILES), st.randoms(use_true_random=False), st.booleans())
def test_m46_another_order_of_keys_and_entries_and_other_quotes_are_no_change(
    name: str, chance: random.Random, flow: bool
) -> None:
    assert changes({name: written(shuffled(value(name), chance), flow=flow)}) == ()


def leaves(data: Any, route: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:  # noqa: ANN401
    if isinstance(data, dict):
        return [found for key, each in data.items() for found in leaves(each, (*route, key))]
    if isinstance(data, list):
        return [found for index, each in enumerate(data) for found in leaves(each, (*route, index))]
    return [route]


LEAVES_OF_ALL = [(name, route) for name in FILES for route in leaves(value(name))]


@given(st.sampled_from(LEAVES_OF_ALL), st.sampled_from(["Anderes", 4711, None]))
def test_m46_every_changed_value_is_a_change(where: tuple[str, tuple[str | int, ...]], other: object) -> None:
    """Also one that does not fit the schema: what the model cannot take is a change all the same."""
    name, route = where
    data = value(name)
    inner = data
    for step in route[:-1]:
        inner = inner[step]
    assert inner[route[-1]] != other
    inner[route[-1]] = other
    before, after = load(musterland()).dataset, load(musterland({name: written(data, flow=False)})).dataset
    old, new = before.documents[name], after.documents[name]
    assert list(differences(old.value, new.value))
    readable = after._replace(kommunen=before.kommunen, prozess=before.prozess, quellen=before.quellen)
    assert compare(before, readable, STICHTAG)


def test_m46_every_file_compared_with_itself_is_no_change() -> None:
    assert changes({}) == ()
    assert changes({}, intern=True) == ()


ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"ereignis": st.sampled_from(["beginn", "genannt"]), "quelle": st.sampled_from(["X01", "X02"])},
        optional={"modul": st.integers(1, 2), "datum": st.sampled_from(["2018", "2019"])},
    ),
    max_size=5,
)


@given(ENTRIES, ENTRIES)
def test_m46_every_entry_is_equal_known_again_gone_or_new(old: list[Any], new: list[Any]) -> None:
    pairs = known_again(old, new)
    ones = [one for one, _ in pairs if one is not None]
    others = [other for _, other in pairs if other is not None]
    assert len(ones) == len(set(ones))
    assert len(others) == len(set(others))
    equal = len(old) - len(ones)
    assert equal == len(new) - len(others) >= 0
    assert all(old[one] != new[other] for one, other in pairs if one is not None and other is not None)
    left, right = (
        sorted(str(sorted(each.items())) for index, each in enumerate(side) if index not in gone)
        for side, gone in ((old, ones), (new, others))
    )
    assert left == right


@given(ENTRIES, st.randoms(use_true_random=False))
def test_m46_entries_in_another_order_are_the_same(entries: list[Any], chance: random.Random) -> None:
    turned = entries[:]
    chance.shuffle(turned)
    assert known_again(entries, turned) == []
    assert list(differences({"verlauf": entries}, {"verlauf": turned})) == []


@pytest.mark.parametrize("key", sorted(LEAVES))
def test_m46_a_statement_is_told_as_a_whole(key: str) -> None:
    (found,) = differences({key: [{"text": "a"}]}, {key: [{"text": "b"}]})
    assert (found.before, found.after, found.old, found.new) == ((key,), (key,), [{"text": "a"}], [{"text": "b"}])


def test_m46_two_kommunen_with_the_same_key_are_both_compared() -> None:
    twin = musterland()[LANDKREIS].decode()
    both = {"data/kommunen/zwilling.yaml": twin}
    after = {"data/kommunen/zwilling.yaml": twin.replace("ort: Musterstadt", "ort: Neustadt")}
    assert [each.was for each in changes(after, both)] == ["Zielvereinbarung Modul 1 (zv-2017) – Ort"]
