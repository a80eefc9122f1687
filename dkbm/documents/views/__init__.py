"""Views: what a template may see of the data, as plain text, lists of text and nothing else."""

from typing import NamedTuple

from dkbm.documents.gaps import Luecke

Angabe = str | tuple[str, ...]
"""What a template gets: text, or several texts in order."""


class Ansicht(NamedTuple):
    """The values of a document by name, and the fields the data do not have (their marks stand among the values)."""

    daten: dict[str, Angabe]
    luecken: tuple[Luecke, ...]
