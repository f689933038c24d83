"""The parts that documents are made of, and what every document has.

A view is frozen and holds strings, rows of strings and prose, in the order in
which they are read: templates lay it out, the audit looks for it in the result.
Its field names are the words that templates use, hence French.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from delib_gen.lang.riche import Riche
from delib_gen.prose.tree import Bloc, Prose
from delib_gen.prose.walk import iter_brins, iter_texts, join_lines


@dataclass(frozen=True, slots=True)
class Meta:
    """What a file says of itself, and what the heads of its pages say of it.

    Attributes:
        langue: the document's main language.
        titre_document: the file's title.
        auteur: the authority's name.
        jour: the day of the act, `AAAA-MM-JJ`: the file's date of creation.
        signet: the bookmark of the piece in a dossier.
        fichier: the file's name without its endings.
        piece: a prefix unique in the file, for anchors.
        marque: what each page says of a draft; empty for an act.
        partie_de: the prefix of the piece that this one is within, and in whose
            file it is printed; empty for a piece of its own.
        intitule: what the piece is called in a dossier, at the head of its pages
            and in the contents; with its language where that is another one.
        objet: what it is about, where its name does not say it; likewise.
        estampille: what somebody else's pages say of it in their margin, where
            that is more than its name; likewise.
        folio: what stands before the number of each of its pages, where that is the
            leaf of a register rather than a page out of so many; likewise.
        premier: the number of the first page of its file.
        feuillets: whether each page on which it is headed begins a sheet that goes its
            own way, with numbers of its own: a letter among others.
        groupe: what `piece` begins with in a book, where pieces of several acts are
            named alike; a piece sends to those of its own act.
    """

    langue: str
    titre_document: str
    auteur: str
    jour: str
    signet: str
    fichier: str
    piece: str
    marque: str = ""
    partie_de: str = ""
    intitule: str = ""
    objet: str = ""
    estampille: str = ""
    folio: str = ""
    premier: int = 1
    feuillets: bool = False
    groupe: str = ""

    @property
    def place(self) -> str:
        """Which piece of its act it is, whatever book it is in."""
        return self.piece.removeprefix(self.groupe)


NON_IMPRIME = {"imprime": False}
"""What a field of a view's part says that is there for the layout, not to be read."""


@dataclass(frozen=True, slots=True)
class Titre:
    """A title in one language."""

    texte: str
    langue: str


@dataclass(frozen=True, slots=True)
class Personne:
    """A member, with the sign that follows the name in a list.

    Attributes:
        civilite: empty in a list whose heading has it.
        prenom: empty where the surname comes first: both are in `nom` then.
        complement: what is said of the member: a title, whose seat it is.
    """

    civilite: str
    prenom: str
    nom: str
    complement: str = field(default="", kw_only=True)
    suite: str


@dataclass(frozen=True, slots=True)
class Rubrique:
    """Those of a list who are of one group, one commune or one college."""

    intitule: str
    personnes: tuple[Personne, ...]


@dataclass(frozen=True, slots=True)
class Groupe:
    """Members under a heading.

    Attributes:
        rubriques: the same members parted, where they are; none are in `personnes`.
        un_par_ligne: whether each has a line.
        en_ligne: whether they stand on the line of their heading.
    """

    intitule: str
    personnes: tuple[Personne, ...]
    rubriques: tuple[Rubrique, ...] = ()
    un_par_ligne: bool = field(default=False, metadata=NON_IMPRIME)
    en_ligne: bool = field(default=False, metadata=NON_IMPRIME)


@dataclass(frozen=True, slots=True)
class BlocScrutin:
    """A ballot in words.

    Attributes:
        objet: what it was held on; empty where that is the whole act.
        annonces: how it was held and what came of it, a line each.
        tableau: the figures and the outcome of several ballots; those that follow
            say the rest of each.
        chiffres: how many, a line each, where nobody is named.
        groupes: who voted what, under a heading each; below figures, those alone
            who took no part.
        issue: what was decided, where the articles do not say it.
    """

    objet: str
    annonces: tuple[str, ...]
    tableau: Prose = field(default=(), kw_only=True)
    chiffres: tuple[str, ...]
    groupes: tuple[Groupe, ...]
    issue: str


@dataclass(frozen=True, slots=True)
class LignePouvoir:
    """A power, on a line of its own, or with the others on that of their heading."""

    donneur: Personne
    lien: str
    mandataire: Personne
    en_ligne: bool = field(default=False, metadata=NON_IMPRIME)


@dataclass(frozen=True, slots=True)
class LigneVisa:
    """A visa or a recital, after its opening word.

    Attributes:
        ouverture: the word.
        texte: its first paragraph.
        suite: the blocks that follow: other paragraphs, lists, tables.
    """

    ouverture: str
    texte: str
    suite: Prose = ()


@dataclass(frozen=True, slots=True)
class LigneArticle:
    """An article.

    Attributes:
        intitule: its heading; empty where the act has none.
        alineas: the paragraphs that it begins with.
        suite: what follows them, from its first list or table on.
    """

    intitule: str
    alineas: tuple[str, ...]
    suite: Prose = ()


@dataclass(frozen=True, slots=True)
class LigneSignature:
    """Who signs: in which quality, and the name."""

    qualite: str
    nom: str


@dataclass(frozen=True, slots=True)
class View:
    """What every document has; each kind of document adds its own parts."""

    genre: ClassVar[str]
    """What it is: the stem of its templates' names."""
    famille: ClassVar[str] = ""
    """The kind of document that it is one of the sorts of; empty where it has one
    sort only, its `genre`."""

    meta: Meta
    traduction: str = field(default="", kw_only=True)
    """What heads a translation: which text is authentic; empty for that one."""

    def context(self) -> dict[str, Any]:
        """The names that a template may use, flat."""
        fields = {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}
        return {**fields, "genre": self.genre}

    def iter_words(self) -> Iterator[str]:
        """Every printed text, in reading order."""
        words: list[str] = []
        for name in list_printed(self):
            if name != "meta":
                _gather_printed(getattr(self, name), words)
        yield from words


def _gather_printed(value: Any, words: list[str]) -> None:  # noqa: ANN401 - any part
    """The printed texts below a part of a view."""
    if isinstance(value, Riche):
        words += map(join_lines, iter_brins(value.brins))
    elif isinstance(value, str):
        if value:
            words.append(value)
    elif is_prose(value):
        words += iter_texts(value)
    elif isinstance(value, tuple):
        for item in value:
            _gather_printed(item, words)
    elif isinstance(value, Titre):
        words.append(value.texte)
    else:
        for name in list_printed(value):
            _gather_printed(getattr(value, name), words)


def list_printed(value: object) -> tuple[str, ...]:
    """The fields of a record that are printed, in order; none of what is no record."""
    kind: Any = type(value)
    return _list_printed(kind)


@cache
def _list_printed(kind: type) -> tuple[str, ...]:
    parts = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return tuple(p.name for p in parts if p.metadata.get("imprime", True))


EN_COMMUN = {"en_commun": True}
"""What marks a table that two languages share: a cell has both where they differ."""


def is_prose(value: object) -> bool:
    """Whether a part of a view is prose rather than rows of strings."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Bloc)


def name_kind_of(view: View) -> str:
    """The name of the kind of document that a view is of."""
    return view.famille or view.genre


def read_joined(view: View) -> bytes:
    """The bytes of a PDF that is joined as it is; none for a piece of our own."""
    joined: bytes = getattr(view, "joint", b"")
    return joined
