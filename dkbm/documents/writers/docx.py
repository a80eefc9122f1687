"""A document as a Word file, with the styles, margins, header and footer of the template that staff maintain."""

from collections.abc import Iterable, Mapping

from dkbm.documents.office import eigenschaften
from dkbm.documents.office.bild import raster
from dkbm.documents.office.dicht import closer_word
from dkbm.documents.office.word_paket import MAIN, WORD_TYPE, R, W, Wordpaket
from dkbm.documents.office.word_text import Textkoerper
from dkbm.documents.office.word_vorlage import Wordvorlage, opened
from dkbm.documents.office.word_zusatz import EMPTY, highest, with_line, with_lists
from dkbm.documents.office.xml import KOPF, tag, text
from dkbm.documents.render import Dokument
from dkbm.documents.tree import Picture
from dkbm.documents.verzeichnis import EINE_SEITE

_PACKAGE = "application/vnd.openxmlformats-package.core-properties+xml"
_CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_REL = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_FMTID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def write(document: Dokument, vorlagen: Mapping[str, bytes]) -> bytes:
    """The bytes of the .docx; the same document and template give the same bytes.

    Raises DkbmError for a template that is damaged or not to be trusted.
    """
    vorlage = opened(vorlagen)
    if document.herkunft.vorlage in EINE_SEITE:
        vorlage = closer_word(vorlage)
    paket = Wordpaket(vorlage.parts)
    lists = next(iter(paket.named("numbering")), "")
    numbering = paket.parts[lists] if lists else EMPTY["numbering"]
    koerper = Textkoerper(vorlage.stile, vorlage.breite, highest(numbering))
    body = koerper.body(document.blocks)
    _put(paket, lists or "word/numbering.xml", with_lists(numbering, koerper.listen), "numbering", known=bool(lists))
    _pictures(paket, koerper.bilder)
    referenzen = _margins(paket, vorlage, document)
    paket.parts[MAIN] = _main(body, vorlage.seite.replace(">", f">{referenzen}", 1))
    _properties(paket, document)
    return paket.packed()


def _put(paket: Wordpaket, name: str, content: bytes, kind: str, *, known: bool) -> None:
    if known:
        paket.parts[name] = content
    else:
        paket.add(name, content, WORD_TYPE.format(kind), kind, f"rIdDkbm{kind.capitalize()}")


def _margins(paket: Wordpaket, vorlage: Wordvorlage, document: Dokument) -> str:
    """Draft mark and origin in every header and footer; the references for those the template does not have."""
    lines = [("footer", "ftr", "dkbm Herkunft", eigenschaften.footer_line(document), False)]
    if document.herkunft.entwurf:
        lines.append(("header", "hdr", "dkbm Entwurf", "ENTWURF", True))
    added = ""
    for kind, root, stil, zeile, first in lines:
        names = paket.named(kind)
        for name in names or (f"word/dkbm{kind.capitalize()}.xml",):
            content = with_line(paket.parts.get(name, EMPTY[root]), vorlage.stile[stil], zeile, first=first)
            _put(paket, name, content, kind, known=bool(names))
        if not names:
            added += tag(f"w:{kind}Reference", w_type="default", r_id=f"rIdDkbm{kind.capitalize()}")
    return added


def _pictures(paket: Wordpaket, bilder: Iterable[Picture]) -> None:
    for number, picture in enumerate(bilder, 1):
        content = raster(picture.svg).png
        paket.add(f"word/media/dkbm{number}.png", content, "image/png", "image", f"rIdDkbmBild{number}")


def _main(body: str, seite: str) -> bytes:
    return (KOPF + tag("w:document", tag("w:body", body, seite), xmlns_w=W, xmlns_r=R)).encode()


def _properties(paket: Wordpaket, document: Dokument) -> None:
    am = f"{document.herkunft.stichtag}T00:00:00Z"
    core = tag(
        "cp:coreProperties",
        tag("dc:title", text(" ".join(document.titel.split()))),
        tag("dc:language", "de-DE"),
        tag("dcterms:created", am, xsi_type="dcterms:W3CDTF"),
        tag("dcterms:modified", am, xsi_type="dcterms:W3CDTF"),
        xmlns_cp=_CORE,
        xmlns_dc="http://purl.org/dc/elements/1.1/",
        xmlns_dcterms="http://purl.org/dc/terms/",
        xmlns_xsi="http://www.w3.org/2001/XMLSchema-instance",
    )
    custom = [
        tag("property", tag("vt:lpwstr", text(wert)), fmtid=_FMTID, pid=number, name=name)
        for number, (name, wert) in enumerate(eigenschaften.properties(document.herkunft).items(), 2)
    ]
    own = tag(
        "Properties",
        *custom,
        xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        xmlns_vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    )
    paket.add_property_part("docProps/core.xml", (KOPF + core).encode(), _PACKAGE, _CORE_REL)
    paket.add_property_part("docProps/custom.xml", (KOPF + own).encode(), _CUSTOM, f"{R}/custom-properties")
