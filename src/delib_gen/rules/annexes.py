"""ACT09: the annexes, and the texts that send to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.findings import Severity
from delib_gen.lang.phrasebook import load_table
from delib_gen.lang.renvois import make_reader
from delib_gen.rules.registry import rule
from delib_gen.rules.words import count
from delib_gen.schema.acte import Destination
from delib_gen.schema.base import fold_word
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from delib_gen.findings import Diagnostic
    from delib_gen.lang.renvois import Renvoi, RenvoiReader
    from delib_gen.model.passages import Passage
    from delib_gen.model.situation import ActeEnSeance
    from delib_gen.rules.report import Report
    from delib_gen.schema.acte import Annexe

A = Severity.AVERTISSEMENT

_WHERE = {
    Destination.DELIBERATION: "la délibération",
    Destination.RAPPORT: "le rapport",
}


@rule("ACT09", A, scope="acte", with_statut=True)
def renvoi_aux_annexes(acte: ActeEnSeance, report: Report) -> Iterator[Diagnostic]:
    """Annexe citée qui n'existe pas, ou annexe jamais citée.

    Vérifie : « annexe 2 » suppose deux annexes au moins à la délibération ou au
    rapport, et à celui des deux qui est dit (« annexe 2 du présent rapport ») ; celle
    d'un autre texte (« annexe 2 de la directive ») n'est pas cherchée. Et chaque annexe
    est annoncée dans la pièce à laquelle elle est jointe, par son numéro, son titre,
    ou par « les annexes », « ci-joint ».
    Pourquoi : un renvoi à une pièce absente fait douter que l'acte soit complet.
    Exemple : « voir annexe 3 », quand le rapport a deux annexes.
    Que faire : corrigez le renvoi, ou l'annexe qui manque.
    """
    annexes = list(enumerate(acte.acte.annexes))
    texts = [
        p
        for p in acte.passages
        if p.langue == LANGUE_DE_REFERENCE
        and p.part not in ("annexes", "objet", "debats")
        and "annexes" not in p.path
    ]
    reader = make_reader(load_table(LANGUE_DE_REFERENCE, "renvois"))
    known = [
        (destination.value, rank)
        for destination in Destination
        for rank in range(1, sum(a.de is destination for _, a in annexes) + 1)
    ]
    for passage in texts:
        for renvoi in reader.read(passage.flat):
            place = passage.piece.value
            lacking = any(not renvoi.find(r, place, known) for r in renvoi.rangs)
            if lacking and not renvoi.ailleurs:
                cited = passage.flat[renvoi.start : renvoi.end]
                yield report(
                    passage.path,
                    f"le texte cite « {cited} », mais {_count_annexes(renvoi, known)}",
                    "corrigez le renvoi, ou ajoutez l'annexe",
                    span=passage.place(renvoi.start, renvoi.end),
                )
    ranks = dict.fromkeys(Destination, 0)
    for index, annexe in annexes:
        ranks[annexe.de] += 1
        rank = ranks[annexe.de]
        if not any(_cites(p, annexe, rank, reader) for p in texts):
            yield report(
                (*acte.path, "annexes", index),
                f"l'annexe {rank}, « {annexe.titre.reference} », n'est citée nulle "
                f"part dans {_WHERE[annexe.de]}",
                f"annoncez-la par son numéro (« annexe {rank} ») ou par son titre",
            )


def _count_annexes(renvoi: Renvoi, known: list[tuple[str, int]]) -> str:
    """How many annexes there are, of the piece that a reference names."""
    if renvoi.piece:
        own = sum(piece == renvoi.piece for piece, _ in known)
        return f"{_WHERE[Destination(renvoi.piece)]} a {count(own, 'annexe')}"
    most = max((rank for _, rank in known), default=0)
    return f"la délibération et le rapport ont au plus {count(most, 'annexe')}"


def _cites(passage: Passage, annexe: Annexe, rank: int, reader: RenvoiReader) -> bool:
    """Whether a text sends to an annexe, however it names it."""
    text = passage.flat
    if fold_word(annexe.titre.reference) in fold_word(text):
        return True
    if any(rank in renvoi.rangs for renvoi in reader.read(text)):
        return True
    return passage.piece is annexe.de and reader.announces(text)
