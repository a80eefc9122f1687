"""The kinds of findings that a schema check can have."""

from dkbm.diagnostic import Code, Severity

UNKNOWN_KEY = Code("D101", "unbekanntes-feld", Severity.FEHLER, "schema")
MISSING_KEY = Code("D102", "fehlendes-feld", Severity.FEHLER, "schema")
WRONG_TYPE = Code("D103", "falsche-art-von-wert", Severity.FEHLER, "schema")
NOT_IN_LIST = Code("D104", "unbekannter-wert", Severity.FEHLER, "schema")
WRONG_FORM = Code("D105", "falsche-form", Severity.FEHLER, "schema")
WRONG_LENGTH = Code("D106", "falsche-laenge", Severity.FEHLER, "schema")
OUT_OF_RANGE = Code("D107", "zahl-ausserhalb", Severity.FEHLER, "schema")
REPEATED = Code("D108", "mehrfach-genannt", Severity.FEHLER, "schema")
INCOMPATIBLE = Code("D109", "unvereinbar", Severity.FEHLER, "schema")
NO_DATE = Code("D113", "kein-datum", Severity.FEHLER, "schema")
BARE_YEAR = Code("D118", "jahr-ohne-anfuehrungszeichen", Severity.FEHLER, "schema")
MODELINE = Code("D121", "schemazeile", Severity.WARNUNG, "schema")

CODES: dict[str, Code] = {
    code.code: code
    for code in (
        UNKNOWN_KEY,
        MISSING_KEY,
        WRONG_TYPE,
        NOT_IN_LIST,
        WRONG_FORM,
        WRONG_LENGTH,
        OUT_OF_RANGE,
        REPEATED,
        INCOMPATIBLE,
        NO_DATE,
        BARE_YEAR,
        MODELINE,
    )
}
"""By code."""
