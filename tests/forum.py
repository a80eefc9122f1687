"""Contributions to a forum as files, for tests."""

FORUM = "data/forum"
KOPF = "# yaml-language-server: $schema=../../../schemas/forum.schema.json\n"
"""The first line of a contribution, as `dkbm forum neu` writes it."""


def beitrag(  # noqa: PLR0917 -- the fields of a file
    titel: str = "Wer hat Erfahrung?",
    art: str = "anfrage",
    von: str = "p-mara-muster",
    datum: str = "2026-01-15",
    schlagworte: str = "",
    text: str = "Wir fangen an.",
) -> str:
    """A contribution that opens a thread."""
    words = f"schlagworte: {schlagworte}\n" if schlagworte else ""
    return f"{KOPF}art: {art}\ntitel: {titel}\nvon: {von}\ndatum: {datum}\n{words}{_text(text)}"


def antwort(auf: str, datum: str, von: str = "p-tom-test", text: str = "Wir auch.") -> str:
    """A contribution that answers another."""
    return f"{KOPF}von: {von}\ndatum: {datum}\nantwort_auf: {auf}\n{_text(text)}"


def _text(text: str) -> str:
    return "text: |\n" + "".join(f"  {line}".rstrip() + "\n" for line in text.split("\n"))


BEITRAG = beitrag(datum="2024-01-15")
