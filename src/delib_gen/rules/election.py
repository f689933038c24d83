"""VOT12, VOT15: whom an election elects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.law_words import EGALITES
from delib_gen.rules.registry import check, rule
from delib_gen.rules.words import agree_all, count, join, write_elu
from delib_gen.schema.droit import Majorite, find_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.election import Candidat, Designation, ElectionTenue
    from delib_gen.model.mentions import Mention
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report

E, A = Severity.ERREUR, Severity.AVERTISSEMENT


@rule(
    "VOT12",
    E,
    scope="acte",
    regles=("regimes.tours_absolus",),
)
def elu_que_les_tours_n_elisent_pas(
    acte: ActeEnSeance, report: Report
) -> Iterator[Diagnostic]:
    """Élu que les tours de scrutin n'élisent pas.

    Vérifie : chaque élu a obtenu, à l'un des tours, les voix que son régime demande
    (majorité absolue aux premiers tours, le plus de voix au dernier) ; aucun tour ne
    suit celui où tous les sièges sont pourvus.
    Pourquoi : une élection proclamée contre les chiffres est nulle.
    Exemple : `elus: [X]`, quand X a 30 voix au premier tour et que la majorité
    absolue des 63 membres est de 32.
    Que faire : corrigez les voix, ajoutez le tour qui manque, ou corrigez `elus`.
    """
    election = acte.election
    if election is None or not _is_readable(election):
        return
    yield from _check_doubles(election, report)
    if not _has_rounds(election):
        return
    found = election.designation
    sure = {c.key for c in found.elus}
    tied = {c.key for c in found.a_egalite}
    named = [_key(m) for m in election.elus]
    last, needed = election.tours[-1], _tell_needed(election)
    for mention, key in zip(election.elus, named, strict=True):
        if key in sure or key in tied:
            continue
        yield report(
            mention.path,
            f"{_write(mention)} est {agree_all([mention.elu], 'donné', 'donnée')} "
            f"pour {agree_all([mention.elu], 'élu', 'élue')}, mais "
            f"{_tell_votes(election, key)} ; {needed}",
            "corrigez les voix, ajoutez le tour qui manque, ou corrigez `elus`",
            regle=election.regle if _is_arguable(election, key) else None,
            related=((last.path, f"le {_name_last(election)}"),),
        )
    missing = [c for c in found.elus if c.key not in named]
    if missing and all(key in sure or key in tied for key in named):
        yield report(
            (*election.path, "elus"),
            f"{'le tour élit' if len(election.tours) == 1 else 'les tours élisent'} "
            f"aussi {_join(missing)}, qui "
            f"{'manque' if len(missing) == 1 else 'manquent'} dans `elus`",
            "complétez `elus`, ou corrigez les voix",
            regle=election.regle,
        )
    if found.tours_de_trop is not None:
        yield report(
            election.tours[found.tours_de_trop].path,
            f"ce tour ne devait pas avoir lieu : au précédent, {_tell_filled(found)}",
            "corrigez les voix du tour précédent, ou supprimez celui-ci",
            regle=election.regle,
        )


@rule("VOT15", A, scope="acte", regles=("regimes.egalite",))
def age_qui_departage(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Candidats à égalité de voix, que l'âge départage.

    Vérifie : au tour où le plus de voix élit, aucun siège ne dépend de deux candidats
    à égalité. Le registre ne connaît pas l'âge des membres : l'élu donné est admis.
    Pourquoi : la loi départage par l'âge, et le logiciel ne peut le vérifier.
    Exemple : deux candidats à 30 voix au troisième tour.
    Que faire : vérifiez les dates de naissance ; si l'élu est bien le bon, rien n'est
    à corriger.
    """
    election = acte.election
    if election is None or not election.designation.a_egalite:
        return
    if not _is_readable(election) or not _has_rounds(election):
        return
    egalite = election.regle.egalite if election.regle else None
    yield report(
        (*election.path, "elus"),
        f"{_join(election.designation.a_egalite)} sont à égalité de voix"
        + (f" ; {EGALITES[egalite]}" if egalite else ""),
        "vérifiez l'âge, que le logiciel ne connaît pas ; si l'élu est le bon, rien "
        "n'est à corriger",
        regle=election.regle,
    )


@check(elu_que_les_tours_n_elisent_pas.kind, scope="acte")
def siege_sans_elu(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """A number of names that the rounds cannot fill though each name is right."""
    election = acte.election
    if election is None or not _is_readable(election) or not _has_rounds(election):
        return
    found = election.designation
    known = {c.key for c in (*found.elus, *found.a_egalite)}
    taken = sum(_key(m) in {c.key for c in found.a_egalite} for m in election.elus)
    if all(_key(m) in known for m in election.elus) and taken > found.restants:
        yield report(
            (*election.path, "elus"),
            f"{count(found.restants, 'siège reste', 'sièges restent')} à pourvoir "
            f"entre {_join(found.a_egalite)}, à égalité ; {taken} sont donnés pour "
            "élus",
            "gardez ceux que l'âge désigne",
            regle=election.regle,
        )


@rule("VOT16", E, A, scope="acte", regles=("regimes.proportionnelle",))
def tours_non_verifies(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Élection dont le logiciel ne peut vérifier les tours.

    Vérifie : le régime de l'élection dit combien de tours demandent la majorité
    absolue. Sans `regime`, rien ne le dit : c'est une erreur. Là où le texte n'a pas
    été lu, ou partage les sièges à la proportionnelle, c'est un avertissement.
    Pourquoi : un élu que la loi n'élit pas passerait inaperçu.
    Exemple : `election:` sur un acte sans `regime`.
    Que faire : ajoutez `regime: nomination`, ou celui de cette élection. Si le
    logiciel ne peut vérifier, vérifiez vous-même les élus.
    """
    election = acte.election
    if election is None or _has_rounds(election):
        return
    regle = election.regle
    if regle is None:
        known = [
            code
            for code, regimes in acte.situation.regles.regimes.items()
            if (found := find_in_force(regimes, acte.jour)) and found.scrutin_secret
        ]
        yield report(
            (*election.path, "elus"),
            f"le régime `{acte.acte.regime}` ne dit pas qui une élection élit, ni à "
            "combien de tours",
            "ajoutez à l'acte le régime de cette élection : "
            + ", ".join(f"`regime: {code}`" for code in known),
        )
        return
    why = (
        "les sièges se partagent à la proportionnelle, entre des listes"
        if regle.proportionnelle
        else "le texte qui règle les tours n'a pas été lu"
    )
    yield report(
        (*election.path, "elus"),
        f"{why} : le logiciel imprime les élus sans les vérifier",
        "vérifiez les élus vous-même ; s'ils sont les bons, rien n'est à corriger",
        severity=A,
        regle=regle,
    )


def _has_rounds(election: ElectionTenue) -> bool:
    """Whether the data say whom the rounds elect."""
    regle = election.regle
    return regle is not None and regle.tours_absolus is not None


def _is_arguable(election: ElectionTenue, key: object) -> bool:
    """Whether another reading of the law could elect this one: none had more votes."""
    last = election.tours[-1]
    ahead = [c for c in last.ranked[: len(election.elus)] if c.voix > 0]
    return key in {c.key for c in ahead}


def _check_doubles(election: ElectionTenue, report: Report) -> Iterator[Diagnostic]:
    lists = [
        ((*election.path, "elus"), [_key(m) for m in election.elus]),
        *((t.path, [c.key for c in t.candidats]) for t in election.tours),
    ]
    for path, keys in lists:
        if len(set(keys)) < len(keys):
            yield report(path, "le même nom y est deux fois", "gardez-le une fois")


def _is_readable(election: ElectionTenue) -> bool:
    """Whether every name is somebody's: a mistyped one is told as such."""
    names = [c.mention for tour in election.tours for c in tour.candidats]
    return all(m.elu is not None or m.libre for m in (*names, *election.elus))


def _key(mention: Mention) -> object:
    return mention.elu or mention.texte.strip().casefold()


def _write(mention: Mention) -> str:
    return write_elu(mention.elu) if mention.elu else f"« {mention.texte} »"


def _join(candidats: Iterable[Candidat]) -> str:
    return join(_write(c.mention) for c in candidats)


def _tell_filled(found: Designation) -> str:
    """Who had been elected when a round too many was held."""
    told = []
    if found.elus:
        elus = [c.elu for c in found.elus]
        told.append(
            f"{_join(found.elus)} {'est' if len(elus) == 1 else 'sont'} déjà "
            f"{agree_all(elus, 'élu', 'élue')}"
        )
    if found.a_egalite:
        told.append(f"l'âge départage {_join(found.a_egalite)}")
    return join(told)


def _name_last(election: ElectionTenue) -> str:
    return "tour" if len(election.tours) == 1 else "dernier tour"


def _tell_votes(election: ElectionTenue, key: object) -> str:
    where = "" if len(election.tours) == 1 else " au dernier tour"
    for candidat in election.tours[-1].candidats:
        if candidat.key == key:
            return f"a {candidat.voix} voix{where}"
    return f"ne figure pas parmi les candidats{where}"


def _tell_needed(election: ElectionTenue) -> str:
    """What the last round asked for."""
    last, regle = election.tours[-1], election.regle
    if last.requis is None:
        return "à ce tour, le plus de voix élit"
    base = (
        "des membres qui composent l'organe"
        if regle and regle.majorite is Majorite.MEMBRES_COMPOSANT
        else "des suffrages exprimés"
    )
    return f"la majorité absolue {base} est de {last.requis} voix"
