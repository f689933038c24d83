"""The first step of the way: a session file, and all that it names, read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from delib_gen.findings import Diagnostic, Span, YamlPath
from delib_gen.findings.structure import STR02, STR03
from delib_gen.load.contents import Contents
from delib_gen.load.decode import decode_node
from delib_gen.load.files import NamedFile, decode_text
from delib_gen.load.nodes import Mapping, Node, Scalar, Sequence, find_node, to_data
from delib_gen.load.opening import read_yaml
from delib_gen.load.reader import ContentReader
from delib_gen.load.sources import Sources
from delib_gen.load.tree import parse_tree
from delib_gen.resources import list_text_languages
from delib_gen.schema.acte import Acte, ActeTenu, Annexe
from delib_gen.schema.seance import Seance, SeanceTenue, Stade

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACTES = "actes"


@dataclass(slots=True)
class LoadedActe:
    """An act as it was read.

    Attributes:
        index: its rank in the file, from 0.
        acte: the act, or None where it cannot be read.
        contents: the files that it names, and its texts in Markdown.
        sound: whether the later checks can trust it (unknown keys apart).
    """

    index: int
    acte: Acte | None
    contents: Contents = field(default_factory=Contents)
    sound: bool = True

    @property
    def path(self) -> YamlPath:
        """The place of the act in the session file."""
        return (_ACTES, self.index)


@dataclass(slots=True)
class LoadedSeance:
    """A session file as it was read, with everything that it names.

    Attributes:
        file: the session file's name, as the user typed it.
        folder: the folder that it stands in.
        sources: where it was read, and everything that it names.
        root: the tree, included files grafted in; None where nothing was read.
        tenue: whether the sitting was held, and not only prepared.
        seance: the sitting, or None where it cannot be read.
        contents: its texts in Markdown, those of the acts apart.
        dropped: keys of the sitting whose value could not be read.
        actes: the acts, in their order.
        findings: what reading found.
    """

    file: str
    folder: Path
    sources: Sources = field(default_factory=Sources)
    root: Node | None = None
    tenue: bool = True
    seance: Seance | None = None
    contents: Contents = field(default_factory=Contents)
    dropped: set[str] = field(default_factory=set)
    actes: list[LoadedActe] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    def locate(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """The findings with line and column, from the path that they carry.

        Each takes the text of that line with it: it is shown when the file may have
        changed, and where there never was one.
        """
        return self.sources.quote(self._locate(d) for d in diagnostics)

    def _locate(self, diagnostic: Diagnostic) -> Diagnostic:
        if diagnostic.span is not None or self.root is None:
            return diagnostic
        return replace(diagnostic, span=self.find_span(diagnostic.path))

    def find_span(self, path: YamlPath) -> Span | None:
        """The place of a path, or of what stands nearest above it."""
        if self.root is None:
            return None
        node, exact = find_node(self.root, path)
        if exact or not isinstance(node, Mapping) or not node.keys:
            return node.span
        return next(iter(node.keys.values())).span


def load_seance(path: Path, sources: Sources) -> LoadedSeance:
    """Read a session file and everything that it names.

    Never raises on a user's mistake: what is wrong is in `findings`.
    """
    loaded = LoadedSeance(str(path), path.parent, sources)
    start = Span(str(path), 1, 1, 1, 1)
    file, findings = read_yaml(sources, path.parent, path.name, start)
    loaded.findings += findings
    if file is None:
        return loaded
    root, findings = _parse_file(file)
    loaded.findings += findings
    if root is None:
        return loaded
    if not isinstance(root, Mapping):
        loaded.findings.append(
            STR03.at(
                (),
                "le fichier doit être un bloc de clés",
                "commencez par `collectivite:`, puis une clé par ligne",
                span=root.span,
            )
        )
        return loaded
    loaded.root = root
    loaded.tenue = _was_held(root)
    reader = ContentReader(loaded.sources, loaded.folder, _make_context())
    _load_header(loaded, root, reader)
    _load_actes(loaded, root, reader)
    reader.graft()
    return loaded


def look_at_annexe(folder: Path, named: str) -> list[Diagnostic]:
    """What is wrong with a file of a session's folder, were it an annex of an act.

    Args:
        folder: the session's folder.
        named: its name below that, of letters and digits.
    """
    tree, _ = parse_tree(f"titre: annexe\nfichier: {named}\n", named)
    reader = ContentReader(Sources(), folder, _make_context())
    if tree is not None:
        reader.read_block(Annexe, tree, folder, ())
    return reader.findings


def _make_context() -> dict[str, Any]:
    return {"langues": list_text_languages()}


def _parse_file(file: NamedFile) -> tuple[Node | None, list[Diagnostic]]:
    text, findings = decode_text(file, None)
    if findings:
        return None, findings
    return parse_tree(text, file.name)


def _was_held(root: Mapping) -> bool:
    """Whether the sitting was held; a stage that is mistyped leaves it open."""
    stade = root.values.get("stade")
    if stade is None or (isinstance(stade, Scalar) and stade.empty):
        return True
    return isinstance(stade, Scalar) and stade.text.strip() == Stade.SEANCE


def _load_header(loaded: LoadedSeance, root: Mapping, reader: ContentReader) -> None:
    header = replace(
        root,
        keys={k: v for k, v in root.keys.items() if k != _ACTES},
        values={k: v for k, v in root.values.items() if k != _ACTES},
    )
    schema = SeanceTenue if loaded.tenue else Seance
    decoded, loaded.contents = reader.read_block(schema, header, loaded.folder, ())
    root.values.update(header.values)  # a text is where its file was named
    loaded.seance = decoded.value
    loaded.dropped = decoded.dropped
    loaded.findings += reader.findings + decoded.findings
    reader.findings = []


def _load_actes(loaded: LoadedSeance, root: Mapping, reader: ContentReader) -> None:
    actes = root.values.get(_ACTES)
    if actes is None or to_data(actes) in (None, []):
        place = root.keys.get(_ACTES, next(iter(root.keys.values()), None))
        loaded.findings.append(
            STR02.at(
                (_ACTES,),
                "la séance n'a pas d'acte",
                "ajoutez `actes:` et, en dessous, un tiret par acte",
                span=place.span if place else root.span,
            )
        )
        return
    if not isinstance(actes, Sequence):
        loaded.findings.append(
            STR03.at(
                (_ACTES,),
                "`actes` doit être une liste",
                "commencez chaque acte par un tiret, en retrait : `- numero: …`",
                span=actes.span,
            )
        )
        return
    loaded.findings = [_attribute(f, actes) for f in loaded.findings]
    for index, node in enumerate(actes.items):
        known = len(loaded.findings)
        folder, node = _include_acte(loaded, node)
        actes.items[index] = node
        loaded.actes.append(_load_acte(loaded, index, node, folder, reader))
        loaded.findings[known:] = [
            f if f.path else replace(f, path=(_ACTES, index))
            for f in loaded.findings[known:]
        ]


def _attribute(finding: Diagnostic, actes: Sequence) -> Diagnostic:
    """A finding of the YAML reader, with the path of the act that it stands in."""
    if finding.path or finding.span is None:
        return finding
    place = (finding.span.line, finding.span.column)
    for index, node in enumerate(actes.items):
        span = node.span
        if (span.line, span.column) <= place < (span.end_line, span.end_column):
            return replace(finding, path=(_ACTES, index))
    return finding


def _include_acte(loaded: LoadedSeance, node: Node) -> tuple[Path, Node]:
    """An act given by the path of a file is read from that file."""
    if not isinstance(node, Scalar) or node.empty:
        return loaded.folder, node
    sources, named = loaded.sources, node.text.strip()
    file, findings = read_yaml(sources, loaded.folder, named, node.span)
    loaded.findings += findings
    if file is None:
        return loaded.folder, node
    tree, findings = _parse_file(file)
    loaded.findings += findings
    return (loaded.folder / named).parent, tree or node


def _load_acte(
    loaded: LoadedSeance, index: int, node: Node, folder: Path, reader: ContentReader
) -> LoadedActe:
    path: YamlPath = (_ACTES, index)
    if isinstance(node, Scalar) and not node.empty:
        if not any(f.span == node.span for f in loaded.findings):
            loaded.findings.append(
                STR03.at(path, "un acte est un bloc de clés", span=node.span)
            )
        return LoadedActe(index, None, sound=False)
    schema = ActeTenu if loaded.tenue else Acte
    decoded, contents = reader.read_block(schema, node, folder, path)
    repere = decoded.value.repere if decoded.value else ""
    loaded.findings += [replace(f, acte=repere) for f in reader.findings]
    loaded.findings += decoded.findings
    reader.findings = []
    unsound = [f for f in decoded.findings if f.code != "STR01"]
    acte = decoded.value
    if acte is None and loaded.tenue:  # what it lacks may be what is still to come
        acte = decode_node(Acte, node, path, _make_context()).value
    return LoadedActe(index, acte, contents, sound=not unsound)
