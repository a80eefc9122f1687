"""What the operating system says when writing fails, in German: each cause with what to do about it (S 80)."""

import errno

from dkbm.errors import DkbmError

_CAUSES = {
    errno.EACCES: (
        "{name} darf nicht geschrieben werden: keine Berechtigung.",
        "Die Rechte der Datei und ihres Ordners prüfen; gehören sie jemand anderem, diese Person fragen.",
    ),
    errno.EROFS: (
        "{name} liegt auf einem schreibgeschützten Datenträger.",
        "Den Datensatz an einen beschreibbaren Ort kopieren oder den Datenträger beschreibbar einhängen.",
    ),
    errno.ENOSPC: (
        "{name} lässt sich nicht schreiben: Auf dem Datenträger ist kein Platz mehr.",
        "Platz schaffen und den Befehl wiederholen.",
    ),
    errno.EDQUOT: (
        "{name} lässt sich nicht schreiben: Ihr Anteil am Speicherplatz ist verbraucht.",
        "Eigene Dateien löschen oder um mehr Platz bitten, dann den Befehl wiederholen.",
    ),
    errno.EIO: (
        "{name} lässt sich nicht schreiben: Der Datenträger meldet einen Fehler.",
        "Den Datensatz sichern und den Datenträger prüfen lassen.",
    ),
    errno.ENAMETOOLONG: ("Der Name {name} ist für diesen Datenträger zu lang.", "Einen kürzeren Namen wählen."),
}
_CAUSES[errno.EPERM] = _CAUSES[errno.EACCES]


def trouble(
    name: str, error: OSError, outcome: str = "Nichts wurde geändert.", kind: type[DkbmError] = DkbmError
) -> DkbmError:
    """Return what to raise when `name` could not be written; `outcome` says what state the files are in."""
    message, hint = _CAUSES.get(
        error.errno or 0,
        (
            f"{{name}} lässt sich nicht schreiben (Fehler {error.errno} des Betriebssystems).",
            "Den Befehl wiederholen; »dkbm doctor« sagt, ob etwas im Weg steht.",
        ),
    )
    return kind(f"{message.format(name=name)} {outcome}", hint)


def unconfirmed(name: str, error: OSError) -> DkbmError:
    """Return what to raise when the new content is in place but the disk did not confirm that it will stay."""
    return DkbmError(
        f"{name} ist geschrieben, Dauerhaftigkeit nicht bestätigt: {_reason(error)}.",
        "Die neue Fassung steht in der Datei. Nach einem Stromausfall könnte dort wieder die alte stehen: "
        "den Inhalt später noch einmal prüfen.",
    )


def _reason(error: OSError) -> str:
    return {
        errno.EIO: "Der Datenträger meldet einen Fehler",
        errno.ENOSPC: "Auf dem Datenträger ist kein Platz mehr",
        errno.EDQUOT: "Ihr Anteil am Speicherplatz ist verbraucht",
        errno.EROFS: "Der Datenträger ist schreibgeschützt",
        errno.EACCES: "Der Ordner darf nicht geöffnet werden",
    }.get(error.errno or 0, f"Fehler {error.errno} des Betriebssystems")
