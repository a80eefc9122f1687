"""A document as an OpenDocument text, with the styles, margins, header and footer of the template staff maintain."""

from collections.abc import Mapping

from dkbm.documents.office import eigenschaften
from dkbm.documents.office.bild import raster
from dkbm.documents.office.dicht import closer_odt
from dkbm.documents.office.odt_text import Inhalt
from dkbm.documents.office.odt_vorlage import NS, opened, with_lines
from dkbm.documents.office.paket import packed
from dkbm.documents.office.xml import KOPF, tag, text
from dkbm.documents.render import Dokument
from dkbm.documents.verzeichnis import EINE_SEITE

MIMETYPE = "application/vnd.oasis.opendocument.text"
_TYPEN = {"xml": "text/xml", "png": "image/png", "svg": "image/svg+xml", "jpg": "image/jpeg", "jpeg": "image/jpeg"}
_DECLARED = {f"xmlns_{prefix}": uri for prefix, uri in NS.items()}


def write(document: Dokument, vorlagen: Mapping[str, bytes]) -> bytes:
    """The bytes of the .odt; the same document and template give the same bytes.

    Raises DkbmError for a template that is damaged or not to be trusted.
    """
    vorlage = opened(vorlagen)
    inhalt = Inhalt(vorlage.namen)
    body = inhalt.body(document.blocks)
    lines = {"footer": (vorlage.namen["dkbm Herkunft"], eigenschaften.footer_line(document))}
    if document.herkunft.entwurf:
        lines["header"] = (vorlage.namen["dkbm Entwurf"], "ENTWURF")
    content, styles = _content(body, inhalt), with_lines(vorlage.parts["styles.xml"], lines)
    if document.herkunft.vorlage in EINE_SEITE:
        content, styles = closer_odt(content), closer_odt(styles)
    parts = vorlage.parts | {
        "content.xml": content,
        "styles.xml": styles,
        "meta.xml": _meta(document),
    }
    for number, picture in enumerate(inhalt.bilder, 1):
        parts[f"Pictures/dkbm{number}.png"] = raster(picture.svg).png
    parts["META-INF/manifest.xml"] = _manifest(parts)
    parts["mimetype"] = MIMETYPE.encode()
    return packed(parts, "mimetype")


def _content(body: str, inhalt: Inhalt) -> bytes:
    stile = (inhalt.stile[name] for name in sorted(inhalt.stile))
    return _part("content", tag("office:automatic-styles", *stile), tag("office:body", tag("office:text", body)))


def _meta(document: Dokument) -> bytes:
    am = f"{document.herkunft.stichtag}T00:00:00"
    own = (
        tag("meta:user-defined", text(wert), meta_name=name, meta_value_type="string")
        for name, wert in eigenschaften.properties(document.herkunft).items()
    )
    meta = tag(
        "office:meta",
        tag("dc:title", text(" ".join(document.titel.split()))),
        tag("dc:language", "de-DE"),
        tag("meta:creation-date", am),
        tag("dc:date", am),
        *own,
    )
    return _part("meta", meta)


def _part(kind: str, *inside: str) -> bytes:
    return (KOPF + tag(f"office:document-{kind}", *inside, **_DECLARED, office_version="1.3")).encode()


def _manifest(parts: Mapping[str, bytes]) -> bytes:
    entries = [("/", MIMETYPE), *((name, _TYPEN.get(name.rpartition(".")[2].casefold(), "")) for name in sorted(parts))]
    lines = (tag("manifest:file-entry", manifest_full_path=name, manifest_media_type=typ) for name, typ in entries)
    return (KOPF + tag("manifest:manifest", *lines, xmlns_manifest=NS["manifest"], manifest_version="1.3")).encode()
