"""What an act says of itself beside its text: certified, sent, put online, appealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from delib_gen.schema.mentions import MentionLegale
from delib_gen.view.offers import offer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from delib_gen.view.context import ActeContext


def list_mentions_legales(context: ActeContext, *, above: bool) -> tuple[str, ...]:
    """The mentions that the organ's acts bear, with their dates or blanks.

    Args:
        context: the act.
        above: whether those above the signatures are wanted, or those below.
    """
    mentions = part_mentions(context.situation.organe.mentions)[0 if above else 1]
    opinion = context.acte.acte.nature.souhaite
    return tuple(
        write_mention(context, mention)
        for mention in mentions
        if not (opinion and mention.decide)
    )


def part_mentions(
    mentions: Sequence[MentionLegale],
) -> tuple[Sequence[MentionLegale], Sequence[MentionLegale]]:
    """The mentions above the signatures, and those below.

    Where the list does not say where the signatures stand, each is where it usually is.
    """
    if MentionLegale.SIGNATURE in mentions:
        rank = mentions.index(MentionLegale.SIGNATURE)
        return mentions[:rank], mentions[rank + 1 :]
    return (
        [mention for mention in mentions if mention.certifie],
        [mention for mention in mentions if not mention.certifie],
    )


def write_mention(context: ActeContext, mention: MentionLegale) -> str:
    """What an act says of itself, with its days or blanks."""
    key = f"mention.{mention.value}"
    said = context.find_speaker(key)
    return said.phrase(
        key,
        recu=offer(said, "recu"),
        publie=offer(said, "publie"),
        tribunal=said.noms_autorite.tribunal or said.phrase("mention.blanc"),
        la_presente=said.name_nature("la_presente"),
    )
