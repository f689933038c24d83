"""What a deliberation says of the vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.model.decompte import SENS

if TYPE_CHECKING:
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.view.base import Groupe
    from delib_gen.view.context import ViewContext


def write_result(context: ViewContext) -> str:
    """How the act was adopted or rejected; empty where there was no vote."""
    resultat = context.acte.resultat
    if resultat is None:
        return ""
    key = f"vote.{resultat.mode.value}"
    president = context.acte.president.elu
    if "" in context.phrases.phrases[key].formes or president is None:
        return context.phrase(key)
    return context.agree(key, (president,))


def list_votes(context: ViewContext) -> tuple[Groupe, ...]:
    """Who voted what, under a heading each."""
    decompte = context.acte.decompte
    if decompte is None:
        return ()
    end = context.charte.ponctuation.fin_votants
    return tuple(
        context.group(f"vote.{sens}", getattr(decompte, sens), end)
        for sens in SENS
        if getattr(decompte, sens)
    )


def write_outcome(context: ViewContext) -> str:
    """What the organ did, where the articles do not say it."""
    acte = context.acte
    if acte.acte.prend_acte and acte.resultat is None:
        return context.phrase("vote.acte_pris")
    if acte.resultat is not None and not acte.resultat.adopte:
        return context.phrase("vote.rejet", soumis=context.name_nature("soumis"))
    return context.phrase("vote.amende") if acte.acte.amende else ""


def enacts(acte: ActeEnSeance) -> bool:
    """Whether the articles are printed: a rejected act enacts nothing."""
    return acte.resultat is None or acte.resultat.adopte
