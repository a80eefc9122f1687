"""The Jinja a template gets: a sandbox with a short list of what it may say, and values escaped on the way out."""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dkbm.documents.grammar import satzanfang
from dkbm.documents.loader import VorlageError, Vorlagen

_ERLAUBT = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.For,
    nodes.If,
    nodes.Include,
    nodes.Filter,
    nodes.Compare,
    nodes.Operand,
    nodes.Not,
    nodes.And,
    nodes.Or,
)
"""No calls, attributes, arithmetic, macros, imports or assignments: a template chooses and repeats text."""
_FILTER: dict[str, Callable[..., Any]] = {"satzanfang": satzanfang, "length": len}


class _Sandbox(ImmutableSandboxedEnvironment):
    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        _check(source, name or "?")
        return super()._generate(source, name, filename, defer_init)


def environment(vorlagen: Vorlagen, finalize: Callable[[object], str]) -> Environment:
    """A sandbox without globals and with two filters; every value a template prints passes `finalize`."""
    jinja = _Sandbox(
        loader=vorlagen,
        undefined=StrictUndefined,
        finalize=finalize,
        autoescape=False,  # Markdown is no HTML: `finalize` escapes
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    jinja.globals.clear()
    jinja.filters.clear()
    jinja.filters.update(_FILTER)
    jinja.tests.clear()
    return jinja


def fill(jinja: Environment, pfad: str, daten: Mapping[str, Any]) -> str:
    """The text of a template with the data put in; raises VorlageError for whatever is wrong with the template."""
    fremd = sorted(angaben(jinja, pfad) - daten.keys())
    if fremd:
        raise VorlageError(pfad, f"Diese Angaben gibt es nicht: {', '.join(fremd)}.", "Siehe templates/README.md.")
    try:
        return jinja.get_template(pfad).render(daten)
    except (TemplateError, TypeError, RecursionError, SyntaxError, MemoryError) as error:
        _refuse(pfad, error)


def angaben(jinja: Environment, pfad: str) -> set[str]:
    """The names of the values a template asks for; raises VorlageError."""
    try:
        quelle = jinja.loader.get_source(jinja, pfad)[0] if jinja.loader else ""
        baum = jinja.parse(quelle, pfad)
        _check(baum, pfad)
        return find_undeclared_variables(baum)
    except (TemplateError, RecursionError) as error:
        _refuse(pfad, error)


def _check(vorlage: nodes.Template, pfad: str) -> None:
    for knoten in vorlage.find_all(nodes.Node):
        fest = isinstance(knoten, nodes.Include) and isinstance(knoten.template, nodes.Const)
        if not isinstance(knoten, _ERLAUBT) or (isinstance(knoten, nodes.Include) and not fest):
            raise VorlageError(
                pfad,
                f"Zeile {knoten.lineno}: In Vorlagen sind nur einfache Angaben, Bedingungen und Schleifen erlaubt.",
                "Siehe templates/README.md.",
            )


def _refuse(pfad: str, error: BaseException) -> NoReturn:
    """Say in German what Jinja says in English; its own words would mix the languages."""
    if isinstance(error, TemplateSyntaxError):
        grund = f"Zeile {error.lineno}: Die Vorlage lässt sich nicht lesen."
    elif isinstance(error, UndefinedError):
        grund = "Die Vorlage benutzt eine Angabe, die es nicht gibt."
    elif isinstance(error, SecurityError):
        grund = "Die Vorlage verlangt etwas, das Vorlagen nicht dürfen."
    else:
        grund = "Die Vorlage lässt sich nicht ausfüllen."
    raise VorlageError(pfad, grund, "Siehe templates/README.md.") from error
