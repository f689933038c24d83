"""The shipped or local data that a session leans on: authority, law, style."""

from __future__ import annotations

import re
from collections import abc
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from delib_gen.findings import Diagnostic, Span, has_errors
from delib_gen.findings.structure import STR03, STR06
from delib_gen.load.decode import decode_node
from delib_gen.load.droit import Droit, check_articles
from delib_gen.load.files import decode_text
from delib_gen.load.nodes import Mapping, Node, Scalar
from delib_gen.load.noms import graft_names, join_trees, list_names_files, read_names
from delib_gen.load.shipped import load_shipped
from delib_gen.load.sources import Sources
from delib_gen.load.tree import parse_tree
from delib_gen.resources import data_dir, list_text_languages
from delib_gen.schema.autorite import Autorite, Nomenclature
from delib_gen.schema.base import Schema, suggest
from delib_gen.schema.charte import Charte
from delib_gen.schema.droit import Article

if TYPE_CHECKING:
    from delib_gen.load.registre import Registre

S = TypeVar("S", bound=Schema)

_CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
_MAX_BASES = 5


class Renvoi(NamedTuple):
    """A file as somebody named it: from which folder, and at what place."""

    named: str
    folder: Path
    span: Span | None


@dataclass(slots=True)
class LoadedAutorite:
    """An authority with the data that it refers to.

    Attributes:
        autorite: the authority, or None where it cannot be read.
        droit: the articles that its rules cite, by their id.
        nomenclature: the subject codes, where the authority has some.
        charte: its house style, where it can be read.
        codes: those of the shipped authorities that it starts from.
        renvois: the registers that are named, the nearest to the session first.
        registres: the registers of known acts, in that order, then the shipped ones.
        varietes: the variety of each language in which it is named and speaks.
        langues: the languages whose names are read; None for all.
        findings: what reading found.
    """

    autorite: Autorite | None = None
    droit: abc.Mapping[str, Article] = field(default_factory=dict)
    nomenclature: Nomenclature | None = None
    charte: Charte | None = None
    codes: list[str] = field(default_factory=list)
    renvois: list[Renvoi] = field(default_factory=list)
    registres: list[Registre] = field(default_factory=list)
    varietes: dict[str, str] = field(default_factory=dict)
    langues: frozenset[str] | None = None
    findings: list[Diagnostic] = field(default_factory=list)


def list_autorites() -> list[str]:
    """The codes of the shipped authorities."""
    return sorted(p.stem for p in (data_dir() / "autorites").glob("*.yaml"))


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
    loaded = LoadedAutorite(varietes=dict(varietes or {}), langues=wanted)
    sources = sources or Sources()
    root = _read_with_base(named, folder, span, loaded, sources)
    if root is None:
        return loaded
    decoded = decode_node(Autorite, root, (), {"langues": list_text_languages()})
    loaded.findings += decoded.findings
    autorite = decoded.value
    if autorite is None or has_errors(loaded.findings):
        return loaded
    loaded.autorite = autorite.model_copy(update={"variete": loaded.varietes})
    loaded.droit = Droit(autorite.droit)
    if named not in loaded.codes:  # of what is shipped, a test holds the articles
        loaded.findings += check_articles(autorite, loaded.droit, root)
    loaded.charte = _load_named(Charte, "chartes", autorite.charte, root, loaded)
    if autorite.nomenclature is not None:
        loaded.nomenclature = _load_named(
            Nomenclature, "nomenclatures", autorite.nomenclature, root, loaded
        )
    return loaded


def _load_named(
    schema: type[S], kind: str, code: str, root: Node, loaded: LoadedAutorite
) -> S | None:
    """A shipped style or nomenclature by its code."""
    path = data_dir() / kind / f"{code}.yaml"
    if _CODE.fullmatch(code) and path.is_file():
        return load_shipped(schema, path)
    known = sorted(p.stem for p in (data_dir() / kind).glob("*.yaml"))
    loaded.findings.append(
        STR06.at(
            (),
            f"« {code} » n'est pas dans {kind}",
            suggest(code, known),
            span=root.span,
        )
    )
    return None


def _read_with_base(
    named: str,
    folder: Path,
    span: Span | None,
    loaded: LoadedAutorite,
    sources: Sources,
    depth: int = 0,
) -> Node | None:
    """The tree of an authority file, put over the one that its `base` names."""
    if depth > _MAX_BASES:
        loaded.findings.append(STR03.at((), "`base` tourne en rond", span=span))
        return None
    root, own_folder = _read_one(named, folder, span, loaded, sources)
    registre = root.values.get("registre") if isinstance(root, Mapping) else None
    if isinstance(registre, Scalar) and not registre.empty:
        loaded.renvois.append(Renvoi(registre.text, own_folder, registre.span))
    if not isinstance(root, Mapping) or "base" not in root.values:
        return root
    base = root.values["base"]
    if not isinstance(base, Scalar):
        loaded.findings.append(
            STR03.at((), "`base` doit être un code d'autorité", span=base.span)
        )
        return None
    below = _read_with_base(
        base.text, own_folder, base.span, loaded, sources, depth + 1
    )
    return None if below is None else join_trees(below, root)


def _read_one(
    named: str,
    folder: Path,
    span: Span | None,
    loaded: LoadedAutorite,
    sources: Sources,
) -> tuple[Node | None, Path]:
    shipped = data_dir() / "autorites" / f"{named}.yaml"
    if _CODE.fullmatch(named) or _is_code_mistyped(named, folder, sources):
        if not shipped.is_file():
            loaded.findings.append(
                STR03.at(
                    ("collectivite",),
                    f"« {named} » n'est pas une collectivité livrée avec le logiciel",
                    suggest(named, list_autorites())
                    + " ; ou donnez le chemin de votre propre fichier (`.yaml`)",
                    span=span,
                )
            )
            return None, folder
        loaded.codes.append(named)
        text, name = shipped.read_text(encoding="utf-8"), shipped.name
        own_folder = shipped.parent
    else:
        file, findings = sources.read(folder, named, span, outside=True)
        loaded.findings += findings
        if file is None:
            return None, folder
        text, findings = decode_text(file, span)
        loaded.findings += findings
        name = file.name
        own_folder = folder / PurePath(named).parent
    root, findings = parse_tree(text, name)
    loaded.findings += findings
    if isinstance(root, Mapping):
        _choose_varieties(root, loaded)
        if named in loaded.codes:
            root = _say_names(root, named, loaded)
    return root, own_folder


def _choose_varieties(root: Mapping, loaded: LoadedAutorite) -> None:
    """The varieties that a file speaks, where the session or a nearer one is silent."""
    chosen = root.values.get("variete")
    for langue, name in chosen.values.items() if isinstance(chosen, Mapping) else ():
        if isinstance(name, Scalar):
            loaded.varietes.setdefault(langue, name.text)


def _say_names(root: Node, code: str, loaded: LoadedAutorite) -> Node:
    """A shipped authority, with its names in every language that has them."""
    for langue, path in list_names_files(code):
        if loaded.langues is not None and langue not in loaded.langues:
            continue
        variete = loaded.varietes.get(langue, "")
        root = graft_names(root, read_names(path), langue, variete)
    return root


def _is_code_mistyped(named: str, folder: Path, sources: Sources) -> bool:
    """Whether a name that is no code is no file either: it was meant for a code."""
    path = PurePath(named)
    bare = path.name == named and not path.suffix
    return bare and not sources.exists(folder / named)
