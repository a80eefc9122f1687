"""What may be searched for: at least one word that not every text has, and no more than a person types."""

from dkbm.errors import DkbmError

LAENGE = 500


def require_words(text: str, option: str, example: str) -> None:
    """Refuse a query that finds nothing or everything. Raises DkbmError."""
    from dkbm.queries.suchanfrage import lies_anfrage, nur_fuellwoerter

    if len(text) > LAENGE:
        count = f"{len(text):,}".replace(",", ".")
        raise DkbmError(
            f"{option}: {count} Zeichen sind zu viel.", f"Höchstens {LAENGE} Zeichen, am besten ein paar Worte."
        )
    if not any(lies_anfrage(text)):
        raise DkbmError(f"{option}: Hier steht kein Wort.", f"Zum Beispiel: {example}")
    if nur_fuellwoerter(text):
        raise DkbmError(
            f"{option}: »{' '.join(text.split())[:60]}« steht in fast jedem Text.", f"Zum Beispiel: {example}"
        )
