"""How acts set out people: in which order, in which form, under which headings."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from delib_gen.schema.base import Booleen, Schema, one_of


class Ordre(StrEnum):
    """What people are listed by."""

    ALPHABETIQUE = "alphabetique"
    TABLEAU = "tableau"
    SAISIE = "saisie"


class Regroupement(StrEnum):
    """What a list of people is parted by; the keys of a member."""

    GROUPE = "groupe"
    COMMUNE = "commune"
    COLLEGE = "college"


class FormeDuNom(StrEnum):
    """Which of the names comes first."""

    PRENOM_NOM = "prenom-nom"
    NOM_PRENOM = "nom-prenom"
    NOM = "nom"
    """The surname alone, but where two members have it."""


class PlaceCivilite(StrEnum):
    """Where a civility stands: above a list, at each name, or where it changes."""

    LISTE = "liste"
    CHACUN = "chacun"
    SUITE = "suite"


class ListeDesRepresentes(StrEnum):
    """A list that names those who gave power."""

    POUVOIRS = "pouvoirs"
    """One of its own, which says to whom."""
    ABSENTS = "absents"
    EXCUSES = "excuses"


class QuiSiege(StrEnum):
    """Who is named where a substitute sits."""

    SUPPLEANT = "suppleant"
    TITULAIRE = "titulaire"


class LigneEncadree(StrEnum):
    """A line of the box that heads an act."""

    CONVOCATION = "convocation"
    HEURE = "heure"
    EN_EXERCICE = "en-exercice"
    PRESENTS = "presents"
    REPRESENTES = "representes"
    VOTANTS = "votants"
    QUORUM = "quorum"
    PUBLIE = "publie"


class FormeSignatures(Schema):
    """What stands where an act is signed."""

    titres: Booleen = False
    """Whether a member signs by the title (`1er adjoint`), and not by the office."""
    noms: Booleen = True
    """Whether the name stands below the quality."""


class Presentation(Schema):
    """How people are set out; what is left out is the usual way."""

    ordre: Annotated[Ordre, one_of(Ordre)] = Ordre.ALPHABETIQUE
    par: Annotated[Regroupement, one_of(Regroupement)] | None = None
    noms: Annotated[FormeDuNom, one_of(FormeDuNom)] = FormeDuNom.PRENOM_NOM
    civilites: Annotated[PlaceCivilite, one_of(PlaceCivilite)] = PlaceCivilite.LISTE
    titres: Booleen = False
    """Whether the attendance says the title of each after the name."""
    un_par_ligne: Booleen = False
    en_ligne: Booleen = False
    """Whether a list runs on from its heading, the powers too."""
    seul_en_ligne: Booleen = False
    """Whether a single name stands on the line of its heading."""
    representes: list[Annotated[ListeDesRepresentes, one_of(ListeDesRepresentes)]] = [
        ListeDesRepresentes.POUVOIRS
    ]
    """Where those who gave power are named; to whom, where no list of powers is."""
    remplaces: Annotated[QuiSiege, one_of(QuiSiege)] = QuiSiege.SUPPLEANT
    """Who is named first where a substitute sits: he, or the member he sits for."""
    encadre: list[Annotated[LigneEncadree, one_of(LigneEncadree)]] = []
    """What a box says, above the sentence that opens the act."""
