"""PRE14, PRE19: who may chair, who may sign, and what an organ may do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import (
    name_fonction,
    name_organe,
    name_to_type,
    write_day,
    write_elu,
)
from delib_gen.schema.base import fold_word
from delib_gen.schema.role import Role, Signataire
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic, YamlPath
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance, Situation
    from delib_gen.rules.report import Report
    from delib_gen.schema.autorite import Elu

E = Severity.ERREUR


@rule("PRE14", E, regles=("presidence", "signataires", "regimes.ordonnateur_exclu"))
def sans_qualite(situation: Situation, report: Report) -> Iterator[Diagnostic]:
    """Président de séance ou signataire sans la qualité qu'il faut ce jour-là.

    Vérifie : qui préside et qui signe exerce, le jour de la séance, une fonction qui
    le permet ; et l'ordonnateur ne préside pas le vote de ses propres comptes.
    Pourquoi : l'acte imprime cette qualité ; sans elle, la signature n'engage pas.
    Exemple : `president: BENEDETTI`, qui n'est ni président ni vice-président.
    Que faire : corrigez le nom, ou complétez les fonctions dans le fichier de la
    collectivité. Une qualité qui n'est pas une fonction se tape :
    `president: {membre: BENEDETTI, qualite: doyen d'âge}`.
    """
    seance, jour = situation.seance, situation.jour
    chaired = sorted({a.jour for a in situation.actes if a.acte.president is None})
    yield from _check_quality(situation, seance.president, situation.president, report)
    if situation.signataire is not None:
        yield from _check_quality(
            situation, seance.signataire, situation.signataire, report
        )
    if seance.president is None or not seance.president.qualite:
        for day in chaired or [jour]:
            yield from _check_chair(situation, situation.president, day, report)
    signataire = situation.signataire
    if signataire is None:
        if situation.annuaire.membres:
            yield report(
                ("signataire",),
                f"personne n'a qualité pour signer le {write_day(jour)} : aucun membre "
                "n'exerce l'une des fonctions attendues "
                f"({_list_offices(situation, situation.organe.signataires)})",
                "indiquez qui signe, avec sa qualité : `signataire: {membre: …, "
                "qualite: …}` ; ou complétez les fonctions dans le fichier de la "
                "collectivité",
            )
    else:
        days = sorted({a.jour for a in situation.actes}) or [jour]
        yield from _check_signatory(
            situation, seance.signataire, signataire, days, report
        )


@check(sans_qualite.kind, scope="acte-parmi")
def presidence_de_l_acte_sans_qualite(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """The chair of one act; and the ordonnateur, who may not chair on his accounts."""
    situation, elu = acte.situation, acte.president.elu
    yield from _check_quality(situation, acte.acte.president, acte.president, report)
    if acte.acte.president is not None and not acte.acte.president.qualite:
        yield from _check_chair(situation, acte.president, acte.jour, report)
    if acte.acte.signataire is not None and acte.signataire is not None:
        role, signataire = acte.acte.signataire, acte.signataire
        yield from _check_quality(situation, role, signataire, report)
        yield from _check_signatory(situation, role, signataire, [acte.jour], report)
    if acte.acte.cosignataires or acte is situation.actes[0]:
        yield from _check_cosignatories(acte, report)
    office = situation.autorite.ordonnateur
    regime = acte.regime
    if office is None or regime is None or not regime.ordonnateur_exclu:
        return
    if elu is not None and acte.president.sure and _holds(elu, [office], acte.jour):
        yield report(
            acte.president.path,
            f"{write_elu(elu)}, {name_fonction(situation.autorite, office, elu)}, "
            "préside le vote sur ses propres comptes",
            "indiquez dans l'acte qui le préside à sa place : `president: …`",
            regle=regime,
            related=(((*acte.path, "regime"), "le régime de l'acte"),),
        )


@rule(
    "PRE19",
    E,
    scope="acte",
    regles=("regimes.hors_competence",),
    needs_attendance=False,
)
def hors_competence(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Acte que l'organe n'a pas compétence de prendre.

    Vérifie : le régime de l'acte n'est pas de ceux que la loi réserve à un autre
    organe.
    Pourquoi : l'acte d'un organe qui n'en a pas compétence est illégal.
    Exemple : `organe: commission-permanente` et `regime: compte-administratif`.
    Que faire : inscrivez l'acte à une séance de l'assemblée, ou corrigez `organe` ou
    `regime`.
    """
    regime = acte.regime
    if regime is not None and regime.hors_competence:
        yield report(
            (*acte.path, "regime"),
            f"{name_organe(acte.situation)} n'a pas compétence pour un acte du régime "
            f"`{acte.acte.regime}`",
            "inscrivez cet acte à une séance de l'assemblée qui en a compétence, ou "
            "corrigez `organe` ou `regime`",
            regle=regime,
        )


def _check_quality(
    situation: Situation, role: Role | None, mention: Mention, report: Report
) -> Iterator[Diagnostic]:
    """A quality that is typed, and is an office which somebody else holds."""
    elu = mention.elu
    if role is None or role.qualite is None or elu is None or not mention.sure:
        return
    typed = fold_word(role.qualite.reference)
    for code, noms in situation.autorite.fonctions.items():
        names = noms.get(LANGUE_DE_REFERENCE)
        if names is None or code in elu.fonctions_le(mention.jour):
            continue
        if typed in (fold_word(names.masculin), fold_word(names.feminin)):
            yield report(
                (*mention.path, "qualite"),
                f"{write_elu(elu)} n'est pas {role.qualite.reference} le "
                f"{write_day(mention.jour)}, d'après le registre",
                "corrigez la qualité ou le nom, ou complétez ses fonctions dans le "
                "fichier de la collectivité",
            )


def _check_chair(
    situation: Situation, mention: Mention, jour: dt.date, report: Report
) -> Iterator[Diagnostic]:
    admitted = situation.organe.presidence
    if not mention.sure or mention.elu is None or _holds(mention.elu, admitted, jour):
        return
    yield report(
        mention.path,
        f"{write_elu(mention.elu)} n'a pas qualité pour présider le "
        f"{write_day(jour)} ; fonctions attendues : "
        f"{_list_offices(situation, admitted)}",
        _write_ways(situation, "president", mention.elu),
    )


def _check_signatory(
    situation: Situation,
    role: Role | None,
    mention: Mention,
    days: list[dt.date],
    report: Report,
) -> Iterator[Diagnostic]:
    """Who signs without an office that may, nor a quality that was typed."""
    if not mention.sure or mention.elu is None:
        return
    if isinstance(role, Signataire) and role.par_delegation:
        for day in days[:1]:
            yield from _check_delegation(
                situation, role, mention.elu, mention.path, day, report
            )
        return
    if role is not None and role.qualite is not None:
        return
    admitted = situation.organe.signataires
    away = [day for day in days if not _holds(mention.elu, admitted, day)]
    if away:
        yield report(
            mention.path,
            f"{write_elu(mention.elu)} n'a pas qualité pour signer le "
            f"{write_day(away[0])} ; fonctions attendues : "
            f"{_list_offices(situation, admitted)}",
            _write_ways(situation, "signataire", mention.elu),
        )


def _check_delegation(
    situation: Situation,
    role: Signataire,
    elu: Elu,
    path: YamlPath,
    day: dt.date,
    report: Report,
) -> Iterator[Diagnostic]:
    """Who signs for another one: in which quality, and whether there is another."""
    first = situation.organe.signataires[:1]
    office = _list_offices(situation, first)
    own = _holds(elu, first, day)
    if own or situation.find_delegating(day) is None:
        who = f"{write_elu(elu)} exerce" if own else "personne n'exerce"
        yield report(
            (*path, "par_delegation"),
            f"signature par délégation : le {write_day(day)}, {who} la fonction de qui "
            f"délègue ({office})",
            "ôtez `par_delegation`, ou corrigez le nom ou les fonctions",
        )
    elif role.qualite is None and not (
        elu.place(situation.code_organe, day).titre
        or _holds(elu, situation.organe.signataires, day)
    ):
        yield report(
            path,
            f"rien ne dit en quelle qualité {write_elu(elu)} signe par délégation",
            "donnez-la : `qualite:` ici, ou `titre:` chez ce membre, dans le fichier "
            "de la collectivité",
        )


def _check_cosignatories(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Who signs beside, and neither keeps the minutes nor holds an office."""
    situation = acte.situation
    secretaries = [mention for mention, _ in situation.secretaires]
    keeping = {mention.elu for mention in secretaries if mention is not None}
    for mention, role in acte.cosignataires:
        if mention is not None and mention.elu not in keeping:
            yield from _check_signatory(situation, role, mention, [acte.jour], report)


def _write_ways(situation: Situation, key: str, elu: Elu) -> str:
    """What to do: another name, an office, or a quality that is no office."""
    name = name_to_type(situation.annuaire, elu)
    return (
        "corrigez le nom, ou complétez ses fonctions dans le fichier de la "
        "collectivité ; pour un doyen d'âge, ou une autre qualité qui n'est pas une "
        f"fonction : `{key}: {{membre: {name}, qualite: …}}`"
    )


def _holds(elu: Elu, offices: list[str], jour: dt.date) -> bool:
    return any(office in offices for office in elu.fonctions_le(jour))


def _list_offices(situation: Situation, offices: list[str]) -> str:
    return " ou ".join(name_fonction(situation.autorite, code) for code in offices)
