"""The edge to libyaml: the events of a text, or only whether there is anything to complain about."""

from collections.abc import Callable
from itertools import islice
from typing import Any

from yaml import YAMLError

from dkbm.errors import DkbmError

try:
    from yaml import _yaml as libyaml
except ImportError:
    libyaml = None  # type: ignore[assignment]

MAX_EVENTS = 20_000

Event = Any
"""PyYAML's event classes come without types."""


def stream(text: str) -> Callable[[], Event]:
    """Return a function that gives the next event of `text`.

    It raises yaml.YAMLError where the text is no YAML, and StopIteration after MAX_EVENTS events.
    """
    return islice(iter(_parser(text).get_event, None), MAX_EVENTS).__next__


def is_wellformed(text: str) -> bool:
    """Whether libyaml can read `text` at all; builds nothing and knows no limits but its own."""
    try:
        _parser(text).raw_parse()
    except YAMLError:
        return False
    return True


def _parser(text: str) -> Any:  # noqa: ANN401 -- see Event
    if libyaml is None:
        raise DkbmError(
            "PyYAML ist hier ohne libyaml installiert; damit liest dkbm keine Dateien.",
            "PyYAML als fertiges Paket neu installieren: pip install --force-reinstall --only-binary :all: pyyaml",
        )
    return libyaml.CParser(text)
