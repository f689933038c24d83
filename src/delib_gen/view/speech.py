"""Saying things in a language, and telling what is said in another one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from delib_gen.lang.grammar import load_grammar
from delib_gen.lang.phrasebook import load_phrasebook
from delib_gen.lang.riche import Riche
from delib_gen.lang.said import join_pieces, say
from delib_gen.prose.tree import Brin, Paragraphe
from delib_gen.prose.walk import map_text, set_language
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from delib_gen.lang.grammar import Grammar
    from delib_gen.lang.phrasebook import Phrasebook
    from delib_gen.lang.typography import Typography
    from delib_gen.load.contents import ProseLue
    from delib_gen.model.situation import Situation
    from delib_gen.prose.tree import Brins, Prose
    from delib_gen.schema.autorite import Elu
    from delib_gen.schema.charte import Charte
    from delib_gen.schema.texte import Texte

_PLAIN = Brin("")


class MissingDataError(LookupError):
    """Something that the rules should have refused before: a bug of ours."""


@dataclass(slots=True)
class Speech:
    """A language at work in a document.

    Attributes:
        langue: the language spoken.
        charte: the house style.
        phrases: its phrases, in the variety that was chosen.
        grammar: its days, numbers and small words.
        typography: the house style's spaces.
        edition: the document's language. Where it lacks a phrase, another one is
            spoken, and what it says is said to be in it.
    """

    langue: str
    charte: Charte
    phrases: Phrasebook
    grammar: Grammar
    typography: Typography
    edition: str

    def tell_apart(self, langue: str) -> str:
        """A language, where it is not that of the document; else nothing."""
        return "" if langue == self.edition else langue

    def say(self, text: str, langue: str) -> str:
        """A text said to be in a language, where that is not the document's."""
        return say(text, langue) if self.tell_apart(langue) else text

    def find_version(self, texte: Texte) -> tuple[str, str]:
        """A text of the session in the language, else in that of reference.

        Returns:
            The text as typed, and its language.
        """
        given = texte.get(self.langue)
        if given:
            return given, self.langue
        return texte.reference, LANGUE_DE_REFERENCE

    def text(self, texte: Texte) -> str:
        """A text of the session in the language, else in that of reference."""
        text, langue = self.find_version(texte)
        return self.say(self.line(text), langue)

    def line(self, text: str) -> str:
        """A text on one line, with the house style's no-break spaces."""
        return self.typography.set_line(text)

    def prose(self, versions: Mapping[str, ProseLue]) -> Prose:
        """A text in Markdown, in the language, else in that of reference.

        Args:
            versions: the text by language; nothing where there is none.
        """
        for langue in (self.langue, LANGUE_DE_REFERENCE):
            if langue in versions:
                return self.set_prose(versions[langue].prose, langue)
        return ()

    def begin(self, prose: Prose) -> tuple[tuple[str, ...], Prose]:
        """The paragraphs that a prose begins with, as texts, and what follows them."""
        count = 0
        for bloc in prose:
            if not isinstance(bloc, Paragraphe):
                break
            count += 1
        opening = cast("tuple[Paragraphe, ...]", prose[:count])
        return tuple(self._write(bloc.brins) for bloc in opening), prose[count:]

    def _write(self, brins: Brins) -> str:
        """A paragraph: a plain text where nothing of it has a look of its own."""
        if any(replace(b, texte="", langue="") != _PLAIN for b in brins):
            return Riche(brins)
        return self.line(join_pieces((b.texte, b.langue) for b in brins))

    def set_prose(self, prose: Prose, langue: str) -> Prose:
        """A text in Markdown that is in a language, as the house style sets it."""
        prose = map_text(prose, self.typography.set_spaces)
        other = self.tell_apart(langue)
        return set_language(prose, other) if other else prose

    def phrase(self, key: str, **values: object) -> str:
        """A phrase of the language, filled and set.

        Where its values are days, lists or names, they come from who says it
        (`find_speaker`).
        """
        text = self.line(self.phrases.get(key, **self.offer(key, values)))
        return self.say(text, self.phrases.find_language(key))

    def offer(self, key: str, values: dict[str, object]) -> dict[str, object]:  # noqa: ARG002
        """What a phrase is filled with: what it is given, and what it may ask for."""
        return values

    def agree(self, key: str, elus: Sequence[Elu], **values: object) -> str:
        """A phrase agreed with people, filled and set."""
        text = self.line(self.phrases.agree(key, elus, **self.offer(key, values)))
        return self.say(text, self.phrases.find_language(key))


def choose_number(key: str, jours: Sequence[dt.date]) -> str:
    """The form of a phrase that speaks of one day or of several."""
    return f"{key}.{'un_jour' if len(jours) == 1 else 'plusieurs_jours'}"


def load_language(situation: Situation, langue: str) -> tuple[Phrasebook, Grammar]:
    """What a language says, in the variety that the session or authority chose."""
    variete = situation.autorite.variete.get(langue, "")
    phrases = load_phrasebook(langue, variete)
    for said in situation.reference.phrases:
        for spoken, own in said.items():
            phrases = phrases.say_otherwise(own, spoken)
    return phrases, load_grammar(langue, variete)
