"""What a phrase of the office's own may say beside what the usual one says.

A phrase of an act is filled with what the software's own form of it needs. Said
otherwise, it may ask for more of the sitting (`{heure}`), and for a day in another
form (`{convocation:chiffres}`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from string import Formatter

from delib_gen.lang.phrasebook import read_language_data
from delib_gen.resources import templates_dir

OFFERED = (
    "convocation",
    "en_exercice",
    "heure",
    "lieu",
    "numero",
    "presents",
    "president",
    "publie",
    "qualite",
    "quorum",
    "recu",
    "representes",
    "seance",
    "secretaires",
    "signe",
    "votants",
)
"""What may be asked for: the hour of the sitting, its counts, the days of the act."""
DAYS = (
    "annee",
    "convocation",
    "date",
    "defaut",
    "jour",
    "publie",
    "recu",
    "seance",
    "signe",
)
"""What is a day, or the year of one."""
TYPED = ("convocation", "heure")
"""What the sitting must give for a phrase to say it."""
FORMES = ("capitales", "chiffres", "court", "lettres", "nom", "semaine")
"""`30 NOVEMBRE 2023`, `30/11/2023`, `30 novembre`, `trente novembre deux mille
vingt-trois`, `jeudi`, `jeudi 30 novembre 2023`; and, where a number is in words, a
manner of the language's."""
NAMES = ("membre", "noms", "president", "secretaires")
"""What is somebody's name, or several."""
FORMES_DU_NOM = ("nom", "nom-prenom", "simple", "simple-nom-prenom")
"""`Mme AMBRE`, `Mme AMBRE Anne`, `Anne AMBRE`, `AMBRE Anne`."""
_BLOCKS = ("deliberation.", "mention.", "vote.")
_FORMATTER = Formatter()


class Written(str):
    """A day, or days, as a phrase has them; one may ask for another form."""

    __slots__ = ("_write",)

    def __new__(cls, text: str, write: Callable[[str], str]) -> Written:
        """A text, and what writes it in the form that is asked for."""
        said = super().__new__(cls, text)
        said._write = write
        return said

    _write: Callable[[str], str]

    def __format__(self, forme: str) -> str:
        return self._write(forme) if forme else str(self)


class Blank(str):
    """What is left to be filled in by hand, in whatever form it would have been."""

    __slots__ = ()

    def __format__(self, forme: str) -> str:
        return str(self)


def takes_more(key: str) -> bool:
    """Whether a phrase said otherwise may ask for more than the usual one."""
    return key.startswith(_BLOCKS)


@cache
def list_forms(langue: str) -> tuple[str, ...]:
    """The forms that a day has in a language."""
    data = read_language_data(templates_dir() / langue / "langue.yaml")
    return (*FORMES, *data.get("manieres", ()))


def find_unknown_form(text: str, forms: Collection[str]) -> tuple[str, str] | None:
    """The first name that a text wants in a form that it has not, and that form."""
    for _, name, forme, _ in _FORMATTER.parse(text):
        known = forms if name in DAYS else FORMES_DU_NOM if name in NAMES else ()
        if name and forme and (not forms or forme not in known):
            return name, forme
    return None
