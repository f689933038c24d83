"""What the builders of views share: the act, the language, the house style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.lang.grammar import Grammar, load_grammar
from delib_gen.lang.phrasebook import Phrasebook, load_phrasebook
from delib_gen.lang.typography import NBSP, Typography
from delib_gen.schema.seance import Stade
from delib_gen.view.base import Groupe, Meta, Personne, Titre

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.schema.acte import TexteOuRef
    from delib_gen.schema.autorite import (
        Autorite,
        Elu,
        NomsAutorite,
        NomsFonction,
        NomsOrgane,
        NomsRapporteur,
        TexteHabituel,
    )
    from delib_gen.schema.charte import Charte
    from delib_gen.schema.texte import Texte


class MissingDataError(LookupError):
    """Something that the rules should have refused before: a bug of ours."""


@dataclass(slots=True)
class ViewContext:
    """An act, to be put into words in a language.

    Attributes:
        acte: the act as the sitting dealt with it.
        langue: the language's code.
        charte: the house style.
    """

    acte: ActeEnSeance
    langue: str
    charte: Charte
    phrases: Phrasebook
    grammar: Grammar
    typography: Typography

    @property
    def autorite(self) -> Autorite:
        """The authority whose act it is."""
        return self.acte.situation.autorite

    @property
    def noms_autorite(self) -> NomsAutorite:
        """The authority's names in the language."""
        return self.autorite.noms[self.langue]

    @property
    def noms_organe(self) -> NomsOrgane:
        """The organ's names in the language."""
        return self.acte.situation.organe.noms[self.langue]

    @property
    def noms_rapporteur(self) -> NomsRapporteur | None:
        """Who reports, in the language; None where nobody does."""
        code = self.acte.acte.rapporteur
        return self.autorite.rapporteurs[code][self.langue] if code else None

    @property
    def projet(self) -> bool:
        """Whether the sitting is still to come: its documents are drafts."""
        return self.acte.situation.seance.stade is Stade.PROJET

    @property
    def jours(self) -> list[dt.date]:
        """The day of the act; the sitting's, where a draft does not know it yet."""
        if self.acte.acte.date is not None:
            return [self.acte.acte.date]
        return self.acte.situation.seance.jours

    def text(self, texte: Texte) -> str:
        """A text of the session in the language, else in that of reference."""
        return self.line(texte.get(self.langue) or texte.reference)

    def line(self, text: str) -> str:
        """A text on one line, with the house style's no-break spaces."""
        return self.typography.set_line(text)

    def paragraphs(self, texte: Texte) -> tuple[str, ...]:
        """A text whose empty lines part its paragraphs.

        After `>`, YAML gives one end of line for an empty line, and none else.
        """
        text = texte.get(self.langue) or texte.reference
        part = "\n\n" if "\n\n" in text.strip() else "\n"
        return tuple(self.line(p) for p in text.split(part) if p.strip())

    def phrase(self, key: str, **values: object) -> str:
        """A phrase of the language, filled and set."""
        return self.line(self.phrases.get(key, **values))

    def agree(self, key: str, elus: Sequence[Elu], **values: object) -> str:
        """A phrase agreed with people, filled and set."""
        return self.line(self.phrases.agree(key, elus, **values))

    def phrase_of_days(
        self, key: str, jours: Sequence[dt.date], **values: object
    ) -> str:
        """A phrase that speaks of one day or of several."""
        number = "un_jour" if len(jours) == 1 else "plusieurs_jours"
        return self.phrase(f"{key}.{number}", **values)

    def name_acte(self, form: str) -> str:
        """What the act is, by its nature: `nom`, `cite`, `du`… and its number."""
        return self.number(self.name_nature(form), self.acte.numero)

    def name_nature(self, form: str) -> str:
        """What the act is, by its nature alone."""
        return self.phrase(f"nature.{self.acte.acte.nature.value}.{form}")

    def number(self, nom: str, numero: str | None) -> str:
        """A name with its number, where there is one."""
        return self.phrase("numerote", nom=nom, numero=numero) if numero else nom

    def resolve(self, item: TexteOuRef, library: dict[str, TexteHabituel]) -> Texte:
        """The text of a visa or an article, from the library where it is a ref."""
        if item.texte is not None:
            return item.texte
        if item.ref is None or item.ref not in library:
            raise MissingDataError(item.ref)
        return library[item.ref].texte

    def titles(self, texte: Texte, genre: str) -> tuple[Titre, ...]:
        """A title in each language it has, in the house style's order."""
        order = self.charte.titres.get(genre, [self.langue])
        return tuple(
            Titre(self.line(texte.versions[langue]), langue)
            for langue in order
            if langue in texte.versions
        )

    def person(self, elu: Elu) -> Personne:
        """A member on his or her own, with the civility."""
        return Personne(elu.civilite.value, elu.prenom, elu.nom, "")

    def full_name(self, elu: Elu) -> str:
        """A member in a sentence: `Mme Anne AMBRE`."""
        return f"{elu.civilite.value} {elu.nom_complet}"

    def name(self, mention: Mention) -> str:
        """Somebody in a sentence: a member by the full name, others as typed."""
        return self.full_name(mention.elu) if mention.elu else self.line(mention.texte)

    def group(self, key: str, elus: Sequence[Elu], end: str) -> Groupe:
        """Members under a heading that agrees with them."""
        last = len(elus) - 1
        people = (
            Personne("", elu.prenom, elu.nom, end if i == last else ",")
            for i, elu in enumerate(elus)
        )
        return Groupe(self.agree(key, elus), tuple(people))

    def office(self, elu: Elu) -> str:
        """The quality in which a member chairs: as typed, else the office held."""
        situation = self.acte.situation
        role = self.acte.acte.president or situation.seance.president
        if role is not None and role.qualite is not None:
            return self.text(role.qualite)
        names = self._office_names(elu, self.acte.situation.organe.presidence)
        return names.feminin if elu.feminin else names.masculin

    def signature(self, elu: Elu) -> str:
        """The quality in which a member signs: as typed, else the office held."""
        role = self.acte.situation.seance.signataire
        if role is not None and role.qualite is not None:
            return self.text(role.qualite)
        names = self._office_names(elu, self.acte.situation.organe.signataires)
        return names.signature_feminin if elu.feminin else names.signature_masculin

    def _office_names(self, elu: Elu, admitted: list[str]) -> NomsFonction:
        held = elu.fonctions_le(self.acte.jour)
        for code in admitted:
            if code in held:
                return self.autorite.fonctions[code][self.langue]
        raise MissingDataError(f"{elu.nom_complet}: no office of {admitted}")

    def meta(self, titre: str, signet: str, fichier: str) -> Meta:
        """What the file says of itself: plain spaces, since nothing breaks there."""
        if self.projet:
            titre = self.phrase("projet.titre_document", titre=titre)
        return Meta(
            langue=self.langue,
            titre_document=titre.replace(NBSP, " "),
            auteur=self.noms_autorite.nom,
            jour=self.acte.jour.isoformat(),
            signet=signet.replace(NBSP, " "),
            fichier=fichier,
            piece=fichier,
            marque=self.phrase("projet.marque") if self.projet else "",
        )


def make_view_context(acte: ActeEnSeance, langue: str, charte: Charte) -> ViewContext:
    """The context of an act's views in a language."""
    return ViewContext(
        acte=acte,
        langue=langue,
        charte=charte,
        phrases=load_phrasebook(langue),
        grammar=load_grammar(langue),
        typography=Typography(charte),
    )
