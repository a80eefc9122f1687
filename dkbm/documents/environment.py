"""The Jinja a template gets: a sandbox with a short list of what it may say, and values escaped on the way out."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from dkbm.documents.grammar import satzanfang
from dkbm.documents.loader import SIEHE, VorlageError, Vorlagen, typografie
from dkbm.documents.markdown import Nummeriert

_ERLAUBT = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
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
"""No calls, arithmetic, macros, imports or assignments: a template chooses and repeats text."""


def _satzanfang(value: Any) -> Any:  # noqa: ANN401 -- what is no value is refused by `finalize`
    return Nummeriert(satzanfang(value), value.nummer) if isinstance(value, Nummeriert) else value


_FILTER: dict[str, Callable[..., Any]] = {"satzanfang": _satzanfang, "length": len}


class _Sandbox(ImmutableSandboxedEnvironment):
    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """The entry of a record; no object has attributes here (S 44)."""
        return obj[attribute] if isinstance(obj, dict) and attribute in obj else self.undefined(obj=obj, name=attribute)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        _check(source, name or "?")
        return super()._generate(source, name, filename, defer_init)


def environment(vorlagen: Vorlagen, finalize: Callable[[object], str]) -> Environment:
    """A sandbox without globals and with two filters; every value a template prints passes `finalize`."""
    jinja = _Sandbox(
        loader=FunctionLoader(lambda pfad: typografie(vorlagen.text(pfad))),
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


class Benutzt(NamedTuple):
    """What a template uses: the names of values (`themen`, `themen[].text`), and the templates it is made of.

    `stellen` says where each name stands first: the template, and the line in it.
    """

    namen: frozenset[str]
    wortlaute: tuple[str, ...]
    stellen: Mapping[str, tuple[str, int]] = MappingProxyType({})


def fill(jinja: Environment, pfad: str, benutzt: Benutzt, daten: Mapping[str, Any]) -> str:
    """The text of a template with the data put in; `benutzt` is what `angaben` says of it.

    Raises VorlageError for whatever is wrong with the template.
    """
    fremd = sorted(name for name in benutzt.namen if not _is_there(daten, name))
    if fremd:
        genannt = ", ".join(f"{name}{_wo(pfad, benutzt.stellen.get(name))}" for name in fremd)
        raise VorlageError(pfad, f"Diese Angaben gibt es nicht: {genannt}.", SIEHE)
    try:
        return jinja.get_template(pfad).render(daten)
    except (TemplateError, TypeError, RecursionError, SyntaxError, MemoryError) as error:
        _refuse(pfad, error)


def _wo(pfad: str, stelle: tuple[str, int] | None) -> str:
    """Where a name stands: its line, and the template where that is another one."""
    if stelle is None:
        return ""
    teil, zeile = stelle
    return f" (Zeile {zeile})" if teil == pfad else f" ({teil}, Zeile {zeile})"


def _is_there(daten: Any, name: str) -> bool:  # noqa: ANN401 -- nested plain data
    """Say whether the data have a value of this name; of the records of a list, each one must have it."""
    kopf, _, rest = name.partition(".")
    schluessel, liste, _ = kopf.partition("[]")
    if not isinstance(daten, dict) or schluessel not in daten:
        return False
    wert = daten[schluessel]
    eintraege = wert if liste and isinstance(wert, list) else [wert]
    return not rest or all(_is_there(eintrag, rest) for eintrag in eintraege)


def angaben(jinja: Environment, pfad: str) -> Benutzt:
    """What a template asks for, with all it includes; raises VorlageError."""
    wortlaute: dict[str, None] = {}
    try:
        walk = _Namen(jinja, wortlaute)
        namen = frozenset(walk.of(pfad, {}, ()))
        return Benutzt(namen, tuple(sorted(wortlaute)), walk.stellen)
    except (TemplateError, RecursionError, MemoryError) as error:
        _refuse(pfad, error)


def compiled(jinja: Environment, pfad: str) -> Benutzt:
    """The same for a template that has been compiled, so that an unknown filter shows, too; raises VorlageError."""
    benutzt = angaben(jinja, pfad)
    try:
        jinja.get_template(pfad)
    except (TemplateError, RecursionError, SyntaxError, MemoryError) as error:
        _refuse(pfad, error)
    return benutzt


class _Namen:
    """Walks a template as it would run, with what the variables of its loops stand for."""

    def __init__(self, jinja: Environment, wortlaute: dict[str, None]) -> None:
        self._jinja = jinja
        self._wortlaute = wortlaute
        self.stellen: dict[str, tuple[str, int]] = {}

    def of(self, pfad: str, schleifen: Mapping[str, str], offen: tuple[str, ...]) -> Iterator[str]:
        """All names of a template; `offen` are the templates that include it."""
        if pfad in offen:
            raise VorlageError(offen[0], f"Die Vorlage {pfad} bindet sich selbst ein.", SIEHE)
        assert self._jinja.loader is not None  # noqa: S101 -- `environment` gives one
        baum = self._jinja.parse(self._jinja.loader.get_source(self._jinja, pfad)[0], pfad)
        _check(baum, pfad)
        self._wortlaute[pfad] = None
        yield from self._inside(baum, schleifen, (*offen, pfad))

    def _inside(self, knoten: nodes.Node, schleifen: Mapping[str, str], offen: tuple[str, ...]) -> Iterator[str]:
        if isinstance(knoten, nodes.Name | nodes.Getattr) and (name := _name(knoten, schleifen)):
            self.stellen.setdefault(name, (offen[-1], knoten.lineno))
            yield name
        elif isinstance(knoten, nodes.Include) and isinstance(knoten.template, nodes.Const):
            yield from self.of(str(knoten.template.value), schleifen, offen)
        elif isinstance(knoten, nodes.For):
            yield from self._inside(knoten.iter, schleifen, offen)
            innen = dict(schleifen)
            if isinstance(knoten.target, nodes.Name):
                innen[knoten.target.name] = f"{_name(knoten.iter, schleifen)}[]"
            for teil in (*knoten.body, *knoten.else_, *([knoten.test] if knoten.test else [])):
                yield from self._inside(teil, innen, offen)
        else:
            for teil in knoten.iter_child_nodes():
                yield from self._inside(teil, schleifen, offen)


def _name(knoten: nodes.Node, schleifen: Mapping[str, str]) -> str:
    """The name of a value as the view knows it: `zeile.wann` in a loop over `plan` is `plan[].wann`."""
    if isinstance(knoten, nodes.Name):
        return schleifen.get(knoten.name, knoten.name)
    if isinstance(knoten, nodes.Getattr) and (davor := _name(knoten.node, schleifen)):
        return f"{davor}.{knoten.attr}"
    return ""


def _check(vorlage: nodes.Template, pfad: str) -> None:
    for knoten in vorlage.find_all(nodes.Node):
        if not isinstance(knoten, _ERLAUBT) or not _is_simple(knoten):
            zeile = next((each.lineno for each in (knoten, *knoten.find_all(nodes.Node)) if each.lineno), 1)
            grund = f"Zeile {zeile}: In Vorlagen sind nur einfache Angaben, Bedingungen und Schleifen erlaubt."
            raise VorlageError(pfad, grund, SIEHE)


def _is_simple(knoten: nodes.Node) -> bool:
    """Only what is named by its path is included, and only if it is there; a loop has one variable."""
    if isinstance(knoten, nodes.Include):
        return isinstance(knoten.template, nodes.Const) and not knoten.ignore_missing
    if isinstance(knoten, nodes.For):
        return isinstance(knoten.target, nodes.Name) and not knoten.recursive
    return True


def _refuse(pfad: str, error: BaseException) -> NoReturn:
    """Say in German what Jinja says in English; its own words would mix the languages."""
    if isinstance(error, TemplateSyntaxError):
        grund = f"Zeile {error.lineno}: Die Vorlage lässt sich nicht lesen."
    elif isinstance(error, UndefinedError):
        grund = "Die Vorlage benutzt eine Angabe, die es nicht gibt."
    elif isinstance(error, SecurityError):
        grund = "Die Vorlage verlangt etwas, das Vorlagen nicht dürfen."
    elif isinstance(error, MemoryError):
        grund = "Die Vorlage braucht mehr Speicher, als Vorlagen bekommen."
    else:
        grund = "Die Vorlage lässt sich nicht ausfüllen."
    raise VorlageError(pfad, grund, SIEHE) from error
