"""An authority's own file, to start from: a shipped base, a name, its members."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

from delib_gen.aide.starter_text import fill_model
from delib_gen.edits.tree import read_data
from delib_gen.lang.grammar import load_grammar
from delib_gen.membres.file import write_fiche
from delib_gen.resources import data_dir
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from delib_gen.schema.autorite import Autorite

AUTORITE_FILE = "collectivite.yaml"
INVENTED = "3"
"""How many members are made up."""
_OF = re.compile(r"\b(?:de la|de l[’']|du|des|de|d[’'])\s*", re.IGNORECASE)


def write_autorite(
    base: str,
    autorite: Autorite,
    nom: str,
    jour: dt.date,
    seance: str = "",
    population: str = "",
    effectif: str = "",
) -> str:
    """The text of the file.

    Args:
        base: the code of the shipped authority that it starts from.
        autorite: that authority.
        nom: what the new one is called.
        jour: the day of the first sitting: the members are in office by then.
        seance: the path of the session, for the command that the file shows.
        population: its inhabitants, where the law counts its members by them.
        effectif: how many members it has by law. Where neither is given there are
            three, that are made up.
    """
    grammar = load_grammar(LANGUE_DE_REFERENCE)
    whose = grammar.put_article(nom).upper()
    organes = [
        {
            "code": code,
            "titre": f"{organe.noms[LANGUE_DE_REFERENCE].titre} {whose}",
            "statuts": not organe.regles.quorum,
        }
        for code, organe in autorite.organes.items()
    ]
    chair = next(iter(autorite.organes.values())).presidence[:1]
    return fill_model(
        f"{AUTORITE_FILE}.j2",
        base=base,
        code=write_code(nom),
        nom=nom,
        lieu=_find_place(nom),
        organes=organes,
        fonction=chair[0] if chair else "",
        depuis=jour.replace(month=1, day=1).isoformat(),
        seance=seance,
        population=population,
        effectif=effectif or INVENTED,
        inventes=not (population or effectif),
    )


def copy_autorite(base: str) -> str:
    """The text of a file with the members of a shipped authority that has some.

    All else stays said in that one, and follows it.
    """
    shipped = read_data((data_dir() / "autorites" / f"{base}.yaml").read_text("utf-8"))
    membres = "".join(write_fiche(fiche, 2) for fiche in shipped["membres"])
    return fill_model("copie.yaml.j2", base=base, membres=membres)


def write_code(nom: str) -> str:
    """A name as a code: `commune-de-valbrise`."""
    plain = unicodedata.normalize("NFKD", nom).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "collectivite"


def _find_place(nom: str) -> str:
    """Where acts are signed, as far as the name says: `Valbrise`."""
    _, *after = _OF.split(nom, maxsplit=1)
    return after[0] if after else nom
