"""`dkbm schema [ART]`."""

from typing import Annotated

import typer

from dkbm.cli.options import Ausgabe


def schema(
    art: Annotated[
        str | None,
        typer.Argument(metavar="[ART]", help="Art der Datei, zum Beispiel kommune. Ohne Angabe: alle zeigen."),
    ] = None,
    ausgabe: Ausgabe = None,
) -> None:
    """Gibt das Schema einer Dateiart aus (JSON Schema 2020-12), ohne Angabe die Liste der Arten."""
    from dkbm.cli.frame import emit
    from dkbm.schema import KINDS, schema_text

    if art is None:
        emit(_overview(), ausgabe)
    elif art in KINDS:
        emit(schema_text(art), ausgabe, fixed=True)
    else:
        raise _unknown(art)


def _overview() -> str:
    from dkbm.kinds import KINDS
    from dkbm.schema import schema_of

    titles = {kind: schema_of(kind)["title"] for kind in KINDS}
    widths = max(map(len, titles)), max(map(len, titles.values()))
    return "".join(f"{kind:{widths[0]}}  {titles[kind]:{widths[1]}}  {KINDS[kind]}\n" for kind in KINDS)


def _unknown(art: str) -> Exception:
    from dkbm.errors import DkbmError
    from dkbm.schema import KINDS
    from dkbm.schema.suggest import nearest

    near = nearest(art, KINDS)
    meant = f" Meinten Sie »{near}«?" if near else ""
    return DkbmError(f"Eine Dateiart »{art}« gibt es nicht.{meant}", f"Es gibt: {', '.join(KINDS)}.")
