"""A file that could be read: its text, its values, and where each of them stands."""

from typing import Any, NamedTuple

from dkbm.diagnostic import Route, Span
from dkbm.text.position import span as span_between
from dkbm.text.spans import Extent, extents


class Document(NamedTuple):
    """A file of the dataset without an error in its text.

    `text` has no byte order mark and keeps its line ends. `value` is made of dict (string keys only), list, str, int,
    bool and None; nobody changes it.
    """

    path: str
    text: str
    value: Any

    def span(self, route: Route, *, at_key: bool = False) -> Span:
        """Lines and columns of the value at `route`, or of its key; of the nearest parent if there is no such value."""
        place = self._nearest(route)
        if at_key and place.key_start is not None and place.key_end is not None:
            return span_between(self.text, place.key_start, place.key_end)
        return span_between(self.text, place.start, place.end)

    def extent(self, route: Route) -> tuple[int, int]:
        """Code-point offsets of the value at `route` in `text`, the end exclusive; of the nearest parent likewise."""
        place = self._nearest(route)
        return place.start, place.end

    def _nearest(self, route: Route) -> Extent:
        known = extents(self.text)
        while route not in known:
            route = route[:-1]
        return known[route]
