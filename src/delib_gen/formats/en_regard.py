"""Two editions of a piece on one page of HTML, block against block.

Each edition is laid out by its ordinary templates, and the blocks of the two
pages are then paired. A pair is a grid of its own: one grid for all of them would
cost more than their number, and floats lose words.

An element that has `data-passe` is there for the layout alone, and is none of the
document's structure; one that has `data-colonne` holds what its language says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

from delib_gen.formats.blocs import Bloc, cut_blocks
from delib_gen.formats.page import check_addresses, compose_page
from delib_gen.formats.paires import pair_blocks
from delib_gen.templating.render import render_html_template
from delib_gen.view.en_regard import EnRegardView

if TYPE_CHECKING:
    from delib_gen.formats.base import RenderTools
    from delib_gen.view.base import View

STYLE = "en_regard.css"
_SHORT = 300
"""Signs, tags included, under which a row is not torn apart by the end of a page."""


def compose_any_page(view: View, tools: RenderTools) -> str:
    """The page of a piece, be it in one language or in two.

    Raises:
        TemplateFault: if a template cannot be filled.
    """
    if not isinstance(view, EnRegardView):
        return compose_page(view, tools.speak(view.meta.langue))
    pages = [compose_page(vue, tools.speak(vue.meta.langue)) for vue in view.vues]
    before, left, after = cut_blocks(pages[0])
    _, right, _ = cut_blocks(pages[1])
    style = render_html_template(tools.library, STYLE, {})
    page = _add_style(_name_columns(before, view), style) + _write_heads(view)
    page += "".join(_Writer(view).write(left, right)) + after
    check_addresses(f"{view.genre}.html.j2", page, tools)
    return page


def _add_style(page: str, style: str) -> str:
    head, end, rest = page.partition("</style>")
    if not end:
        head, end, rest = page.partition("</head>")
        return f"{head}<style>{style}</style>{end}{rest}"
    return f"{head}{style}{end}{rest}"


def _name_columns(before: str, view: EnRegardView) -> str:
    """The start tag of the piece with the names of its columns, for each page."""
    place = before.rfind(">")
    if place < 0:
        return before  # a template of an office's own may have no tag before its text
    names = "".join(
        f' data-langue-{rank}="{escape(colonne.nom)}"'
        for rank, colonne in enumerate(view.colonnes, start=1)
    )
    return f"{before[:place]} data-en-regard{names}>"


def _write_heads(view: EnRegardView) -> str:
    """The names of the columns, above them on a screen."""
    cells = "".join(
        f'<p lang="{escape(c.langue)}">{escape(c.nom)}</p>' for c in view.colonnes
    )
    return f'\n<div class="rang langues" data-passe>{cells}</div>'


class _Writer:
    """Writes the rows of a piece."""

    def __init__(self, view: EnRegardView) -> None:
        self._view = view
        self._lists = 0

    def write(
        self,
        left: Sequence[Bloc],
        right: Sequence[Bloc],
        inside: tuple[tuple[Bloc, ...], ...] = ((), ()),
    ) -> Iterator[str]:
        """The rows of two sequences of blocks.

        A container that both have is opened, so that its blocks are paired in
        their turn; it stands around its rows and, for what styles say of its
        children, in each cell again.

        Args:
            left: the blocks of the first edition.
            right: those of the second.
            inside: the containers that they stand in, the outermost first.
        """
        kinds = tuple([(b.tag, b.classe) for b in blocs] for blocs in (left, right))
        pairs = list(pair_blocks(left, right, kinds))
        for number, pair in enumerate(pairs, start=1):
            here = [bloc for bloc in pair if bloc is not None]
            if any(bloc.enfants is None for bloc in here):
                yield self._write_row(pair, inside, last=number == len(pairs))
                continue
            around = [
                (*stack, pair[rank] or here[0]) for rank, stack in enumerate(inside)
            ]
            blocs = [(bloc.enfants or [] if bloc else []) for bloc in pair]
            rows = self.write(blocs[0], blocs[1], tuple(around))
            if here[0].liste:
                self._lists += 1
                yield from rows
            else:
                yield f"{here[0].ouverture}\n"
                yield from rows
                yield f"</{here[0].tag}>\n"

    def _write_row(
        self,
        pair: tuple[Bloc | None, Bloc | None],
        inside: tuple[tuple[Bloc, ...], ...],
        *,
        last: bool,
    ) -> str:
        across = self._view.commun and pair[1] is None
        cells = "".join(
            self._write_cell(bloc, rank, inside[rank])
            for rank, bloc in enumerate(pair[:1] if across else pair)
        )
        classes = ["rang"]
        classes += ["commun"] if across else []
        classes += ["point"] if inside[0] and inside[0][-1].liste and not last else []
        sources = [bloc.source for bloc in pair if bloc is not None]
        classes += ["bref"] if max(map(len, sources)) < _SHORT else []
        return f'<div class="{" ".join(classes)}" data-passe>{cells}</div>\n'

    def _write_cell(
        self, bloc: Bloc | None, rank: int, inside: tuple[Bloc, ...]
    ) -> str:
        langue = escape(self._view.colonnes[rank].langue)
        if bloc is None:
            return '<div class="colonne" data-passe></div>'
        opened = "".join(f"{c.debut[:-1]} {self._tell(c)}>" for c in inside)
        closed = "".join(f"</{c.tag}>" for c in reversed(inside))
        return (
            f'<div class="colonne" lang="{langue}" data-colonne="{rank}">'
            f"{opened}{bloc.source}{closed}</div>"
        )

    def _tell(self, container: Bloc) -> str:
        """What the tags should make of a container that is written again.

        A list is tagged as one, however many rows it is written in.
        """
        return f'data-liste="{self._lists}"' if container.liste else "data-passe"
