"""What holds templates in: values and no methods of ours, files of their folders.

Jinja's own sandbox keeps templates from what Python hides behind `_`. The objects that
we give them have public methods too, some of a library's, that read files or make an
object of any bytes: of these objects a template sees the data alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, TemplateSyntaxError, nodes
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from delib_gen.templating.errors import TemplateFault
from delib_gen.templating.work import (
    TICK,
    Ticking,
    bound_operation,
    count_range,
    join_counted,
    tick,
)

ENCODING = "utf-8-sig"
"""That of templates: UTF-8, before which Windows' editors may put a mark."""
_OPEN = ("builtins", "collections", "jinja2", "markupsafe")
"""The packages whose objects have methods for templates to call."""


class Sandbox(ImmutableSandboxedEnvironment):
    """A Jinja environment in which a template may only print, and not for ever."""

    concat = staticmethod(join_counted)
    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - jinja's own
        """Make one, with Jinja's options."""
        super().__init__(**options)
        self.filters[TICK] = tick
        self.globals["range"] = count_range

    def compile(  # type: ignore[override]  # jinja has overloads for what it gives
        self,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        **options: Any,  # noqa: ANN401 - jinja's own
    ) -> object:
        """Compile a template, which counts what it does."""
        try:
            tree = (
                self.parse(source, name, filename)
                if isinstance(source, str)
                else source
            )
        except TemplateSyntaxError:
            return super().compile(source, name, filename, **options)  # which tells it
        return super().compile(
            self.rewrite(tree, name or ""), name, filename, **options
        )

    def rewrite(self, tree: nodes.Template, _name: str) -> nodes.Template:
        """A template that was read, as it is to be compiled."""
        counted: nodes.Template = Ticking().visit(tree)
        return counted

    def call_binop(
        self, context: Context, operator: str, left: object, right: object
    ) -> object:
        """A product or a power, of a size with a measure."""
        bound_operation(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may ask something of an object."""
        if not super().is_safe_attribute(obj, attr, value) or isinstance(obj, type):
            return False
        if not callable(value):
            # What Pydantic knows of its classes leads to the classes.
            return not (isinstance(obj, BaseModel) and hasattr(BaseModel, attr))
        # A class of ours may be a kind of text (`Said`): it has a text's methods.
        own, *bases = type(obj).__mro__[:-1]
        return _is_open(own) or any(_is_open(b) and hasattr(b, attr) for b in bases)


def _is_open(kind: type) -> bool:
    return kind.__module__.partition(".")[0] in _OPEN


class FolderLoader(FileSystemLoader):
    """Reads templates below some folders; a link that leads out of them is refused."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Read below some folders, the first that has a template wins."""
        self.folders = tuple(folders)
        super().__init__([str(folder) for folder in self.folders], ENCODING)

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text of a template.

        Raises:
            TemplateFault: if its file is elsewhere.
        """
        source, filename, is_fresh = super().get_source(environment, template)
        refuse_outside(Path(filename), self.folders, template)
        return source, filename, is_fresh


def refuse_outside(path: Path, folders: Iterable[Path], shown: str) -> None:
    """Refuse a file that is named below some folders, and really is elsewhere.

    Raises:
        TemplateFault: if it is.
    """
    real = path.resolve()
    if not any(real.is_relative_to(folder.resolve()) for folder in folders):
        raise TemplateFault(
            shown,
            "",
            "ce gabarit est un lien vers un fichier hors du dossier des gabarits",
            "copiez le fichier lui-même dans le dossier, à la place du lien",
        )
