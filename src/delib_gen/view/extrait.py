"""The extract of the register: the act again, certified by who signs the extract."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from delib_gen.schema.mentions import MentionLegale
from delib_gen.view.context import ActeContext
from delib_gen.view.deliberation import DeliberationView, build_deliberation_view
from delib_gen.view.mentions import list_mentions_legales, write_mention
from delib_gen.view.signatures import write_place_and_day


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraitView(DeliberationView):
    """The parts of an extract, in reading order: those of the act."""

    genre: ClassVar[str] = "extrait"


def build_extrait(context: ActeContext) -> Iterator[ExtraitView]:
    """The extract of an act that was put to the sitting.

    The secretaries signed the act; who certifies the extract signs it alone, on a day
    that is left blank.
    """
    nom = context.phrase("extrait.nom", acte=context.name_acte("nom"))
    above = list_mentions_legales(context, above=True)
    certified = write_mention(context, MentionLegale.EXTRAIT_CONFORME)
    for view in build_deliberation_view(context):
        parts = {f.name: getattr(view, f.name) for f in dataclasses.fields(view)}
        yield replace(
            ExtraitView(**parts),
            meta=context.meta(nom, nom, ExtraitView.genre),
            extrait=context.phrase("extrait.intitule"),
            certifications=tuple(dict.fromkeys((*above, certified))),
            lieu_date=write_place_and_day(context, None),
            signatures=view.signatures[:1],
        )
