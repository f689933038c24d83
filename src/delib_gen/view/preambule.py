"""How a deliberation begins: the day, the organ, where it met and who chaired."""

from __future__ import annotations

from delib_gen.view.context import MissingDataError, ViewContext


def write_preamble(context: ViewContext) -> str:
    """The sentence that opens the act of a sitting that was held."""
    style, jour = context.charte.nombres, context.acte.jour
    president = context.acte.president.elu
    if president is None:
        raise MissingDataError("chair")
    return context.phrase(
        "deliberation.preambule",
        annee=context.grammar.spell(jour.year, style),
        jour=context.grammar.spell_day(jour, style),
        organe=_name_convened(context),
        reunie=_write_meeting(context),
        president=context.full_name(president),
        qualite=context.office(president),
    )


def write_draft_preamble(context: ViewContext) -> str:
    """The sentence that opens a draft: nobody has met, chaired or voted yet."""
    return context.phrase_of_days(
        "projet.preambule",
        context.jours,
        date=context.grammar.format_days(context.jours),
        organe=_name_convened(context),
    )


def _name_convened(context: ViewContext) -> str:
    """The organ, and the day on which it was convened, where that is known."""
    noms, convocation = context.noms_organe, context.acte.situation.seance.convocation
    if convocation is None:
        return noms.sujet
    return context.phrase(
        "deliberation.organe_convoque",
        organe=noms.sujet,
        convoque=noms.convoque,
        convocation=context.grammar.format_day(convocation),
    )


def _write_meeting(context: ViewContext) -> str:
    """How and where the organ met, up to who chaired.

    A place as typed stands between commas; the usual one runs on to the chair,
    as published acts have it. A meeting that replaces one without quorum does
    not say that members were there in number.
    """
    acte, noms = context.acte, context.noms_organe
    lieu, defaut = acte.situation.seance.lieu, acte.situation.seance.defaut_quorum
    second = defaut is not None and not acte.acte.point_nouveau
    if defaut is not None and second:
        met = context.phrase(
            "deliberation.reunie_sans_quorum",
            reunie=noms.reunie,
            defaut=context.grammar.format_day(defaut),
        )
    else:
        met = " ".join(filter(None, (noms.reunie, noms.en_nombre)))
    if lieu is not None:
        between = ", " if second or noms.en_nombre else " "
        return f"{met}{between}{context.text(lieu).rstrip(' ,')},"
    if noms.lieu_habituel:
        return f"{met}, {noms.lieu_habituel}"
    return f"{met}," if second else met
