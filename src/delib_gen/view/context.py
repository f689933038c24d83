"""What the builders of views share: the sitting, the act, the language, the style."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, Self

from delib_gen.lang.said import say
from delib_gen.lang.typography import NBSP, Typography
from delib_gen.model.textes import read_part
from delib_gen.schema.noms import NomsRapporteur
from delib_gen.schema.seance import Stade
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.base import Meta, Titre
from delib_gen.view.names import N, say_names
from delib_gen.view.personnes import make_groupe, make_personne
from delib_gen.view.speech import MissingDataError, Speech, choose_number, load_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.prose.tree import Prose
    from delib_gen.schema.autorite import Autorite, Elu
    from delib_gen.schema.charte import Charte
    from delib_gen.schema.noms import NomsAutorite, NomsFonction, NomsOrgane
    from delib_gen.schema.role import Role
    from delib_gen.schema.texte import Texte
    from delib_gen.view.base import Groupe, Personne


@dataclass(slots=True)
class SeanceContext(Speech):
    """A sitting, to be put into words in a language.

    Attributes:
        situation: the sitting, with its acts.
        groupe: what the anchors of pieces begin with (`Meta.groupe`).
    """

    situation: Situation
    groupe: str = field(default="", kw_only=True)

    @property
    def autorite(self) -> Autorite:
        """The authority whose organ sits."""
        return self.situation.autorite

    @property
    def noms_autorite(self) -> NomsAutorite:
        """The authority's names in the language."""
        return self._names(self.autorite.noms)

    @property
    def noms_organe(self) -> NomsOrgane:
        """The organ's names in the language."""
        return self._names(self.situation.organe.noms)

    @property
    def projet(self) -> bool:
        """Whether the sitting is still to come: its documents are drafts."""
        return self.situation.seance.stade is Stade.PROJET

    @property
    def ebauche(self) -> str:
        """Whose phrases mark the documents as no act yet; empty where they are one."""
        return "projet" if self.projet else ""

    @property
    def jour(self) -> dt.date:
        """The day that the document is of."""
        return self.situation.jour

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

    def person(self, elu: Elu) -> Personne:
        """A member on his or her own, with the civility."""
        return make_personne(self, elu, elu.civilite.value, "")

    def full_name(self, elu: Elu) -> str:
        """A member in a sentence: `Mme Anne AMBRE`."""
        return f"{elu.civilite.value} {elu.nom_complet}"

    def name(self, mention: Mention) -> str:
        """Somebody in a sentence: a member by the full name, others as typed."""
        return self.full_name(mention.elu) if mention.elu else self.line(mention.texte)

    def group(self, key: str, elus: Sequence[Elu], end: str) -> Groupe:
        """Members under a heading that agrees with them."""
        return make_groupe(self, self.agree(key, elus), elus, end)

    def find_seat(self, elu: Elu) -> Elu:
        """Whose seat a member holds: his own, save at an act that says otherwise."""
        return elu

    def office(self, elu: Elu, role: Role | None) -> str:
        """The quality in which a member chairs: as typed, else the office held."""
        if role is not None and role.qualite is not None:
            return self.text(role.qualite)
        names = self.office_names(elu, self.situation.organe.presidence)
        return names.feminin if elu.feminin else names.masculin

    def _names(self, versions: Mapping[str, N]) -> N:
        if self.langue == self.edition == LANGUE_DE_REFERENCE:
            return versions[self.langue]  # which lacks nothing
        return say_names(versions, self.langue, self.say)

    def office_names(self, elu: Elu, admitted: list[str]) -> NomsFonction:
        """The names of the first of some offices that a member holds."""
        held = elu.fonctions_le(self.jour)
        for code in admitted:
            if code in held:
                return self._names(self.autorite.fonctions[code])
        raise MissingDataError(f"{elu.nom_complet}: no office of {admitted}")

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
