"""How a deliberation begins: the day, the organ, where it met and who chaired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.lang.said import join_texts
from delib_gen.view.offers import write_chair, write_day
from delib_gen.view.speech import MissingDataError

if TYPE_CHECKING:
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.view.context import ActeContext, SeanceContext


def head_meeting(context: SeanceContext) -> str:
    """The day or days of the sitting, as they head an act or a paper."""
    said = context.find_speaker_of_days("deliberation.reunion", context.jours)
    return said.phrase_of_days(
        "deliberation.reunion",
        said.jours,
        reunion=said.noms_organe.reunion,
        date=said.grammar.write_days(
            said.jours,
            said.grammar.format_days_capitals(said.jours),
            said.charte.nombres,
        ),
    )


def write_preamble(context: ActeContext) -> str:
    """The sentence that opens the act of a sitting that was held."""
    style, jour = context.charte.nombres, context.acte.jour
    acte, role = context.acte, context.presidence
    president = acte.president.elu
    if is_chaired_apart(acte):
        president = acte.situation.president.elu
        role = acte.situation.seance.president
    if president is None:
        raise MissingDataError("chair")
    said = context.find_speaker("deliberation.preambule")
    return said.phrase(
        "deliberation.preambule",
        annee=said.grammar.write_year(jour.year, style),
        jour=said.grammar.write_days(
            [jour], said.grammar.spell_day(jour, style), style
        ),
        organe=_name_convened(said),
        reunie=_write_meeting(said),
        president=write_chair(said, president),
        qualite=said.office(president, role),
    )


def is_chaired_apart(acte: ActeEnSeance) -> bool:
    """Whether the law has another chair this act than the one who opened the sitting.

    Anybody else who chairs an act is said to chair where the act begins.
    """
    regime, usual = acte.regime, acte.situation.president.elu
    other = usual is not None and acte.president.elu is not usual
    return other and regime is not None and regime.ordonnateur_exclu


def write_draft_preamble(context: ActeContext) -> str:
    """The sentence that opens a draft: nobody has met, chaired or voted yet."""
    said = context.find_speaker_of_days("projet.preambule", context.jours)
    return said.phrase_of_days(
        "projet.preambule",
        said.jours,
        date=said.grammar.format_days(said.jours),
        organe=_name_convened(said),
    )


def _name_convened(context: ActeContext) -> str:
    """The organ, and the day on which it was convened, where that is known."""
    noms, convocation = context.noms_organe, context.situation.seance.convocation
    if convocation is None:
        return noms.sujet
    said = context.find_speaker("deliberation.organe_convoque")
    return said.phrase(
        "deliberation.organe_convoque",
        organe=said.noms_organe.sujet,
        convoque=said.noms_organe.convoque,
        convocation=write_day(said, convocation),
    )


def _write_meeting(context: ActeContext) -> str:
    """How and where the organ met, up to who chaired.

    A place as typed stands between commas; the usual one runs on to the chair,
    as published acts have it. A meeting that replaces one without quorum does
    not say that members were there in number, and says where it met before it
    speaks of the other.
    """
    acte, noms = context.acte, context.noms_organe
    lieu, defaut = acte.situation.seance.lieu, acte.situation.seance.defaut_quorum
    second = defaut is not None and not acte.acte.point_nouveau
    met = noms.reunie
    if noms.en_nombre and not second:
        met = join_texts(" ", (met, noms.en_nombre))
    if lieu is not None:
        between = ", " if noms.en_nombre else " "
        met = join_texts(between, (met, context.text(lieu).rstrip(" ,"))) + ","
    elif noms.lieu_habituel:
        met = join_texts(", ", (met, noms.lieu_habituel))
    if defaut is None or not second:
        return met
    if lieu is None and noms.lieu_habituel:
        met = met.rstrip(" ,") + ","
    said = context.find_speaker("deliberation.reunie_sans_quorum")
    day = write_day(said, defaut)
    return said.phrase("deliberation.reunie_sans_quorum", reunie=met, defaut=day) + ","
