"""What the builders of views share: the sitting, the act, the language, the style."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Self

from delib_gen.lang.said import say
from delib_gen.lang.typography import NBSP, Typography
from delib_gen.model.textes import read_part
from delib_gen.schema.noms import NomsRapporteur
from delib_gen.schema.seance import Stade
from delib_gen.view.base import Meta, Titre
from delib_gen.view.naming import Naming
from delib_gen.view.offers import offer
from delib_gen.view.speech import choose_number, load_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.prose.tree import Prose
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.charte import Charte
    from delib_gen.schema.role import Role
    from delib_gen.schema.texte import Texte


@dataclass(slots=True)
class SeanceContext(Naming):
    """A sitting, to be put into words in a language.

    Attributes:
        groupe: what the anchors of pieces begin with (`Meta.groupe`).
    """

    groupe: str = field(default="", kw_only=True)

    @property
    def projet(self) -> bool:
        """Whether the sitting is still to come: its documents are drafts."""
        return self.situation.seance.stade is Stade.PROJET

    @property
    def ebauche(self) -> str:
        """Whose phrases mark the documents as no act yet; empty where they are one."""
        return "projet" if self.projet else ""

    @property
    def jours(self) -> list[dt.date]:
        """The day or days that the document speaks of."""
        return self.situation.seance.jours

    @property
    def presidence(self) -> Role | None:
        """Who was typed to chair; None where nobody was."""
        return self.situation.seance.president

    def turn_to(self, acte: ActeEnSeance) -> ActeContext:
        """The same for one of the acts of the sitting."""
        shared = {f.name: getattr(self, f.name) for f in fields(SeanceContext)}
        return ActeContext(**shared, acte=acte)

    def speak(self, langue: str) -> Self:
        """The same for the passages of the document that are in another language."""
        if langue == self.langue:
            return self
        phrases, grammar = load_language(self.situation, langue)
        return replace(self, langue=langue, phrases=phrases, grammar=grammar)

    def find_speaker(self, key: str) -> Self:
        """Who says a phrase: its days, names and lists are in its own language."""
        return self.speak(self.phrases.find_language(key))

    def offer(self, key: str, values: dict[str, object]) -> dict[str, object]:
        """A phrase that is said otherwise may ask for more of the sitting."""
        if key not in self.phrases.otherwise:
            return values
        lacking = self.phrases.list_names(key).difference(values, ("nombre",))
        said = self.find_speaker(key)
        return {**{name: offer(said, name) for name in lacking}, **values}

    def phrase_of_days(
        self, key: str, jours: Sequence[dt.date], **values: object
    ) -> str:
        """A phrase that speaks of one day or of several."""
        return self.phrase(choose_number(key, jours), **values)

    def find_speaker_of_days(self, key: str, jours: Sequence[dt.date]) -> Self:
        """Who says a phrase that speaks of one day or of several."""
        return self.find_speaker(choose_number(key, jours))

    def number(self, nom: str, numero: str | None) -> str:
        """A name with its number, where there is one."""
        return self.phrase("numerote", nom=nom, numero=numero) if numero else nom

    def titles(self, texte: Texte, genre: str) -> tuple[Titre, ...]:
        """A title in each language it has, in the house style's order.

        That of the edition is always there, be the style silent about it; where
        it is lacking, the others stand in for it.
        """
        order = self.charte.titres.get(genre, [])
        if self.langue not in order:
            order = [self.langue, *order]
        lacking = texte.get(self.langue) is None
        return tuple(
            Titre(say(line, langue) if lacking else line, langue)
            for langue in order
            if langue in texte.versions
            for line in (self.line(texte.versions[langue]),)
        )

    def meta(
        self,
        titre: str,
        signet: str,
        fichier: str,
        *,
        intitule: str = "",
        objet: str = "",
    ) -> Meta:
        """What the file says of itself: plain spaces, since nothing breaks there.

        Args:
            titre: the file's title.
            signet: the bookmark of the piece.
            fichier: the file's name without its endings.
            intitule: what the piece is called in a dossier; else its bookmark.
            objet: what it is about, where its name does not say it.
        """
        if draft := self.ebauche:
            titre = self.phrase(f"{draft}.titre_document", titre=titre)
        return Meta(
            langue=self.edition,
            titre_document=titre.replace(NBSP, " "),
            auteur=str(self.noms_autorite.nom),
            jour=self.jour.isoformat(),
            signet=signet.replace(NBSP, " "),
            fichier=fichier,
            piece=f"{self.groupe}{fichier}",
            groupe=self.groupe,
            marque=str(self.phrase(f"{draft}.marque")) if draft else "",
            intitule=intitule or signet,
            objet=objet,
        )


@dataclass(slots=True)
class ActeContext(SeanceContext):
    """An act of the sitting, to be put into words in a language.

    Attributes:
        acte: the act as the sitting dealt with it.
    """

    acte: ActeEnSeance

    @property
    def noms_rapporteur(self) -> NomsRapporteur | None:
        """Who reports, in the language; None where nobody does."""
        code, mention = self.acte.acte.rapporteur, self.acte.rapporteur
        if mention is None:
            if not code:
                return None
            agreed = self.autorite.agree_rapporteur(code, self.jour)
            return self._names(self.autorite.rapporteurs[agreed])
        nom = self.name(mention)
        return NomsRapporteur.model_construct(
            du=self.phrase("rapporteur.du", nom=nom),
            couverture=[self.phrase("rapporteur.couverture", nom=nom)],
            en_tete=self.phrase("rapporteur.en_tete", nom=nom),
        )

    @property
    def ebauche(self) -> str:
        """A draft before the sitting; after it, an act without its number."""
        if self.acte.provisoire:
            return "provisoire"
        return "projet" if self.projet else ""

    @property
    def jour(self) -> dt.date:
        """The day of the act."""
        return self.acte.jour

    @property
    def jours(self) -> list[dt.date]:
        """The day of the act; the sitting's, where a draft does not know it yet."""
        if self.acte.acte.date is not None:
            return [self.acte.acte.date]
        return self.situation.seance.jours

    @property
    def presidence(self) -> Role | None:
        """Who was typed to chair the act, else the sitting."""
        return self.acte.acte.president or self.situation.seance.president

    def part(self, key: str, rank: int) -> Prose:
        """A visa, a recital or an article, in the language, else in that of reference.

        Args:
            key: the list of the act that it is in.
            rank: its rank there, from 0.
        """
        return self.prose(read_part(self.acte, key, rank))

    def say_of_chair(self, key: str, **values: object) -> str:
        """A phrase, agreed with who chairs the act where it speaks of him or her."""
        president = self.acte.president.elu
        if "" in self.phrases.phrases[key].formes or president is None:
            return self.phrase(key, **values)
        return self.agree(key, (president,), **values)

    def find_seat(self, elu: Elu) -> Elu:
        """Whose seat a member holds at the act."""
        return self.acte.presence.suppleances.seat(elu)

    def name_acte(self, form: str) -> str:
        """What the act is, by its nature: `nom`, `cite`, `du`… and its number."""
        return self.number(self.name_nature(form), self.acte.numero)

    def name_nature(self, form: str) -> str:
        """What the act is, by its nature alone."""
        return self.phrase(f"nature.{self.acte.acte.nature.value}.{form}")


def make_seance_context(
    situation: Situation, langue: str, charte: Charte
) -> SeanceContext:
    """The context of a sitting's views in a language."""
    phrases, grammar = load_language(situation, langue)
    return SeanceContext(
        situation=situation,
        langue=langue,
        charte=charte,
        phrases=phrases,
        grammar=grammar,
        typography=Typography(charte),
        edition=langue,
    )
