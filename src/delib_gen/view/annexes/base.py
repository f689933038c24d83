"""What every annexe has, whatever its sort."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from delib_gen.load.contents import ReadFile
from delib_gen.prose.tree import Prose
from delib_gen.view.base import View

if TYPE_CHECKING:
    from delib_gen.view.base import Meta

C_co = TypeVar("C_co", bound=ReadFile, covariant=True)


@dataclass(frozen=True, slots=True)
class AnnexeView(View):
    """An annexe; a sort with a layout of its own is a class of its own.

    Attributes:
        rattachement: which act it is annexed to, where the house style says that.
        titre: its title.
        corps: its text; empty for a file that is joined as it is.
        renvoi: for a joined file, the sentence that names it, in the formats
            that cannot carry it.
        joint: for a joined PDF, its bytes; not a text, so never printed.
    """

    genre: ClassVar[str] = "annexe"
    famille: ClassVar[str] = "annexe"

    rattachement: str = field(default="", kw_only=True)
    titre: str
    corps: Prose = field(default=(), kw_only=True)
    renvoi: str = field(default="", kw_only=True)
    joint: bytes = field(default=b"", kw_only=True)


@dataclass(frozen=True, slots=True)
class AnnexeLue(Generic[C_co]):
    """An annexe to be put into words.

    Attributes:
        meta: what its file says of itself.
        titre: its title.
        content: what the file holds.
    """

    meta: Meta
    titre: str
    content: C_co
