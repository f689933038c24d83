"""The shipped or local data that a session leans on: authority, law, style."""

from __future__ import annotations

import re
from collections import abc
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from delib_gen.findings import Diagnostic, Span, YamlPath, has_errors
from delib_gen.findings.structure import STR03, STR06
from delib_gen.load.decode import decode_node
from delib_gen.load.files import NamedFile, decode_text, read_file
from delib_gen.load.nodes import Mapping, Node, Scalar, find_node
from delib_gen.load.noms import graft_names, join_trees, list_names_files, read_names
from delib_gen.load.tree import parse_tree
from delib_gen.resources import data_dir, list_text_languages
from delib_gen.schema.autorite import Autorite, CorpusDroit, Nomenclature
from delib_gen.schema.base import Schema, suggest
from delib_gen.schema.charte import Charte
from delib_gen.schema.droit import Article, Regle, Regles

if TYPE_CHECKING:
    from delib_gen.load.registre import Registre

S = TypeVar("S", bound=Schema)

_CODE = re.compile(r"[a-z0-9][a-z0-9-]*")
_MAX_BASES = 5


class ShippedDataError(Exception):
    """Shipped data that cannot be read: a bug of ours, never a user's mistake."""


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
        files: the files read outside the shipped data, for the manifest.
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
    files: list[NamedFile] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def list_autorites() -> list[str]:
    """The codes of the shipped authorities."""
    return sorted(p.stem for p in (data_dir() / "autorites").glob("*.yaml"))


def load_autorite(
    named: str,
    folder: Path,
    span: Span | None,
    varietes: abc.Mapping[str, str] | None = None,
) -> LoadedAutorite:
    """The authority that a session names: a shipped code, or a file of one's own.

    Args:
        named: the code, or a path relative to the session's folder (it may
            lie outside that folder).
        folder: the session's folder.
        span: where it was typed.
        varietes: the variety of each language that the session chose; elsewhere,
            that of the authority.
    """
    loaded = LoadedAutorite(varietes=dict(varietes or {}))
    root = _read_with_base(named, folder, span, loaded, 0)
    if root is None:
        return loaded
    decoded = decode_node(Autorite, root, (), {"langues": list_text_languages()})
    loaded.findings += decoded.findings
    autorite = decoded.value
    if autorite is None or has_errors(loaded.findings):
        return loaded
    loaded.autorite = autorite.model_copy(update={"variete": loaded.varietes})
    loaded.droit = Droit(autorite.droit)
    if loaded.files:  # of what is shipped, a test holds the articles
        loaded.findings += _check_articles(autorite, loaded.droit, root)
    loaded.charte = _load_named(Charte, "chartes", autorite.charte, root, loaded)
    if autorite.nomenclature is not None:
        loaded.nomenclature = _load_named(
            Nomenclature, "nomenclatures", autorite.nomenclature, root, loaded
        )
    return loaded


def _check_articles(
    autorite: Autorite, droit: abc.Mapping[str, Article], root: Node
) -> list[Diagnostic]:
    """STR03: a rule that cites an article which the law's data do not have."""
    findings: list[Diagnostic] = []
    for code, organe in autorite.organes.items():
        for path, regle in _iter_regles(organe.regles, ("organes", code, "regles")):
            if regle.article not in droit:
                where = (*path, "article")
                findings.append(
                    STR03.at(
                        where,
                        f"l'article « {regle.article} » n'est pas connu",
                        suggest(regle.article, droit)
                        + " sinon, décrivez-le sous `droit:` dans ce fichier",
                        span=find_node(root, where)[0].span,
                    )
                )
    return findings


def _iter_regles(value: Any, path: YamlPath) -> Iterator[tuple[YamlPath, Regle]]:  # noqa: ANN401
    """Every record of law below a part of an authority, with its place."""
    if isinstance(value, Regle):
        yield path, value
    elif isinstance(value, Regles):
        for name in type(value).model_fields:
            yield from _iter_regles(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _iter_regles(item, (*path, name))
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            yield from _iter_regles(item, (*path, rank))


class Droit(abc.Mapping[str, Article]):
    """The articles of law that may be cited: an authority's own, and the shipped.

    The latter are read when one is asked for: most checks cite none, and reading
    them all is a good part of a check.
    """

    def __init__(self, own: abc.Mapping[str, Article]) -> None:
        self._own = own

    def __getitem__(self, key: str) -> Article:
        return self._own[key] if key in self._own else load_droit()[key]

    def __iter__(self) -> Iterator[str]:
        return iter({**load_droit(), **self._own})

    def __len__(self) -> int:
        return len({**load_droit(), **self._own})


@cache
def load_droit() -> dict[str, Article]:
    """All the shipped articles of law by their id."""
    articles: dict[str, Article] = {}
    for path in sorted((data_dir() / "droit").glob("*.yaml")):
        articles |= load_shipped(CorpusDroit, path).articles
    return articles


def load_shipped(schema: type[S], path: Path) -> S:
    """Read a file of the shipped data.

    Raises:
        ShippedDataError: if it is not as its schema says.
    """
    tree, findings = parse_tree(path.read_text(encoding="utf-8"), str(path))
    if tree is not None and not findings:
        decoded = decode_node(schema, tree, (), {"langues": list_text_languages()})
        findings = decoded.findings
        if decoded.value is not None and not findings:
            return decoded.value
    raise ShippedDataError(f"{path}: {[f.message for f in findings]}")


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
    named: str, folder: Path, span: Span | None, loaded: LoadedAutorite, depth: int
) -> Node | None:
    """The tree of an authority file, put over the one that its `base` names."""
    if depth > _MAX_BASES:
        loaded.findings.append(STR03.at((), "`base` tourne en rond", span=span))
        return None
    root, own_folder = _read_one(named, folder, span, loaded)
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
    below = _read_with_base(base.text, own_folder, base.span, loaded, depth + 1)
    return None if below is None else join_trees(below, root)


def _read_one(
    named: str, folder: Path, span: Span | None, loaded: LoadedAutorite
) -> tuple[Node | None, Path]:
    shipped = data_dir() / "autorites" / f"{named}.yaml"
    if _CODE.fullmatch(named) or _is_code_mistyped(named, folder):
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
        file, findings = read_file(folder, named, span, outside=True)
        loaded.findings += findings
        if file is None:
            return None, folder
        loaded.files.append(file)
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
        variete = loaded.varietes.get(langue, "")
        root = graft_names(root, read_names(path), langue, variete)
    return root


def _is_code_mistyped(named: str, folder: Path) -> bool:
    """Whether a name that is no code is no file either: it was meant for a code."""
    path = PurePath(named)
    return path.name == named and not path.suffix and not (folder / named).exists()
