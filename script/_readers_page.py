"""The page on which a reader of a language annotates every phrase of its edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from delib_gen.lang.grammar import load_grammar
from delib_gen.lang.phrasebook import (
    A_RELIRE,
    ATTESTE,
    DERIVE,
    FORMES,
    Phrase,
    load_phrasebook,
    read_language_data,
)
from delib_gen.lang.readers import list_names, list_varieties, name_language
from delib_gen.resources import data_dir, list_languages
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

_INTRO = """\
# Le {nom} des actes, à relire

Cette page est écrite par `script/generate-docs` : ne la modifiez pas, annotez-la.
Elle liste tout ce que le logiciel écrit de lui-même dans une édition en {nom} :
{total} phrases et noms, dont

- {lus} lus tels quels dans une source ;
- {derives} faits par une règle, à partir de mots lus ;
- {relire} à relire par quelqu'un dont c'est la langue ;
- {absents} laissés en français, parce que des mots manquent.

Les mots entre accolades (`{{nombre}}`, `{{date}}`…) sont remplis par le logiciel.
Une phrase qui s'accorde est donnée sous chacune de ses formes. Dans la dernière
colonne, écrivez « juste », ou la phrase que vous écririez.
`templates/{langue}/LISEZMOI.md` dit comment la porter dans le logiciel.
"""
_SECTIONS = {
    A_RELIRE: (
        "À relire",
        "Composées de mots lus, mais que personne n'a lues entières.",
    ),
    "": (
        "Laissées en français",
        "Aucune source n'a donné les mots qu'il faut ; rien n'est deviné. "
        "La source dit ce qui manque.",
    ),
    DERIVE: (
        "Faites par une règle",
        "Tirées de mots lus, par une règle lue elle aussi : un accord, des capitales, "
        "une terminaison.",
    ),
    ATTESTE: ("Lues telles quelles", "Lues dans la source, mot pour mot."),
}
_LABELS = {
    "un_homme": "un homme",
    "une_femme": "une femme",
    "des_hommes": "des hommes",
    "des_femmes": "des femmes",
    "mixte": "hommes et femmes",
}
# Days that the rules of a language single out: the first, those whose names begin
# with a vowel, two days, two months.
_DAYS = (
    [(2023, 12, 19)],
    [(2022, 7, 1)],
    [(2018, 3, 8)],
    [(2023, 12, 11)],
    [(2024, 4, 25), (2024, 4, 26)],
    [(2022, 6, 30), (2022, 7, 1)],
)


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase or a name, as the page shows it; `statut` is empty where it lacks."""

    key: str
    francais: str
    texte: str
    statut: str
    source: str


def list_pages() -> dict[str, str]:
    """The pages, by the names of their files."""
    return {
        f"{name_language(langue)}-a-relire.md": write_page(langue)
        for langue in list_languages()
        if langue != LANGUE_DE_REFERENCE
    }


def write_page(langue: str) -> str:
    """The page of a language."""
    rows = list(list_rows(langue))
    numbers = {statut: sum(r.statut == statut for r in rows) for statut in _SECTIONS}
    lines = [
        _INTRO.format(
            nom=name_language(langue),
            langue=langue,
            total=len(rows),
            lus=numbers[ATTESTE],
            derives=numbers[DERIVE],
            relire=numbers[A_RELIRE],
            absents=numbers[""],
        )
    ]
    for statut, (title, told) in _SECTIONS.items():
        lines += [f"## {title} ({numbers[statut]})", "", told, ""]
        lines += [
            "| clé | français | ici | source | remarque |",
            "| - | - | - | - | - |",
        ]
        lines += [_write_row(row) for row in rows if row.statut == statut]
        lines.append("")
    return "\n".join([*lines, *_write_days(langue)])


def list_rows(langue: str) -> Iterator[Row]:
    """Every phrase and every name of a language, in the order of their files."""
    reference = load_phrasebook(LANGUE_DE_REFERENCE).own
    for key, phrase in load_phrasebook(langue).own.items():
        french = _show(reference[key]) if key in reference else ""
        statut = "" if phrase.absent else phrase.statut
        yield Row(key, french, _show(phrase), statut, phrase.source)
    for code in list_codes(langue):
        french_names = read_language_data(data_dir() / "autorites" / f"{code}.yaml")
        for name in list_names(langue, code):
            said = [t if not v else f"{v} : {t}" for v, t in name.textes.items()]
            french = _find_name(french_names, name.key)
            key = f"{code} : {name.key}"
            yield Row(key, french, "<br>".join(said), name.statut, name.source)


def _show(phrase: Phrase) -> str:
    """The forms of a phrase, a line each, with what its varieties say of their own."""
    lines = list(_show_formes(phrase.formes))
    for variete, formes in phrase.varietes.items():
        lines += [f"{variete} : {line}" for line in _show_formes(formes)]
    return "<br>".join(lines)


def _show_formes(formes: dict[str, str]) -> Iterator[str]:
    if "" in formes:
        yield formes[""]
    told: dict[str, list[str]] = {}
    for forme in FORMES:
        if forme in formes:
            told.setdefault(formes[forme], []).append(_LABELS[forme])
    for text, labels in told.items():
        yield f"{text} ({', '.join(labels)})"


def _find_name(names: dict[str, object], key: str) -> str:
    *path, last = key.split(".")
    node: object = names
    for step in [*path, LANGUE_DE_REFERENCE, last]:
        node = node.get(step, "") if isinstance(node, dict) else ""
    return " / ".join(node) if isinstance(node, list) else str(node)


def _write_row(row: Row) -> str:
    cells = (f"`{row.key}`", row.francais, row.texte, row.source, "")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _write_days(langue: str) -> Iterator[str]:
    """The days, as the language and each of its varieties write them."""
    varieties = ["", *list_varieties(langue)]
    heads = ["français", "ici", *varieties[1:], "remarque"]
    yield "## Les dates"
    yield ""
    yield "Le mois vient du CLDR, corrigé par `langue.yaml`."
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"| {' | '.join('-' for _ in heads)} |"
    for given in _DAYS:
        days = [dt.date(*day) for day in given]
        cells = [load_grammar(LANGUE_DE_REFERENCE).format_days(days)]
        cells += [load_grammar(langue, name).format_days(days) for name in varieties]
        yield f"| {' | '.join(cells)} |  |"
    yield ""


def list_codes(langue: str) -> list[str]:
    """The shipped authorities that have names in a language."""
    folder = data_dir() / "autorites" / langue
    return sorted(path.stem for path in folder.glob("*.yaml"))
