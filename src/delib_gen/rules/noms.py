"""PRE02, PRE09, PRE10: the names, as the register of members knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.model.annuaire import Sort
from delib_gen.rules.registry import rule
from delib_gen.rules.sheet import find_key_span
from delib_gen.rules.words import (
    join,
    name_organe,
    name_to_type,
    write_day,
    write_elu,
    write_period,
)
from delib_gen.schema.base import fold_word, shorten
from delib_gen.schema.droit import find_in_force
from delib_gen.schema.vote import SENS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, Span, YamlPath
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import Elu

E = Severity.ERREUR
_LISTED = 2
"""The steps to a name in a list: the list, the rank."""


@rule("PRE02", E)
def nom_inconnu(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Nom qui n'est celui d'aucun membre.

    Vérifie : chaque personne nommée (présents, absents, pouvoirs, votes, présidence,
    signature, déports) est au registre des membres de la collectivité.
    Pourquoi : seuls les membres de l'organe délibèrent ; une voix de trop, ou un nom
    mal écrit, peut faire annuler l'acte.
    Exemple : `presents: [ARIGHI]` au lieu de `presents: [ARRIGHI]`.
    Que faire : corrigez le nom ; le plus proche est proposé. Si la personne siège
    bien, ajoutez-la au fichier de la collectivité, avec la date de son mandat. Un
    secrétaire de séance qui n'est pas membre s'écrit `{nom: …, qualite: …}`.
    """
    for group in _group(situation, Sort.INCONNU, Sort.PROCHE):
        mention = group[0]
        yield report(
            mention.path,
            f"« {shorten(mention.texte)} » n'est le nom d'aucun membre "
            f"({name_organe(situation)}, {write_day(mention.jour)})",
            _propose(situation, mention),
            span=_find_span(situation, mention),
            related=_list_others(group),
        )


@rule("PRE09", E)
def mandat_absent_ce_jour(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Membre dont le mandat ne couvre pas le jour de la séance.

    Vérifie : chaque personne nommée siège dans cet organe le jour de la séance.
    Pourquoi : un ancien membre, ou un membre pas encore élu, ne délibère pas.
    Exemple : un conseiller remplacé en juin, nommé parmi les présents de juillet.
    Que faire : vérifiez la date de la séance et le nom ; si le registre est en
    retard, corrigez les dates du mandat dans le fichier de la collectivité.
    """
    organe = name_organe(situation)
    if not situation.annuaire.membres:
        yield report(
            ("date",),
            f"aucun membre au registre n'a de mandat le {write_day(situation.jour)} "
            f"({organe})",
            "vérifiez la date de la séance ; sinon, complétez les mandats dans le "
            "fichier de la collectivité",
        )
        return
    for group in _group(situation, Sort.HORS_MANDAT):
        mention = group[0]
        elu = mention.recherche.elu
        if elu is None:
            continue
        yield report(
            mention.path,
            f"{write_elu(elu)} n'a pas de mandat le {write_day(mention.jour)} "
            f"({organe}) : {_write_mandates(elu, situation.code_organe)}",
            "vérifiez le nom et la date de la séance, ou corrigez les dates du mandat "
            "dans le fichier de la collectivité",
            span=_find_span(situation, mention),
            related=_list_others(group),
        )


@rule("PRE10", E, needs_attendance=False)
def nom_partage(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Nom de famille que plusieurs membres portent.

    Vérifie : un nom tapé seul ne désigne qu'un membre.
    Pourquoi : le logiciel ne choisit pas à la place du secrétariat.
    Exemple : `presents: [SIMEONI]` quand deux membres portent ce nom.
    Que faire : écrivez le prénom et le nom.
    """
    for group in _group(situation, Sort.HOMONYME):
        mention = group[0]
        homonymes = mention.recherche.homonymes
        forms = " ou ".join(f"`{elu.nom_complet}`" for elu in homonymes)
        yield report(
            mention.path,
            f"« {mention.texte} » est le nom de {len(homonymes)} membres : "
            f"{join(write_elu(elu) for elu in homonymes)}",
            f"écrivez le nom complet : {forms}",
            span=_find_span(situation, mention),
            related=_list_others(group),
        )


def _group(situation: Situation, *sorts: Sort) -> list[list[Mention]]:
    """The names of which this became, those typed alike together."""
    groups: dict[str, list[Mention]] = {}
    for mention in situation.mentions:
        if mention.libre and mention.recherche.sort is not Sort.HOMONYME:
            continue
        if mention.recherche.sort in sorts:
            groups.setdefault(fold_word(mention.texte), []).append(mention)
    return list(groups.values())


def _propose(situation: Situation, mention: Mention) -> str:
    """What to do about a name that is nobody's."""
    near, annuaire = mention.elu, situation.names.annuaire(mention.jour)
    if _is_group(situation, mention):
        return (
            f"c'est un groupe : écrivez `{mention.path[-2]}: {{groupes: "
            f"[{shorten(mention.texte)}]}}`"
        )
    words = mention.texte.split()
    for cut in range(1, len(words)):
        first, second = " ".join(words[:cut]), " ".join(words[cut:])
        if all(annuaire.find(name).sort is Sort.TROUVE for name in (first, second)):
            return f"une virgule est-elle oubliée entre `{first}` et `{second}` ?"
    hint = (
        f"vouliez-vous écrire `{name_to_type(annuaire, near)}` ({write_elu(near)}) ?"
        if near
        else "corrigez le nom, ou ajoutez cette personne au registre des membres, "
        "dans le fichier de la collectivité"
    )
    if near is None and find_in_force(situation.regles.suppleants, mention.jour):
        hint += " (un suppléant, avec `suppleant_de` dans son mandat)"
    if "candidats" in mention.path and near is None:
        hint += " ; pour une liste, donnez à l'acte un régime qui élit des listes"
    if mention.path[0] in ("secretaires", "assistent"):
        hint += (
            f"{'' if near else ' ;'} sinon, pour une personne qui n'est pas membre : "
            f"`{{nom: {shorten(mention.texte)}, qualite: …}}`"
        )
    return hint


def _is_group(situation: Situation, mention: Mention) -> bool:
    """Whether a group is named in a list of voters."""
    if len(mention.path) < _LISTED or mention.path[-2] not in SENS:
        return False
    membres = situation.names.annuaire(mention.jour).membres
    places = (e.place(situation.code_organe, mention.jour) for e in membres)
    typed = fold_word(mention.texte)
    return any(p.groupe and fold_word(p.groupe) == typed for p in places)


def _list_others(group: list[Mention]) -> tuple[tuple[YamlPath, str], ...]:
    return tuple((m.path, "le même nom, ici aussi") for m in group[1:])


def _find_span(situation: Situation, mention: Mention) -> Span | None:
    """The giver of a power, and a candidate, are keys: the value is something else."""
    givers = (p.donneur for f in situation.feuilles for p in f.pouvoirs)
    if any(giver is mention for giver in givers) or "candidats" in mention.path:
        return find_key_span(situation.lue, mention.path)
    return None


def _write_mandates(elu: Elu, organe: str) -> str:
    periods = [write_period(m) for m in elu.mandats if m.organe == organe]
    if not periods:
        return "le registre ne lui connaît pas de siège dans cet organe"
    return f"le registre lui en connaît un {join(periods)}"
