"""PRE03, PRE04, PRE08, PRE17, PRE20: the attendance sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.build import count_en_exercice
from delib_gen.rules.ballot import list_foreign_voters
from delib_gen.rules.jours import locate_days
from delib_gen.rules.registry import check, rule
from delib_gen.rules.sheet import list_places, list_unlisted, tell_where
from delib_gen.rules.words import (
    agree,
    count,
    join,
    name_organe,
    write_day,
    write_elu,
)
from delib_gen.schema.acte import MotifDeport
from delib_gen.schema.droit import find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report
    from delib_gen.rules.sheet import Listing
    from delib_gen.schema.autorite import Elu

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule("PRE03", E)
def deux_etats(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Membre dans deux états.

    Vérifie : chaque membre ne figure qu'une fois sur la feuille de présence :
    présent, absent, excusé, ou représenté (il a donné pouvoir).
    Pourquoi : l'acte imprimerait deux fois son nom, et sa voix compterait deux fois.
    Exemple : `VANNI` parmi les présents, et `VANNI: COLONNA` parmi les pouvoirs.
    Que faire : gardez la bonne mention, supprimez l'autre. Un membre qui a donné
    pouvoir ne figure ni aux absents ni aux excusés.
    """
    for feuille in situation.feuilles:
        for elu, places in list_places(situation, feuille).items():
            if len(places) < 2:
                continue
            *before, last = places
            yield report(
                last.path,
                f"{write_elu(elu)} {_tell_states(elu, places)} "
                f"({join(dict.fromkeys(f'`{p.cle}`' for p in places))})",
                "gardez la bonne mention, supprimez l'autre",
                span=last.span,
                related=tuple((p.path, f"déjà {p.lieu}, ici") for p in before),
            )


def _tell_states(elu: Elu, places: list[Listing]) -> str:
    if len({p.cle for p in places}) == 1:
        return f"figure {len(places)} fois {places[0].lieu}"
    states = dict.fromkeys(agree(elu, *p.etat) for p in places)
    return f"est à la fois {join(states)}"


@check(deux_etats.kind)
def secretaire_deux_fois(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """A secretary named twice would be printed twice."""
    mentions = [mention for mention, _ in situation.secretaires if mention]
    yield from _tell_repeated(mentions, "secretaires", report)


@check(deux_etats.kind)
def assiste_et_siege(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Somebody who assists is named once, and is no member who sits."""
    mentions = [mention for mention, _ in situation.assistants if mention]
    yield from _tell_repeated(mentions, "assistent", report)
    sheet = {m.elu: m for m in situation.feuille.presents if m.sure}
    for mention in mentions:
        if mention.sure and mention.elu is not None and mention.elu in sheet:
            yield report(
                mention.path,
                f"{write_elu(mention.elu)} est à la fois parmi les présents et parmi "
                "ceux qui assistent (`presents` et `assistent`)",
                "gardez `presents` si son siège compte, `assistent` sinon",
                related=((sheet[mention.elu].path, "parmi les présents, ici"),),
            )


@check(deux_etats.kind, scope="acte")
def nom_deux_fois_dans_l_acte(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """An author, or a member who steps aside, named twice."""
    yield from _tell_repeated(acte.auteurs, "auteurs", report)
    yield from _tell_repeated([d.membre for d in acte.deports], "deports", report)


def _tell_repeated(
    mentions: Iterable[Mention], cle: str, report: Report
) -> Iterator[Diagnostic]:
    seen: dict[Elu, Mention] = {}
    for mention in mentions:
        if mention.elu is None or not mention.sure:
            continue
        if mention.elu in seen:
            yield report(
                mention.path,
                f"{write_elu(mention.elu)} figure deux fois dans `{cle}`",
                "gardez une mention, supprimez l'autre",
                related=((seen[mention.elu].path, "déjà ici"),),
            )
        seen.setdefault(mention.elu, mention)


@rule("PRE04", E)
def membre_oublie(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Membre de l'organe qui n'est dans aucune liste.

    Vérifie : tout membre en exercice est présent, absent, excusé ou représenté.
    Pourquoi : la feuille de présence rend compte de tous les membres ; un oubli
    fausse le quorum et le vote.
    Exemple : quinze membres en exercice, quatorze noms sur la feuille.
    Que faire : ajoutez le nom à `presents`, `absents`, `excuses` ou `pouvoirs`.
    """
    for feuille in situation.feuilles:
        voting = {
            mention.elu
            for acte in situation.actes
            if acte.lu.sound and acte.etat.feuille is feuille
            for scrutin in acte.scrutins
            for mention in list_foreign_voters(acte, scrutin)
        }
        unlisted = list_unlisted(situation, feuille)
        missing = [elu for elu in unlisted if elu not in voting]
        if missing:
            yield report(
                (*feuille.base, "presents"),
                f"{count(len(missing), 'membre')} en exercice "
                f"{'ne figure' if len(missing) == 1 else 'ne figurent'} dans aucune "
                f"liste de présence : {join(write_elu(elu) for elu in missing)}",
                "ajoutez chaque nom à `presents`, à `absents`, à `excuses`, ou à "
                "`pouvoirs` avec son mandataire",
            )


@rule("PRE17", A, regles=("secretaire",))
def secretaire_non_nomme(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Séance sans secrétaire, là où la loi veut que l'organe en nomme un.

    Vérifie : la séance a un secrétaire au moins, et l'un d'eux est membre de l'organe.
    Pourquoi : le procès-verbal, et les délibérations là où la loi le demande, sont
    signés par qui préside et par le ou les secrétaires.
    Exemple : une séance du conseil municipal sans `secretaires`.
    Que faire : ajoutez `secretaires: [NOM]`. Qui assiste le secrétaire sans être
    membre s'écrit à la suite, `{nom: …, qualite: …}`.
    """
    regle = find_in_force(situation.regles.secretaire, situation.jour)
    if regle is None or any(mention for mention, _ in situation.secretaires):
        return
    none = not situation.secretaires
    yield report(
        ("president",) if none else ("secretaires",),
        "la séance n'a pas de secrétaire"
        if none
        else "aucun des secrétaires de séance n'est membre de l'organe",
        f"donnez le membre que {name_organe(situation)} a nommé au début de la séance "
        ": `secretaires: [NOM]`",
        regle=regle,
    )


@rule("PRE20", E, regles=("effectif",), needs_attendance=False)
def trop_de_membres(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Plus de membres en exercice que l'organe n'a de sièges.

    Vérifie : au registre, il n'y a pas plus de mandats en cours à l'acte que l'effectif
    légal de l'organe.
    Pourquoi : le quorum se compte sur les membres en exercice ; un mandat qui n'est
    pas clos le fausse.
    Exemple : vingt-huit mandats en cours pour un conseil de vingt-sept.
    Que faire : donnez `jusque` au mandat de qui a été remplacé, dans le fichier de la
    collectivité ; ou corrigez `effectif`. Un mandat qui finit ou commence pendant la
    séance s'écrit dans `mouvements` : `{membre: NOM, cesse: …}`, `{membre: NOM,
    installe: …}`, avec le numéro du premier acte concerné.
    """
    for acte in situation.actes:
        regle = find_in_force(situation.regles.effectif, acte.jour)
        number = count_en_exercice(situation, acte.jour, acte.etat)
        if regle is None or number <= regle.valeur:
            continue
        yield report(
            locate_days(situation),
            f"{number} membres sont en exercice le {write_day(acte.jour)}, pour "
            f"{count(regle.valeur, 'siège')} ({name_organe(situation)})",
            "donnez sa fin (`jusque`) au mandat de qui a été remplacé, dans le fichier "
            "de la collectivité, `suppleant_de` à celui d'un suppléant, ou corrigez "
            "`effectif` ; si un mandat cesse ou commence pendant la séance, ajoutez à "
            "`mouvements` `{membre: …, cesse: …}` et `{membre: …, installe: …}`, avec "
            "le numéro de l'acte",
            regle=regle,
        )
        return


@rule("PRE08", E, A)
def presidence_absente(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Président de séance qui n'est pas présent.

    Vérifie : qui préside la séance, ou un acte, est parmi les présents, et ne quitte
    pas la salle pour cet acte. Un secrétaire de séance absent est signalé sans
    bloquer, de même qui préside un acte pour lequel il se déporte.
    Pourquoi : un absent ne préside pas, même représenté.
    Exemple : `president: MAUPERTUIS`, quand elle a donné pouvoir.
    Que faire : corrigez `president`, ou la liste des présents.
    """
    president, presents = situation.president, situation.feuille.presents
    here = {m.elu for m in presents}
    if president.sure and president.elu is not None and president.elu not in here:
        away = [
            acte
            for acte in situation.actes
            if _chairs_sitting(acte) and president.elu not in acte.presence.presents
        ]
        if away:
            late = agree(president.elu, "s'il arrive", "si elle arrive")
            yield report(
                president.path,
                f"{write_elu(president.elu)} préside la séance, mais "
                f"{_tell_opening(situation, president.elu)}",
                "corrigez `president`, ou ajoutez son nom à `presents` ; "
                f"{late} plus tard, indiquez "
                "dans chaque acte qui le préside : `president: …`",
            )
    for mention, _ in situation.secretaires:
        if mention is None or not mention.sure or mention.elu is None:
            continue
        if mention.elu not in here:
            yield report(
                mention.path,
                f"{write_elu(mention.elu)} est secrétaire de séance, mais "
                f"{_tell_opening(situation, mention.elu)}",
                "corrigez `secretaires`, ou ajoutez son nom à `presents`",
                severity=A,
            )


@check(presidence_absente.kind, scope="acte")
def presidence_de_l_acte_absente(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """The chair of one act: there, and still in the room."""
    mention, elu = acte.president, acte.president.elu
    if not mention.sure or elu is None:
        return
    own = acte.acte.president is not None
    # Whoever chairs the sitting and was not at its opening is told once, there.
    told = not own and elu not in {m.elu for m in acte.situation.feuille.presents}
    if elu not in acte.presence.presents and not told:
        yield report(
            mention.path if own else (*acte.path, "numero"),
            f"{write_elu(elu)} préside cet acte, mais {tell_where(acte, elu)}",
            "corrigez `president`, ou la feuille de présence"
            if own
            else "indiquez dans l'acte qui le préside à sa place : `president: …`",
            related=() if own else ((mention.path, "la présidence de la séance"),),
        )
    for deport in acte.deports:
        if not deport.membre.sure or deport.membre.elu != elu:
            continue
        if deport.motif is MotifDeport.ORDONNATEUR and not deport.sort:
            continue  # told by PRE14
        leaves = "sort de la salle" if deport.sort else "se déporte"
        yield report(
            deport.membre.path,
            f"{write_elu(elu)} préside cet acte, mais {leaves} pour cet acte "
            "(`deports`)",
            "indiquez dans l'acte qui le préside à sa place : `president: …`",
            severity=E if deport.sort else A,
            related=((mention.path, "la présidence"),),
        )


def _chairs_sitting(acte: ActeEnSeance) -> bool:
    """Whether whoever chairs the sitting chairs this act."""
    return acte.delibere and acte.acte.president is None


def _tell_opening(situation: Situation, elu: Elu) -> str:
    places = list_places(situation, situation.feuille).get(elu)
    if not places:
        return "ne figure pas sur la feuille de présence"
    return f"est {agree(elu, *places[0].etat)}, d'après la feuille de présence"
