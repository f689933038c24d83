"""What was taken out of somebody else's PDF, and how it is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

_LISTED = 5


@dataclass(slots=True)
class Taken:
    """What was taken out of a file.

    Attributes:
        notes: the pages of notes that are not kept.
        marks: the pages of marks that became part of them.
        links: the links that lead no more, by where they led.
        attached: whether there were files inside.
        properties: whether it said anything of how it was made.
        signed: whether it is signed.
    """

    notes: list[int] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    links: dict[str, None] = field(default_factory=dict)
    attached: bool = False
    properties: bool = False
    signed: bool = False

    @property
    def seen(self) -> bool:
        """Whether something was taken that somebody may look for."""
        return bool(self.notes or self.marks or self.links or self.attached)


def tell_taken(taken: Taken) -> Iterator[tuple[str, str]]:
    """What somebody may look for in vain, in words; and what to do about it."""
    if taken.notes:
        taken_out = "sont ôtées" if len(taken.notes) > 1 else "est ôtée"
        yield (
            f"{_count(taken.notes, 'remarque de relecture', 'remarques de relecture')} "
            f"{taken_out} : ni le dossier ni la copie de l'annexe n'en gardent rien",
            "vérifiez qu'aucune ne devait être lue ; écrivez alors son texte dans la "
            "page",
        )
    if taken.links:
        listed = ", ".join(f"« {link} »" for link in [*taken.links][:_LISTED])
        more = ", …" if len(taken.links) > _LISTED else ""
        yield (
            f"ce qui mène ailleurs que sur le web ou dans le fichier est retiré : "
            f"{listed}{more}",
            "le texte reste ; donnez une adresse en https:// s'il faut un lien",
        )
    if taken.attached:
        yield (
            "les fichiers attachés n'entrent ni dans le dossier ni dans la copie de "
            "l'annexe",
            "joignez-les comme annexes s'ils comptent",
        )


def tell_marks(taken: Taken) -> str:
    """What is now part of the pages, in words."""
    return (
        f"{_count(taken.marks, 'annotation', 'annotations')} (texte, tampon, trait, "
        "surlignage…) : le dessin fait désormais partie de la page, sans commentaire "
        "ni auteur"
    )


def _count(pages: list[int], one: str, several: str) -> str:
    said = f"{len(pages)} {several}" if len(pages) > 1 else f"une {one}"
    return f"{said} ({_show_pages(pages)})"


def _show_pages(pages: list[int]) -> str:
    """Pages as a message lists them."""
    known = [str(page) for page in dict.fromkeys(pages)]
    listed = ", ".join(known[:_LISTED]) + (", …" if len(known) > _LISTED else "")
    return f"page {listed}" if len(known) == 1 else f"pages {listed}"
