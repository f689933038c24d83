"""ACT09: the annexes, and the texts that send to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.rules.passages import iter_passages
from delib_gen.rules.registry import rule
from delib_gen.rules.words import count
from delib_gen.schema.acte import Destination
from delib_gen.schema.base import fold_word
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.passages import Passage
    from delib_gen.rules.report import Report
    from delib_gen.schema.acte import Annexe

A = Severity.AVERTISSEMENT

_NUMBERED = re.compile(
    r"\bannexes? (?:n° ?|nos? )?(\d+(?:(?:, | et | à )\d+\b)*)\b", re.IGNORECASE
)
_NAMED = re.compile(r"\bannexes?\b(?! (?:n|\d))|\bci-join|\bjoint", re.IGNORECASE)
_WHERE = {
    Destination.DELIBERATION: "la délibération",
    Destination.RAPPORT: "le rapport",
}


@rule("ACT09", A, scope="acte", with_statut=True)
def renvoi_aux_annexes(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Annexe citée qui n'existe pas, ou annexe jamais citée.

    Vérifie : « annexe 2 » suppose deux annexes au moins à la délibération ou au
    rapport ; et chaque annexe est annoncée dans la pièce à laquelle elle est jointe,
    par son numéro, par son titre, ou par « les annexes », « ci-joint ».
    Pourquoi : un renvoi à une pièce absente fait douter que l'acte soit complet.
    Exemple : « voir annexe 3 », quand le rapport a deux annexes.
    Que faire : corrigez le renvoi, ou l'annexe qui manque.
    """
    annexes = list(enumerate(acte.acte.annexes))
    texts = [
        p
        for p in iter_passages(acte)
        if p.langue == LANGUE_DE_REFERENCE
        and p.part not in ("annexes", "objet")
        and "annexes" not in p.path
    ]
    most = max(sum(a.de is d for _, a in annexes) for d in Destination)
    for passage in texts:
        for match in _NUMBERED.finditer(passage.flat):
            if any(not 0 < rank <= most for rank in _read_ranks(match[1])):
                yield report(
                    passage.path,
                    f"le texte cite « {match[0]} », mais la délibération et le "
                    f"rapport ont au plus {count(most, 'annexe')}",
                    "corrigez le renvoi, ou ajoutez l'annexe",
                    span=passage.place(*match.span()),
                )
    ranks = dict.fromkeys(Destination, 0)
    for index, annexe in annexes:
        ranks[annexe.de] += 1
        rank = ranks[annexe.de]
        if not any(_cites(p, annexe, rank) for p in texts):
            yield report(
                (*acte.path, "annexes", index),
                f"l'annexe {rank}, « {annexe.titre.reference} », n'est citée nulle "
                f"part dans {_WHERE[annexe.de]}",
                f"annoncez-la par son numéro (« annexe {rank} ») ou par son titre",
            )


def _read_ranks(words: str) -> set[int]:
    """The numbers of `1, 2 et 4` or of `1 à 3`."""
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    if " à " in words:
        return set(range(min(numbers), max(numbers) + 1))
    return set(numbers)


def _cites(passage: Passage, annexe: Annexe, rank: int) -> bool:
    """Whether a text sends to an annexe, however it names it."""
    text = passage.flat
    if fold_word(annexe.titre.reference) in fold_word(text):
        return True
    if any(rank in _read_ranks(match[1]) for match in _NUMBERED.finditer(text)):
        return True
    return passage.piece is annexe.de and _NAMED.search(text) is not None
