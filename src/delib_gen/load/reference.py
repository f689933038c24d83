"""The shipped or local data that a session leans on: authority, law, style."""

from __future__ import annotations

from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from delib_gen.findings import Diagnostic, Span, has_errors
from delib_gen.findings.structure import STR06
from delib_gen.load.droit import Droit, check_articles
from delib_gen.load.emblemes import read_emblems
from delib_gen.load.layers import (
    LayerReader,
    RegisterPath,
    join_layers,
    list_register_paths,
)
from delib_gen.load.marked import walk_fields
from delib_gen.load.nodes import Mapping, Node, Scalar, find_typed
from delib_gen.load.proses import read_prose
from delib_gen.load.shipped import load_shipped
from delib_gen.load.sources import Sources
from delib_gen.resources import data_dir, list_text_languages
from delib_gen.schema.autorite import Autorite
from delib_gen.schema.base import Schema, suggest
from delib_gen.schema.charte import Charte
from delib_gen.schema.corpus import Nomenclature
from delib_gen.schema.marques import EnMarkdown
from delib_gen.schema.regle import Article

if TYPE_CHECKING:
    from delib_gen.findings import YamlPath
    from delib_gen.load.registre import Registre
    from delib_gen.load.registre_tenu import RegistreTenu
    from delib_gen.prose.images import ImageLue
    from delib_gen.schema.phrases import Phrases

S = TypeVar("S", bound=Schema)


@dataclass(frozen=True, slots=True)
class LoadedAutorite:
    """An authority with the data that it refers to.

    Attributes:
        autorite: the authority, or None where it cannot be read.
        droit: the articles that its rules cite, by their id.
        nomenclature: the subject codes, where the authority has some.
        charte: its house style, where it can be read.
        codes: those of the shipped authorities that it starts from.
        emblemes: the pictures that it is known by, by their places in it.
        register_paths: the registers that its files name, the nearest first.
        tenu_path: that which the software keeps, where its files name one.
        registres: the registers of known acts, in that order, then the shipped ones.
        tenu: the register that the software keeps, where there is one.
        findings: what reading found.
        tree: what all its files say together.
    """

    autorite: Autorite | None = None
    droit: abc.Mapping[str, Article] = field(default_factory=dict)
    nomenclature: Nomenclature | None = None
    charte: Charte | None = None
    codes: tuple[str, ...] = ()
    emblemes: abc.Mapping[YamlPath, ImageLue] = field(default_factory=dict)
    register_paths: tuple[RegisterPath, ...] = ()
    tenu_path: RegisterPath | None = None
    registres: tuple[Registre | RegistreTenu, ...] = ()
    tenu: RegistreTenu | None = None
    findings: tuple[Diagnostic, ...] = ()
    tree: Node | None = None

    @property
    def phrases(self) -> tuple[Phrases, ...]:
        """What the house style says otherwise, then what the authority does."""
        return tuple(each.phrases for each in (self.charte, self.autorite) if each)


def load_autorite(
    named: str,
    folder: Path,
    span: Span | None,
    varietes: abc.Mapping[str, str] | None = None,
    langues: abc.Iterable[str] | None = None,
    sources: Sources | None = None,
) -> LoadedAutorite:
    """The authority that a session names: a shipped code, or a file of one's own.

    Args:
        named: the code, or a path relative to the session's folder (it may
            lie outside that folder).
        folder: the session's folder.
        span: where it was typed.
        varietes: the variety of each language that the session chose; elsewhere,
            that of the authority.
        langues: the languages of the documents wanted, where they are known; the
            names in the others are then not read.
        sources: where its files are read; the disk where none is given.
    """
    wanted = None if langues is None else frozenset(langues)
    sources = sources or Sources()
    reader = LayerReader(sources, wanted)
    whole = reader.read(named, folder, span)
    loaded = LoadedAutorite(
        codes=tuple(layer.code for layer in reader.layers if layer.code),
        register_paths=tuple(list_register_paths(reader.layers, "registre")),
        tenu_path=next(list_register_paths(reader.layers, "registre_tenu"), None),
        findings=tuple(reader.findings),
    )
    if not whole:
        return loaded
    root, autorite, found = join_layers(
        tuple(reader.layers),
        tuple(sorted((varietes or {}).items())),
        list_text_languages(),
    )
    findings = [*reader.findings, *found]
    if autorite is None or has_errors(findings):
        return replace(loaded, findings=tuple(findings), tree=root)
    droit = Droit(autorite.droit)
    if not reader.layers[0].code:  # of what is shipped, tests hold both
        findings += check_articles(autorite, droit, root)
        findings += check_usual_texts(root)
    emblemes, told = read_emblems(root, reader.layers, sources)
    findings += told
    charte = _load_named(Charte, "chartes", autorite.charte, root, findings)
    nomenclature = None
    if autorite.nomenclature is not None:
        nomenclature = _load_named(
            Nomenclature, "nomenclatures", autorite.nomenclature, root, findings
        )
    return replace(
        loaded,
        autorite=autorite,
        droit=droit,
        charte=charte,
        emblemes=emblemes,
        nomenclature=nomenclature,
        findings=tuple(findings),
        tree=root,
    )


def check_usual_texts(root: Node) -> Iterator[Diagnostic]:
    """What the visas and articles of an authority ask for that cannot be printed."""
    for _, holder, champ in walk_fields(Autorite, root, EnMarkdown):
        node = holder.values[champ.nom]
        nodes = node.values.values() if isinstance(node, Mapping) else (node,)
        for scalar in nodes:
            if isinstance(scalar, Scalar) and not scalar.empty:
                yield from read_prose(find_typed(scalar), whole=False)[1]


def _load_named(
    schema: type[S], kind: str, code: str, root: Node, findings: list[Diagnostic]
) -> S | None:
    """A shipped style or nomenclature by its code; one that is unknown is told."""
    known = {path.stem: path for path in sorted((data_dir() / kind).glob("*.yaml"))}
    if code in known:
        return load_shipped(schema, known[code])
    message = f"« {code} » n'est pas dans {kind}"
    findings.append(STR06.at((), message, suggest(code, known), span=root.span))
    return None
