"""A session to start from: what an authority's file lets us fill in for a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from delib_gen.aide.known import name_member
from delib_gen.load.reference import LoadedAutorite
from delib_gen.load.shipped import load_shipped
from delib_gen.model.annuaire import sort_elus
from delib_gen.numeros.form import write_number
from delib_gen.resources import data_dir
from delib_gen.schema.acte import Destination
from delib_gen.schema.base import Ligne, Schema
from delib_gen.schema.droit import ObjetDelai, find_in_force
from delib_gen.schema.texte import LANGUE_DE_REFERENCE, Texte

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from delib_gen.schema.autorite import Autorite, Elu, Organe
    from delib_gen.schema.autorite import TexteHabituel as Habituel
    from delib_gen.schema.numerotation import Numerotation

MODELES = data_dir() / "modeles"


class Depart(Schema):
    """The default authority, and the made-up act of a starter session."""

    collectivite: Ligne
    titre: Texte
    article: Ligne


@dataclass(frozen=True, slots=True)
class Starter:
    """What the starter's templates are given: texts alone.

    Attributes:
        collectivite: the authority as the session is to name it.
        organe: the organ's code.
        sujet: the organ in a sentence.
        date: the day of the sitting.
        annee: its year.
        hors_session: what its session is called, on a day of no ordinary one.
        convocation: the last day on which the members could be convened.
        president: who chairs; empty where nobody has the office.
        membres: the members in office, in the order of printed lists.
        registre: whether the authority's file has any member, whatever the day.
        un_membre: one of them, for the examples.
        un_autre: another one.
        secretaire: the same, where the organ must name a secretary; else empty.
        complet: whether the register lists them all.
        effectif: how many they are by law; empty where that is not known.
        numero: the first number of the year.
        titre: the example's titles by language.
        article: the example's article.
        rapporteur: one who may report; empty where there is none.
        matieres: the subject codes, where the authority has some.
        visas: the usual visas, by their names.
        articles: the usual articles, by their names.
        projet: whether the sitting is still to be held.
    """

    collectivite: str
    organe: str
    sujet: str
    date: str
    annee: str
    hors_session: str
    convocation: str
    president: str
    membres: tuple[str, ...]
    registre: bool
    un_membre: str
    un_autre: str
    secretaire: str
    complet: bool
    effectif: str
    numero: str
    titre: Mapping[str, str]
    article: str
    rapporteur: str
    matieres: tuple[str, ...]
    visas: tuple[str, ...]
    articles: tuple[str, ...]
    projet: bool


def load_depart() -> Depart:
    """The shipped defaults."""
    return load_shipped(Depart, MODELES / "depart.yaml")


def prepare_starter(
    reference: LoadedAutorite,
    autorite: Autorite,
    collectivite: str,
    organe: str,
    jour: dt.date,
    *,
    projet: bool = False,
) -> Starter:
    """What can be filled in for a sitting of an organ on a day.

    Args:
        reference: the authority with its house style.
        autorite: the authority itself.
        collectivite: how the session names it.
        organe: the code of one of its organs.
        jour: the day of the sitting.
        projet: whether it is still to be held.
    """
    depart, body = load_depart(), autorite.organes[organe]
    matieres = reference.nomenclature.matieres if reference.nomenclature else {}
    elus = sort_elus(e for e in autorite.membres if e.siege(organe, jour))
    membres = tuple(name_member(elu, autorite.membres) for elu in elus)
    chair = find_chair(body, elus, jour)
    effectif = find_in_force(body.regles.effectif, jour)
    named = find_in_force(body.regles.secretaire, jour)
    noms = body.noms.get(LANGUE_DE_REFERENCE)
    return Starter(
        collectivite=collectivite,
        organe=organe,
        sujet=noms.sujet if noms else organe,
        date=jour.isoformat(),
        annee=f"{jour.year:04d}",
        hors_session=_name_session(body, jour),
        convocation=find_last_notice(body, jour).isoformat(),
        president=name_member(chair, autorite.membres) if chair else "",
        membres=membres,
        registre=bool(autorite.membres),
        # Examples need a name even where the register has none that day.
        un_membre=membres[-1] if membres else "NOM",
        un_autre=membres[0] if membres else "AUTRE NOM",
        secretaire=membres[-1] if membres and named else "",
        complet=body.membres_complets,
        effectif=str(effectif.valeur) if effectif else "",
        numero=write_first_number(body.numeros, jour.year, jour.month),
        titre=_choose_titles(depart.titre, reference),
        article=depart.article,
        rapporteur=_choose_reporter(autorite, body, jour),
        matieres=tuple(matieres),
        visas=list_usual(autorite.visas, jour),
        articles=list_usual(autorite.articles, jour),
        projet=projet,
    )


def _choose_reporter(autorite: Autorite, organe: Organe, jour: dt.date) -> str:
    """Who reports most: the office that chairs, else one that no member holds.

    An authority based on another knows that one's too.
    """
    selon = autorite.rapporteurs_selon
    for fonction in organe.presidence:
        if fonction in selon:
            return autorite.agree_rapporteur(selon[fonction].masculin, jour)
    held = {code for s in selon.values() for code in (s.masculin, s.feminin)}
    return next((code for code in autorite.rapporteurs if code not in held), "")


def _name_session(organe: Organe, jour: dt.date) -> str:
    """What tells a session that is not an ordinary one; empty on a day of one."""
    sessions = find_in_force(organe.regles.sessions, jour)
    return "" if sessions is None or sessions.is_ordinary(jour) else sessions.mention


def find_chair(organe: Organe, elus: Sequence[Elu], jour: dt.date) -> Elu | None:
    """Who holds the first of the offices that chair, among the members."""
    for fonction in organe.presidence:
        for elu in elus:
            if fonction in elu.fonctions_le(jour):
                return elu
    return None


def find_last_notice(organe: Organe, jour: dt.date) -> dt.date:
    """The last day on which every delay before the sitting is kept."""
    in_force = (organe.regles.find_delai(objet, jour) for objet in ObjetDelai)
    days = max((d.jours + d.francs for d in in_force if d is not None), default=0)
    return dt.date.fromordinal(max(jour.toordinal() - days, 1))


def write_first_number(numeros: Numerotation, year: int, month: int = 1) -> str:
    """The first number of a year, in the form of the organ's own example.

    Where a part of it tells the sittings of a year apart, the month does.
    """
    return write_number(numeros, year, f"{month}", 1) or numeros.exemple


def _choose_titles(titre: Texte, reference: LoadedAutorite) -> dict[str, str]:
    """The example's titles, in the languages that the house style prints."""
    charte = reference.charte
    printed = charte.titres.get(Destination.DELIBERATION, []) if charte else []
    wanted = dict.fromkeys((LANGUE_DE_REFERENCE, *printed))
    texts = {langue: titre.get(langue) for langue in wanted}
    return {langue: text for langue, text in texts.items() if text is not None}


def list_usual(texts: Mapping[str, Habituel], jour: dt.date) -> tuple[str, ...]:
    """The names of the texts that every act carries that day."""
    return tuple(
        name for name, text in texts.items() if text.habituel and text.covers(jour)
    )
