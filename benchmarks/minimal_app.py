"""The yardstick: the smallest Typer app that takes an argument and prints one line."""

from typing import Annotated

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def main(name: Annotated[str, typer.Argument()] = "Musterland") -> None:
    """Print one line."""
    print(name)


app()
