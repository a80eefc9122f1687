"""A text of the data in a line of Markdown that the program writes."""

import re

from dkbm.documents.markdown import escape
from dkbm.report.terminal import safe

_MERGE_REQUEST = re.compile(r"!(?=[0-9])")


def escaped(text: str) -> str:
    """Return `text` so that it means nothing but itself: no markup, no mention, no reference to a merge request."""
    return _MERGE_REQUEST.sub(r"\\!", escape(safe(text)))
