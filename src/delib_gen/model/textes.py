"""The texts of a sitting, as the marks of its fields list them, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from delib_gen.load.contents import FicheFile, MarkdownFile, ProseLue
from delib_gen.load.nodes import Mapping, find_node, find_order, find_typed
from delib_gen.load.places import Typed, type_file
from delib_gen.load.proses import parse_alone
from delib_gen.schema.acte import Destination
from delib_gen.schema.fiche import name_place
from delib_gen.schema.marques import AVANT, TEXTES, Dit, Nomme, iter_marked
from delib_gen.schema.texte import LANGUE_DE_REFERENCE, Texte, TexteOuRef

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.load.contents import ReadFile
    from delib_gen.load.loader import LoadedSeance
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.autorite import TexteHabituel
    from delib_gen.schema.fiche import Fiche
    from delib_gen.schema.marques import Marque


@dataclass(frozen=True, slots=True)
class TexteDit:
    """A text that the session holds, or a file that it names.

    Attributes:
        path: its place in the session.
        acte: the act; None for a text of the sitting.
        nature: what it is, in French: `visa 3`, `article premier`.
        texte: its versions.
        ref: for a usual text, its name in the authority's library.
        dit: what its field is said to be; None in a fiche.
        proses: for one in Markdown, its versions as they were read.
        fiche: the fiche that holds it.
        place: its place in that fiche.
        fichier: for a file in Markdown that is an annexe, and so has one language, its
            name as findings show it.
    """

    path: YamlPath
    acte: ActeEnSeance | None
    nature: str
    texte: Texte
    ref: str = ""
    dit: Dit | None = None
    proses: dict[str, ProseLue] = field(default_factory=dict)
    fiche: FicheFile[Fiche] | None = None
    place: YamlPath = ()
    fichier: str = ""

    @property
    def repere(self) -> str:
        """What its act is called; empty where there is none."""
        return self.acte.repere if self.acte else ""

    def list_papers(self, *, held: bool) -> tuple[str, ...]:
        """The papers of a sitting that was held, or is to be, that print it."""
        papers = self.dit.papiers if self.dit else ()
        return papers if held else tuple(p for p in papers if p in AVANT)

    def is_in_act(self, *, held: bool) -> bool:
        """Whether the documents of an act print it, once the sitting was held or not.

        An act that was not put to the sitting has none.
        """
        if self.acte is not None and not self.acte.delibere:
            return False
        dit = self.dit
        return dit is None or (dit.imprime and (held or not dit.tenue))

    @property
    def markdown(self) -> bool:
        """Whether it is in Markdown."""
        return bool(self.proses or self.fichier)

    @property
    def key(self) -> str:
        """The nearest key above it."""
        return next(str(s) for s in reversed(self.path) if isinstance(s, str))

    @property
    def piece(self) -> Destination:
        """What it is part of, or annexed to."""
        if self.acte is not None and self.path[2] == "annexes":
            return self.acte.acte.annexes[cast("int", self.path[3])].de
        rapport = self.dit is not None and self.dit.rapport
        return Destination.RAPPORT if rapport else Destination.DELIBERATION

    @property
    def source(self) -> YamlPath:
        """The place of what was typed: for a usual text, of its name."""
        return (*self.path, "ref") if self.ref else self.path

    def find(self, lue: LoadedSeance, langue: str) -> Typed:
        """A version as it was typed; of a usual text, where it is named."""
        if self.fichier or lue.root is None:
            return type_file(self.fichier or lue.file, self.texte.reference)
        node, _ = find_node(lue.root, self.source)
        if isinstance(node, Mapping) and langue in node.values:
            node = node.values[langue]
        return Typed("", node.span) if self.ref else find_typed(node)


def list_seance_textes(situation: Situation) -> Iterator[TexteDit]:
    """The texts of the sitting, its acts apart."""
    for path, texte, marques in iter_marked(situation.seance, *TEXTES):
        dit, proses = _find_dit(marques), situation.lue.contents.prose(*path)
        yield TexteDit(path, None, _name(path, dit), texte, dit=dit, proses=proses)


def list_textes(acte: ActeEnSeance) -> Iterator[TexteDit]:
    """The texts of an act, and those of its annexes."""
    contents = acte.lu.contents
    for where, value, marques in iter_marked(acte.acte, *TEXTES, Nomme):
        path = (*acte.path, *where)
        if isinstance(value, Texte | TexteOuRef):
            dit, ref = _find_dit(marques), ""
            texte = value if isinstance(value, Texte) else value.texte
            if isinstance(value, TexteOuRef):
                ref = value.ref or ""
                usual = _list_usual(acte, str(where[0])).get(ref)
                texte = usual.texte if usual else texte
            if texte is not None:  # else the name of none, which was told
                proses = contents.prose(*where)
                yield TexteDit(path, acte, _name(where, dit), texte, ref, dit, proses)
        elif where in contents.files:
            nature = f"annexe {cast('int', where[1]) + 1}"
            yield from _read(acte, contents.files[where], path, nature)


def read_part(acte: ActeEnSeance, key: str, rank: int) -> dict[str, ProseLue]:
    """A visa, a recital or an article as it is printed, by language.

    Args:
        acte: the act.
        key: the list that it is in.
        rank: its rank there, from 0.
    """
    ref = getattr(acte.acte, key)[rank].ref
    if ref is None:
        return acte.lu.contents.prose(key, rank)
    usual = _list_usual(acte, key).get(ref)
    if usual is None:
        return {}
    texts = dict(usual.texte.versions)
    for debut in acte.situation.autorite.debuts:
        reference = texts[LANGUE_DE_REFERENCE]
        texts[LANGUE_DE_REFERENCE] = debut.begin(reference, acte.acte.nature.value)
    return {
        langue: ProseLue(parse_alone(text, whole=False)[0])
        for langue, text in texts.items()
    }


def _list_usual(acte: ActeEnSeance, key: str) -> dict[str, TexteHabituel]:
    """The usual texts that a list may name."""
    autorite = acte.situation.autorite
    return autorite.articles if key == "articles" else autorite.visas


def _find_dit(marques: tuple[Marque, ...]) -> Dit:
    return next(mark for mark in marques if isinstance(mark, Dit))


def _name(path: YamlPath, dit: Dit) -> str:
    """What a text is called, by its rank where there are several."""
    rank = next((step for step in reversed(path) if isinstance(step, int)), 0)
    return dit.premier if dit.premier and not rank else dit.nature.format(rang=rank + 1)


def _read(
    acte: ActeEnSeance, content: ReadFile, path: YamlPath, nature: str
) -> Iterator[TexteDit]:
    """The texts of a file, and of those that it names, as they were typed."""
    if isinstance(content, MarkdownFile):
        texte = Texte.model_construct(versions={LANGUE_DE_REFERENCE: content.text})
        yield TexteDit(path, acte, nature, texte, fichier=content.file.name)
    if not isinstance(content, FicheFile):
        return
    fiche, contents = content.fiche, content.contents
    found = list(iter_marked(fiche, *TEXTES, Nomme))
    found.sort(key=lambda item: find_order(content.tree, item[0]))
    for where, value, _ in found:
        place = (*path, *where)
        if isinstance(value, Texte):
            named = f"{nature}, {name_place(fiche, where)}"
            proses = contents.prose(*where)
            yield TexteDit(
                place, acte, named, value, proses=proses, fiche=content, place=where
            )
        elif where in contents.files:
            named = f"{nature}, {name_place(fiche, where[:-1])}"
            yield from _read(acte, contents.files[where], place, named)
