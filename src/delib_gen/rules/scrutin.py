"""VOT07, VOT11, VOT14: whether a vote was called for, and which."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.registry import rule
from delib_gen.rules.sheet import tell_where
from delib_gen.rules.words import count, join, write_elu, write_share
from delib_gen.schema.droit import find_in_force
from delib_gen.schema.vote import Scrutin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("VOT07", E, A, scope="acte", with_statut=True)
def vote_hors_de_propos(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Vote sur un acte qui n'est pas venu en séance, ou vote qui manque.

    Vérifie : un acte retiré, reporté ou renvoyé n'a ni vote ni élection ; un acte
    dont le régime règle la majorité n'est pas seulement « pris acte ».
    Pourquoi : un tel acte n'a pas été délibéré, ou devait l'être.
    Exemple : `statut: retire` et `vote: unanimite` sur le même acte.
    Que faire : gardez `statut` ou le vote, selon ce qui s'est passé.
    """
    acts = acte.acte
    if acts.statut is not None:
        for key in ("vote", "election", "elections"):
            if getattr(acts, key):
                yield report(
                    (*acte.path, key),
                    f"l'acte porte `statut: {acts.statut}` : il n'a pas été mis aux "
                    f"voix, mais `{key}` est donné",
                    f"supprimez `{key}` ; ou supprimez `statut`, si l'acte a été voté",
                    related=(((*acte.path, "statut"), "le statut"),),
                )
        return
    regime = acte.regime
    silent = acts.vote is None and not acts.elects
    if acts.prend_acte and silent and regime and not regime.hors_competence:
        alone = (
            " ; si une seule candidature ou une seule liste a été déposée, remplacez "
            "`prend_acte` par `election: {poste: …, candidature_unique: oui, "
            "elus: [NOM]}`"
            if regime.candidature_unique
            else ""
        )
        yield report(
            (*acte.path, "prend_acte"),
            f"l'organe prend acte sans voter, mais le régime `{acts.regime}` suppose "
            "un vote",
            f"ajoutez `vote:`, ou corrigez `regime`{alone}",
            severity=A,
            regle=regime,
        )


@rule(
    "VOT11",
    E,
    A,
    scope="acte",
    regles=("regimes.scrutin_secret", "regimes.dispense_exclue"),
)
def nomination_non_secrete(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Nomination qui n'est ni secrète ni dispensée de l'être.

    Vérifie : une nomination (`regime: nomination`) est votée au scrutin secret, ou
    l'organe a décidé à l'unanimité de s'en dispenser ; et une dispense a un objet. Là
    où le texte d'une élection veut lui-même le secret, s'en dispenser est une erreur.
    Pourquoi : les nominations se font au scrutin secret.
    Exemple : `regime: nomination` et `vote: unanimite`, sans plus.
    Que faire : si l'organe l'a décidé à l'unanimité, ajoutez `dispense_secret: oui`.
    """
    vote = acte.acte.vote
    regime = acte.regime
    ballots = [election for election in acte.elections if election.tours]
    secret = regime is not None and regime.scrutin_secret
    if acte.acte.dispense_secret:
        held = any(election.secret for election in ballots)
        held = held or (vote is not None and vote.scrutin is Scrutin.SECRET)
        if held or not secret:
            why = "a eu lieu" if held else "n'était pas de règle"
            yield report(
                (*acte.path, "dispense_secret"),
                f"l'organe se dispense du scrutin secret, mais celui-ci {why}",
                "retirez `dispense_secret`, ou corrigez `regime` ou le scrutin",
                severity=A,
            )
        elif regime is not None and regime.dispense_exclue:
            yield report(
                (*acte.path, "dispense_secret"),
                f"sous le régime `{acte.acte.regime}`, le texte veut le scrutin "
                "secret : l'organe ne peut s'en dispenser",
                "retirez `dispense_secret`, ou corrigez `regime`",
                regle=regime,
            )
        return
    if regime is None or not regime.scrutin_secret:
        return
    public = vote is not None and vote.scrutin is not Scrutin.SECRET
    if public or any(not election.secret for election in ballots):
        yield report(
            (*acte.path, "regime"),
            "cette nomination n'est pas faite au scrutin secret, et l'organe ne s'en "
            "est pas dispensé",
            "si l'organe s'en est dispensé à l'unanimité, ajoutez "
            "`dispense_secret: oui`",
            severity=A,
            regle=regime,
        )


@rule("VOT14", A, scope="acte", regles=("scrutins",))
def scrutin_demande_par_trop_peu(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """Scrutin particulier demandé par moins de membres que la loi ne le veut.

    Vérifie : quand `demandeurs` dit qui a demandé un scrutin public ou secret, ils
    sont présents, et assez nombreux.
    Pourquoi : sous ce nombre, le scrutin demandé n'est pas de droit.
    Exemple : `scrutin: secret` demandé par deux membres, quand il faut le tiers des
    douze présents.
    Que faire : complétez `demandeurs` ; si l'organe a lui-même décidé de ce scrutin,
    retirez cette clé.
    """
    for scrutin in acte.scrutins:
        asking = [m for m in scrutin.demandeurs if m.sure]
        if not asking or len(asking) < len(scrutin.demandeurs):
            continue
        kind = scrutin.vote.scrutin
        regle = find_in_force(
            [r for r in acte.situation.regles.scrutins if r.scrutin is kind], acte.jour
        )
        if regle is None:
            continue
        here = acte.presence.presents
        valid = {m.elu for m in asking if m.elu in here}
        needed = math.ceil(regle.part * len(here))
        if len(valid) < needed:
            yield report(
                (*scrutin.path, "demandeurs"),
                f"le scrutin {kind} est demandé par "
                f"{count(len(valid), 'membre présent', 'membres présents')} ; il en "
                f"faut {needed} ({write_share(regle.part)} des {len(here)} présents)"
                f"{_tell_others(acte, asking)}",
                "complétez `demandeurs`, ou retirez cette clé si l'organe a lui-même "
                "décidé de ce scrutin",
                regle=regle,
            )


def _tell_others(acte: ActeEnSeance, asking: list[Mention]) -> str:
    """Those who asked and do not count, each with the reason."""
    here = acte.presence.presents
    others = dict.fromkeys(m.elu for m in asking if m.elu and m.elu not in here)
    if not others:
        return ""
    told = join(
        f"{write_elu(elu)} ({tell_where(acte, elu).removeprefix('est ')})"
        for elu in others
    )
    return f" ; {told} {'ne compte' if len(others) == 1 else 'ne comptent'} pas"
