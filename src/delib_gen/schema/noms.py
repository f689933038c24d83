"""The names of an authority, of its organs and of its offices, by language."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import AfterValidator

from delib_gen.findings.structure import STR02
from delib_gen.schema.base import Ligne, Schema, saisie_error
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

_REQUIS: Any = None
"""What a name has that a language does not give: that of reference must give it."""


class Noms(Schema):
    """What something is called in one language; only that of reference gives all."""

    _FACULTATIFS: ClassVar[tuple[str, ...]] = ()

    def list_lacking(self) -> list[str]:
        """The names that it does not give, those that nobody need give apart."""
        return [
            name
            for name in type(self).model_fields
            if name not in self._FACULTATIFS and getattr(self, name) is None
        ]


class NomsFonction(Noms):
    """An office in one language."""

    masculin: Ligne = _REQUIS
    feminin: Ligne = _REQUIS
    signature_masculin: Ligne = _REQUIS
    signature_feminin: Ligne = _REQUIS


class NomsOrgane(Noms):
    """An organ in one language: each form as it is printed, never computed."""

    _FACULTATIFS = ("en_nombre", "lieu_habituel")

    titre: Ligne = _REQUIS
    sujet: Ligne = _REQUIS
    capitales: Ligne = _REQUIS
    couverture: Ligne = _REQUIS
    reunion: Ligne = _REQUIS
    convoque: Ligne = _REQUIS
    reunie: Ligne = _REQUIS
    en_nombre: Ligne | None = None
    """Said where the quorum was there (`au nombre prescrit par la loi`)."""
    lieu_habituel: Ligne | None = None
    """Where it sits, unless the session names another place."""
    saisine: Ligne = _REQUIS


class NomsAutorite(Noms):
    """The authority in one language."""

    _FACULTATIFS = ("tribunal",)

    nom: Ligne = _REQUIS
    couverture: Ligne = _REQUIS
    lieu_signature: Ligne = _REQUIS
    tribunal: Ligne | None = None
    """Where its acts are appealed against (`le tribunal administratif de …`)."""


class NomsRapporteur(Noms):
    """Who reports, in one language."""

    du: Ligne = _REQUIS
    couverture: list[Ligne] = _REQUIS
    en_tete: Ligne = _REQUIS


N = TypeVar("N", bound=Noms)


def _require_names(versions: dict[str, N]) -> dict[str, N]:
    reference = versions.get(LANGUE_DE_REFERENCE)
    lacking = reference.list_lacking() if reference is not None else []
    if lacking:
        raise saisie_error(
            STR02,
            "il manque " + ", ".join(f"`{name}`" for name in lacking),
            f"ajoutez-le sous `{LANGUE_DE_REFERENCE}:`",
            key=lacking[0],
        )
    return versions


ParLangue = Annotated[dict[str, N], AfterValidator(_require_names)]
"""Names by language: those of the reference whole, the others as far as they go."""
