"""The parts of a Word file with what ties them together: the types of the parts and their relationships."""

from collections.abc import Mapping
from posixpath import dirname, join, normpath, relpath
from typing import TYPE_CHECKING

from dkbm.documents.office.paket import packed
from dkbm.documents.office.xml import elements, insert, parsed, root_of, serialized, tag

if TYPE_CHECKING:
    from xml.dom.minidom import Document

TYPES, ROOT_RELS = "[Content_Types].xml", "_rels/.rels"
MAIN, MAIN_RELS = "word/document.xml", "word/_rels/document.xml.rels"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def relations(parts: Mapping[str, bytes], name: str = MAIN_RELS) -> dict[str, tuple[str, str]]:
    """Kind and part of each relationship to another part, by its id: `{"rId1": ("styles", "word/styles.xml")}`."""
    base = dirname(dirname(name))
    found = {}
    for each in elements(parsed(parts[name], name), "Relationship"):
        if each.getAttribute("TargetMode") != "External":
            ziel = each.getAttribute("Target")
            part = ziel.lstrip("/") if ziel.startswith("/") else normpath(join(base, ziel))
            found[each.getAttribute("Id")] = (each.getAttribute("Type").rpartition("/")[2], part)
    return found


class Wordpaket:
    """A Word file under construction."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Start from the parts of a template; what they tell of parts that are not there is forgotten."""
        self.parts = dict(parts)
        self._types = parsed(parts[TYPES], TYPES)
        self._rels = parsed(parts[MAIN_RELS], MAIN_RELS)
        self._root = parsed(f'<Relationships xmlns="{_RELS}"/>'.encode(), ROOT_RELS)
        _relate(self._root, f"{R}/officeDocument", MAIN, "rIdDokument")
        for each in elements(self._types, "Override"):
            if each.getAttribute("PartName").lstrip("/") not in parts:
                root_of(self._types).removeChild(each)
        ziele = relations(parts)
        for each in elements(self._rels, "Relationship"):
            kind, part = ziele.get(each.getAttribute("Id"), ("", MAIN))
            if part not in parts or kind == "attachedTemplate":
                root_of(self._rels).removeChild(each)

    def named(self, kind: str) -> tuple[str, ...]:
        """The parts of one kind (`header`) that the main part refers to, in order."""
        found = (part for each, part in relations(self.parts).values() if each == kind)
        return tuple(part for part in dict.fromkeys(found) if part in self.parts)

    def add(self, name: str, content: bytes, typ: str, relation: str, ident: str) -> None:
        """Add a part of the main part, or replace one."""
        self._add(name, content, typ)
        _relate(self._rels, f"{R}/{relation}", relpath(name, dirname(MAIN)), ident)

    def add_property_part(self, name: str, content: bytes, typ: str, relation: str) -> None:
        """Add a part of the package itself; `relation` is the full name of its relationship."""
        self._add(name, content, typ)
        _relate(self._root, relation, name, f"rId{name.rpartition('/')[2].partition('.')[0].capitalize()}")

    def _add(self, name: str, content: bytes, typ: str) -> None:
        known = [each for each in elements(self._types, "Override") if each.getAttribute("PartName") == f"/{name}"]
        self.parts[name] = content
        if not known:
            override = tag("Override", PartName=f"/{name}", ContentType=typ)
            insert(root_of(self._types), override, f'xmlns="{_TYPES}"')

    def packed(self) -> bytes:
        """The bytes of the file."""
        ties = {TYPES: self._types, MAIN_RELS: self._rels, ROOT_RELS: self._root}
        return packed(self.parts | {name: serialized(tree) for name, tree in ties.items()}, TYPES)


def _relate(rels: "Document", typ: str, target: str, ident: str) -> None:
    relation = tag("Relationship", Id=ident, Type=typ, Target=target)
    insert(root_of(rels), relation, f'xmlns="{_RELS}"')
