"""How a sitting calls people and bodies in a language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.lang.offered import Written
from delib_gen.schema.texte import LANGUE_DE_REFERENCE
from delib_gen.view.names import N, say_names
from delib_gen.view.personnes import make_groupe, make_personne
from delib_gen.view.speech import MissingDataError, Speech

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import Situation
    from delib_gen.schema.autorite import Autorite, Elu
    from delib_gen.schema.noms import NomsAutorite, NomsFonction, NomsOrgane
    from delib_gen.schema.role import Role
    from delib_gen.view.base import Groupe, Personne

_CIVILITIES = "personne.civilites"


@dataclass(slots=True)
class Naming(Speech):
    """Speech that knows whom it speaks of.

    Attributes:
        situation: the sitting, with its acts.
    """

    situation: Situation

    @property
    def jour(self) -> dt.date:
        """The day that the document is of."""
        return self.situation.jour

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

    def person(self, elu: Elu) -> Personne:
        """A member on his or her own, with the civility."""
        return make_personne(self, elu, self.civility(elu), "")

    def civility(self, elu: Elu) -> str:
        """What stands before a name; `Monsieur` where the office says so."""
        if _CIVILITIES not in self.phrases.otherwise:
            return elu.civilite.value
        return self.agree(_CIVILITIES, (elu,))

    def full_name(self, elu: Elu) -> str:
        """A member in a sentence: `Mme Anne AMBRE`."""
        return f"{self.civility(elu)} {elu.nom_complet}"

    def write_names(self, people: Sequence[tuple[Elu | None, str]]) -> str:
        """People in a sentence; a phrase said otherwise may want them in a form.

        Args:
            people: each one, if a member, and the name as it usually stands.
        """

        def write(forme: str) -> str:
            return self.grammar.join(
                [
                    usual if elu is None else self._form(elu, forme)
                    for elu, usual in people
                ]
            )

        return Written(self.grammar.join([usual for _, usual in people]), write)

    def _form(self, elu: Elu, forme: str) -> str:
        """A member's name in a form."""
        civility = "" if forme.startswith("simple") else f"{self.civility(elu)} "
        if forme == "nom":
            return f"{civility}{elu.nom}"
        if forme.endswith("nom-prenom"):
            return f"{civility}{elu.nom} {elu.prenom}"
        return f"{civility}{elu.nom_complet}"

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
