"""Whether a Kommune consented: without that no document is made that passes an agreement on or names it in public."""

from dkbm.documents.views.blick import Blick
from dkbm.errors import DkbmError


class NichtZugestimmtError(DkbmError):
    """The Kommune refused what the document is for (exit status 3)."""

    status = 3


def require(sicht: Blick, feld: str, wozu: str) -> None:
    """Go on where an agreement of the Kommune consents or leaves open; raise NichtZugestimmtError where one refuses.

    `feld` is the key below `zustimmung`; `wozu` names it in a sentence: `einer namentlichen Veröffentlichung`. To be
    named concerns the Kommune as a whole, so every one of its agreements counts; all else only the agreement itself.
    """
    alle = feld == "namentliche_veroeffentlichung"
    for eine in sicht.kommune.vereinbarungen if alle else (sicht.vereinbarung,):
        if (eine.zustimmung or {}).get(feld) is False:
            raise NichtZugestimmtError(
                f"{sicht.kommune.offizieller_name} hat {wozu} nicht zugestimmt (Vereinbarung »{eine.id}«).",
                f"So steht es in {eine.place.file} unter zustimmung.{feld}; darum entsteht das Dokument nicht.",
            )
