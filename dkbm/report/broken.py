"""What `status` and `list` say on stderr of files they had to do without."""

from collections.abc import Mapping

_SHOWN = 5


def broken_text(broken: Mapping[str, str], stand: str = "") -> str:
    """Return a line for each broken file (path -> its first finding), shortened if there are many; "" for none.

    `stand` says which record of the dataset this is, "" for the files in the folder.
    """
    if not broken:
        return ""
    lines = [f"Warnung: {finding}" for finding in list(broken.values())[:_SHOWN]]
    if len(broken) > _SHOWN:
        lines.append(f"Warnung: {len(broken) - _SHOWN} weitere Dateien sind fehlerhaft.")
    more = f"So steht es im Stand {stand}." if stand else "Mehr dazu sagt: dkbm validate"
    one = "Diese Datei fehlt" if len(broken) == 1 else "Diese Dateien fehlen"
    return "\n".join([*lines, f"{one} in der Auskunft. {more}"])
