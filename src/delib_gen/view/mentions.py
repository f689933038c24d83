"""What an act says of itself beside its text: certified, sent, put online, appealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from delib_gen.schema.mentions import MentionLegale
    from delib_gen.view.context import ActeContext


def list_mentions_legales(context: ActeContext, *, above: bool) -> tuple[str, ...]:
    """The mentions that the organ's acts bear, with their dates or blanks.

    Args:
        context: the act.
        above: whether those above the signatures are wanted, or those below.
    """
    mentions = context.situation.organe.mentions
    opinion = context.acte.acte.nature.souhaite
    return tuple(
        write_mention(context, mention)
        for mention in mentions
        if mention.certifie == above and not (opinion and mention.decide)
    )


def write_mention(context: ActeContext, mention: MentionLegale) -> str:
    """What an act says of itself, with its days or blanks."""
    key = f"mention.{mention.value}"
    said, acte, seance = (
        context.find_speaker(key),
        context.acte.acte,
        context.situation.seance,
    )
    blank = said.phrase("mention.blanc")

    def write_day(day: dt.date | None) -> str:
        return said.grammar.format_day(day) if day else blank

    return said.phrase(
        key,
        recu=write_day(acte.recu_le or seance.recu_le),
        publie=write_day(acte.publie_le or seance.publie_le),
        tribunal=said.noms_autorite.tribunal or blank,
        la_presente=said.name_nature("la_presente"),
    )
