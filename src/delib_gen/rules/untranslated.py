"""The texts that an edition in another language would print in French."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from delib_gen.load.nodes import find_order
from delib_gen.model.issue import enacts, flatten, list_rejected
from delib_gen.rules.passages import find_text
from delib_gen.schema.base import shorten
from delib_gen.schema.fiche import iter_textes, name_place
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from delib_gen.findings import Span, YamlPath
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.schema.acte import TexteOuRef
    from delib_gen.schema.autorite import TexteHabituel
    from delib_gen.schema.role import Role
    from delib_gen.schema.texte import Texte

_EXCERPT = 50


@dataclass(frozen=True, slots=True)
class Printed:
    """A text that the documents of a sitting print.

    Attributes:
        path: its place in the session.
        acte: the act; None for a text of the sitting.
        nature: what it is, in French: `visa 3`, `article premier`.
        texte: its versions.
        ref: for a usual text, its name in the authority's library.
    """

    path: YamlPath
    acte: ActeEnSeance | None
    nature: str
    texte: Texte
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A printed text that a language lacks.

    Attributes:
        printed: the text.
        span: where its French version begins.
        contexte: what stands around it, in French.
        fichier: the Markdown file that holds it; empty where the session does, or
            a fiche.
    """

    printed: Printed
    span: Span
    contexte: str
    fichier: str = ""

    @property
    def path(self) -> YamlPath:
        """Its place in the session."""
        return self.printed.path

    @property
    def francais(self) -> str:
        """The French version."""
        return self.printed.texte.reference

    @property
    def nature(self) -> str:
        """What it is, in French."""
        return self.printed.nature

    @property
    def numero(self) -> str:
        """The number of its act; empty where there is none."""
        return self.printed.acte.numero if self.printed.acte else ""


def list_untranslated(situation: Situation, langue: str) -> list[Untranslated]:
    """The printed texts without a version in a language, in the order of reading.

    Args:
        situation: the sitting.
        langue: the language's code; the reference language lacks nothing.
    """
    printed = list(iter_printed(situation))
    around = _look_around(printed)
    found: list[Untranslated] = []
    for item in printed:
        if item.texte.get(langue) is not None or not _has_words(item.texte):
            continue
        path = (*item.path, "ref") if item.ref else item.path
        span, _ = find_text(situation.lue, path, LANGUE_DE_REFERENCE)
        own = _name_file(item)
        found.append(Untranslated(item, span, around[item.path], own))
    return found


def _has_words(texte: Texte) -> bool:
    """Whether there is anything to translate: a figure alone is said everywhere."""
    return any(sign.isalpha() for sign in texte.reference)


def _name_file(item: Printed) -> str:
    if item.acte is None:
        return ""
    pieces = item.acte.lu.pieces
    paths = (item.path, (*item.path, LANGUE_DE_REFERENCE))
    named = [pieces[path].file.relative for path in paths if path in pieces]
    return named[0] if named else ""


def _look_around(printed: Sequence[Printed]) -> dict[YamlPath, str]:
    """What a translator is told of the neighbourhood of each text."""
    before: dict[YamlPath, str] = {}
    after: dict[YamlPath, str] = {}
    for one, other in pairwise(printed):
        if one.path[:-1] == other.path[:-1] and isinstance(other.path[-1], int):
            before[other.path] = f"après « {_excerpt(one.texte)} »"
            after[one.path] = f"avant « {_excerpt(other.texte)} »"
    told: dict[YamlPath, str] = {}
    for item in printed:
        near = [p[item.path] for p in (before, after) if item.path in p]
        if not near and item.acte is not None and item.path[-1:] != ("titre",):
            near = [f"dans « {_excerpt(item.acte.acte.titre)} »"]
        told[item.path] = " ; ".join(near)
    return told


def _excerpt(texte: Texte) -> str:
    return shorten(flatten(texte.reference), _EXCERPT)


def iter_printed(situation: Situation) -> Iterator[Printed]:
    """Every text of a session that its documents print, in any language.

    An act that was not put to the sitting has no document; `objet` serves lists
    and open data, and stands in none either.
    """
    told = [acte for acte in situation.actes if acte.delibere]
    if not told:
        return
    seance, held = situation.seance, situation.lue.tenue
    if seance.session and any(acte.acte.rapport for acte in told):
        yield Printed(("session",), None, "session", seance.session)
    if held:
        if seance.lieu:
            yield Printed(("lieu",), None, "lieu de la séance", seance.lieu)
        roles = [("signataire", seance.signataire, "qualité de qui signe")]
        if any(acte.acte.president is None for acte in told):
            roles.insert(0, ("president", seance.president, "qualité de qui préside"))
        for key, role, nature in roles:
            yield from _read_role((key,), None, nature, role)
        for index, role in enumerate(seance.secretaires):
            nature = f"qualité du secrétaire {index + 1}"
            yield from _read_role(("secretaires", index), None, nature, role)
    for acte in told:
        yield from _read_acte(acte, held=held)


def _read_role(
    path: YamlPath, acte: ActeEnSeance | None, nature: str, role: Role | None
) -> Iterator[Printed]:
    if role is not None and role.qualite is not None:
        yield Printed((*path, "qualite"), acte, nature, role.qualite)


def _read_acte(acte: ActeEnSeance, *, held: bool) -> Iterator[Printed]:
    typed, library = acte.acte, acte.situation.autorite
    yield Printed((*acte.path, "titre"), acte, "titre", typed.titre)
    yield from _read_items(acte, "visas", "visa", typed.visas, library.visas)
    yield from _read_texts(acte, ("avis",), "commission entendue", typed.avis)
    grounds = typed.considerants
    yield from _read_items(acte, "considerants", "considérant", grounds, library.visas)
    yield from _read_enacted(acte, held=held)
    if held:
        path = (*acte.path, "president")
        yield from _read_role(path, acte, "qualité de qui préside", typed.president)
        yield from _read_votes(acte)
    yield from _read_rapport(acte)
    for index, annexe in enumerate(typed.annexes):
        path, nature = (*acte.path, "annexes", index, "titre"), f"annexe {index + 1}"
        yield Printed(path, acte, f"titre de l'{nature}", annexe.titre)
        yield from _read_fiche(acte, (*path[:-1], "fichier"), nature)


def _read_fiche(acte: ActeEnSeance, path: YamlPath, nature: str) -> Iterator[Printed]:
    """The texts of a fiche; an annexe of another kind has one language."""
    piece = acte.lu.pieces.get(path)
    if piece is None or piece.fiche is None:
        return
    textes = list(iter_textes(piece.fiche))
    if piece.tree is not None:
        tree = piece.tree
        textes.sort(key=lambda found: find_order(tree, found[0]))
    for where, texte in textes:
        named = f"{nature}, {name_place(piece.fiche, where)}"
        yield Printed((*path, *where), acte, named, texte)


def _read_enacted(acte: ActeEnSeance, *, held: bool) -> Iterator[Printed]:
    """The articles, or the text in their place, as far as something prints them.

    A rejected one stands in no deliberation, yet its rapport may ask for it.
    """
    typed, library = acte.acte, acte.situation.autorite.articles
    enacted = not held or enacts(acte)
    rejected = list_rejected(acte) if held else set()
    asked = typed.rapport is not None and typed.rapport.conclusions is None
    items = typed.articles or []
    for printed in _read_items(acte, "articles", "article", items, library):
        rank = int(printed.path[-1]) + 1
        usual = bool(printed.ref) and library[printed.ref].habituel
        if (enacted and rank not in rejected) or (asked and not usual):
            yield printed
    if typed.articles is None and typed.dispositif is not None and enacted:
        path = (*acte.path, "dispositif")
        yield Printed(path, acte, "dispositif", typed.dispositif)


def _read_votes(acte: ActeEnSeance) -> Iterator[Printed]:
    if acte.acte.election is not None:
        path = (*acte.path, "election", "poste")
        yield Printed(path, acte, "poste à pourvoir", acte.acte.election.poste)
    for index, partie in enumerate(acte.acte.vote.parties if acte.acte.vote else ()):
        path = (*acte.path, "vote", "parties", index, "objet")
        yield Printed(path, acte, f"objet du vote {index + 1}", partie.objet)


def _read_rapport(acte: ActeEnSeance) -> Iterator[Printed]:
    rapport = acte.acte.rapport
    if rapport is None:
        return
    path = (*acte.path, "rapport")
    if rapport.titre is not None:
        yield Printed((*path, "titre"), acte, "titre du rapport", rapport.titre)
    for key, nature, texts in (
        ("commissions", "commission du rapport", rapport.commissions),
        ("conclusions", "demande du rapport", rapport.conclusions),
    ):
        yield from _read_texts(acte, ("rapport", key), nature, texts or [])
    yield Printed((*path, "corps"), acte, "corps du rapport", rapport.corps)


def _read_texts(
    acte: ActeEnSeance, keys: YamlPath, nature: str, texts: Sequence[Texte]
) -> Iterator[Printed]:
    for index, texte in enumerate(texts):
        yield Printed((*acte.path, *keys, index), acte, f"{nature} {index + 1}", texte)


def _read_items(
    acte: ActeEnSeance,
    key: str,
    nature: str,
    items: Sequence[TexteOuRef],
    library: dict[str, TexteHabituel],
) -> Iterator[Printed]:
    for index, item in enumerate(items):
        path, rank = (*acte.path, key, index), str(index + 1)
        named = "article premier" if key == "articles" and not index else ""
        named = named or f"{nature} {rank}"
        if item.texte is not None:
            yield Printed(path, acte, named, item.texte)
        elif item.ref is not None and item.ref in library:
            yield Printed(path, acte, named, library[item.ref].texte, item.ref)
