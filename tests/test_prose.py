"""Markdown's tree: what it holds, and what is refused with its line and a way out."""

from __future__ import annotations

import random
import re
import time

import pytest

from delib_gen.prose.images import ImageLue
from delib_gen.prose.parse import parse_prose
from delib_gen.prose.tree import (
    Bloc,
    Brin,
    Definitions,
    Image,
    Liste,
    Paragraphe,
    SautDePage,
    Tableau,
    Titre,
)
from delib_gen.prose.walk import iter_texts

PLAN = ImageLue(b"...", "png")
IMAGES = {"plan.png": PLAN, "le plan é.png": PLAN}


def find_image(name: str, _line: int, _column: int) -> ImageLue | None:
    """The pictures that there are."""
    return IMAGES.get(name)


def read(text: str) -> tuple[Bloc, ...]:
    """The tree of a text in which nothing is refused."""
    prose, findings = parse_prose(text, find_image=find_image)
    assert [f.message for f in findings] == []
    return prose


def runs(text: str) -> tuple[Brin, ...]:
    """The runs of a text that is one paragraph."""
    (block,) = read(text)
    assert isinstance(block, Paragraphe)
    return block.brins


def test_table_has_heads_rows_alignment_and_caption() -> None:
    (table,) = read(
        '{legende="Les *aides*"}\n'
        "| Commune | Aide | Part |\n|---|--:|:-:|\n| Aiacciu | 1 \\| 2 | |\n"
    )

    assert table == Tableau(
        legende=(Brin("Les "), Brin("aides", italique=True)),
        alignements=("gauche", "droite", "centre"),
        entetes=((Brin("Commune"),), (Brin("Aide"),), (Brin("Part"),)),
        lignes=(((Brin("Aiacciu"),), (Brin("1 | 2"),), ()),),
    )


def test_table_stands_in_a_list_and_in_a_quotation() -> None:
    liste, citation = read(
        "- Un :\n\n  | a |\n  |---|\n  | b |\n\n> | a |\n> |---|\n> | c |\n"
    )

    assert list(iter_texts((liste,))) == ["Un :", "a", "b"]
    assert list(iter_texts((citation,))) == ["a", "c"]


def test_note_stands_where_it_is_called() -> None:
    before, note, after = runs(
        "Un mot[^a], et la suite.\n\n"
        "[^a]: La *note*,\n    sur deux lignes.\n\n    Fin.\n"
    )

    assert (before, after) == (Brin("Un mot"), Brin(", et la suite."))
    assert note == Brin(
        "",
        note=(
            Brin("La "),
            Brin("note", italique=True),
            Brin(", sur deux lignes."),
            Brin("", saut=True),
            Brin("Fin."),
        ),
    )


def test_note_may_be_written_anywhere() -> None:
    prose = read("[^1]: Une.\n\n- Un point[^1].\n\n  | a |\n  |---|\n  | b[^2] |\n\n"
                 "[^2]: Deux.\n")  # fmt: skip

    assert list(iter_texts(prose)) == ["Un point.", "Une.", "a", "b", "Deux."]


def test_picture_alone_in_its_paragraph() -> None:
    assert read('{largeur="8 cm"}\n![Le *plan*](plan.png "Plan de masse")') == (
        Image(b"...", "png", "Le plan", (Brin("Plan de masse"),), 8.0),
    )


def test_name_of_a_picture_is_the_one_that_was_typed() -> None:
    text = "![Plan](<le plan é.png>)\n![Plan](le%20plan%20é.png)"

    asked: list[str] = []

    def ask(name: str, _line: int, _column: int) -> None:
        asked.append(name)

    parse_prose(text, find_image=ask)

    assert asked == ["le plan é.png"] * 2
    assert len(read(text)) == 2


def test_definitions() -> None:
    (block,) = read("Commune\n: Une collectivité.\n: Un territoire.\n\nRégion\n: R.\n")

    assert isinstance(block, Definitions)
    assert [len(entry.blocs) for entry in block.entrees] == [2, 1]
    assert list(iter_texts((block,))) == [
        *("Commune", "Une collectivité.", "Un territoire."),
        *("Région", "R."),
    ]


def test_page_break_stands_before_its_block() -> None:
    for text in ("Un.\n\n{saut=page}\nDeux.", 'Un.\n{saut="page"}\n# Deux'):
        _, page_break, following = read(text)

        assert page_break == SautDePage()
        assert list(iter_texts((following,))) == ["Deux"] or following == Paragraphe(
            (Brin("Deux."),)
        )


def test_page_break_before_a_table_keeps_its_caption() -> None:
    page_break, table = read('{saut="page"}\n{legende="L"}\n| a |\n|---|\n| b |')

    assert page_break == SautDePage()
    assert isinstance(table, Tableau)
    assert table.legende == (Brin("L"),)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fait à [[VILLE]].", (Brin("VILLE", blanc=True),)),
        ("Le **[[JOUR]]**.", (Brin("JOUR", gras=True, blanc=True),)),
        ("Nom : ____", (Brin("", blanc=True),)),
        ("Nom : ___", (Brin("", blanc=True),)),
        ("____ (nom) ______, ____", (Brin("", blanc=True),) * 3),
        ("________", (Brin("", blanc=True),)),
        ("Un ___mot___ fort", ()),
        ("nom_de_fichier", ()),
        ("[[1]](https://exemple.test)", ()),
        ("Un [mot] entre crochets", ()),
    ],
)
def test_blanks(text: str, expected: tuple[Brin, ...]) -> None:
    assert tuple(brin for brin in runs(text) if brin.blanc) == expected


def test_numbered_list_goes_on_after_a_paragraph() -> None:
    first, _, second = read("1. a\n2. b\n\nUn paragraphe.\n\n3. c\n4. d\n")

    assert isinstance(first, Liste)
    assert isinstance(second, Liste)
    assert (first.debut, second.debut) == (1, 3)


@pytest.mark.parametrize("numbers", ["111", "123", "456", "7"])
def test_numbers_typed_as_habit_has_it_are_taken(numbers: str) -> None:
    read("".join(f"{number}. point\n" for number in numbers))


REFUSED = {
    "Mot.\n\n| a | b |\n|---|---|\n\nSuite.": ("n'a que sa ligne de titres", 3),
    "- un\n\n  | a |\n  |---|": ("n'a que sa ligne de titres", 3),
    # what is refused, by a word of the message; the line
    "| a | b |\n|---|---|\n| 1 | 2 | 3 |": ("3 cellules", 3),
    "| a | b |\n|---|---|\n| 1 |": ("1 cellule,", 3),
    "> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |": ("3 cellules", 3),
    "| a | b |\n|---|\n| 1 | 2 |": ("même nombre de colonnes", 1),
    "| a[^1] |\n|---|\n| b |\n\n[^1]: n": ("une note dans un titre", 1),
    "# Titre[^1]\n\n[^1]: n": ("une note dans un titre", 1),
    "Terme[^1]\n: Mot.\n\n[^1]: n": ("terme défini", 1),
    "a[^1]": ("n'est pas écrite", 1),
    "a\n\n[^1]: n": ("n'est appelée nulle part", 3),
    "a[^1]\n\nb[^1]\n\n[^1]: n": ("appelée deux fois", 3),
    "a[^1]\n\n[^1]: n\n\n[^1]: m": ("deux notes portent le repère", 5),
    "a[^1]\n\n[^1]: n\n\n    - m": ("autre chose que des paragraphes", 5),
    "a[^1]\n\n[^1]:\n    | m |\n    |---|": ("autre chose que des paragraphes", 4),
    "a[^1]\n\n[^1]: n[^2]\n\n[^2]: m": ("une note dans une note", 3),
    "a[^1]\n\n[^1]: n ![p](plan.png)": ("au milieu d'un texte", 3),
    "a^[une note]": ("entre `^[` et `]`", 1),
    "![](plan.png)": ("sans texte de remplacement", 1),
    "Voir ![le plan](plan.png).": ("au milieu d'un texte", 1),
    "# ![le plan](plan.png)": ("au milieu d'un texte", 1),
    "[![le plan](plan.png)](https://exemple.test)": ("au milieu d'un texte", 1),
    '{largeur="50 %"}\n![p](plan.png)': ("largeur « 50 % » illisible", 2),
    '{largeur="5 cm"}\nUn.': ("n'est pas connu ici : `largeur`", 2),
    '{legende="L"}\n- Un.': ("n'est pas connu ici : `legende`", 2),
    "{onclick=x}\n- Un.": ("n'est pas connu ici : `onclick`", 2),
    '{saut="colonne"}\nUn.': ("saut « colonne » inconnu", 2),
    '- Un.\n\n  {saut="page"}\n  Deux.': ("un saut de page dans une liste", 4),
    '> Un.\n>\n> {saut="page"}\n> Deux.': ("un saut de page dans une liste", 4),
    'Un.\n\n{saut="page"}': ("que rien ne suit", 3),
    '- Un.\n\n  {retrait="1 cm"}\n\nDeux.': ("que rien ne suit", 3),
    '{legende="a" legende="b"}\n| a |\n|---|\n| c |': ("donné deux fois", 1),
    '{legende="a"}\n{legende="b"}\n| a |\n|---|\n| c |': ("donné deux fois", 2),
    "{retrait=1,27 cm}\n- Un.": ("qui ne se lit pas", 1),
    "{% un mot %}\nUn.": ("qui ne se lit pas", 1),
    "{a=1} un mot {b}": ("qui ne se lit pas", 1),
    "Terme\n: Mot.\n\n    Autre\n    : Sens.": ("des définitions dans", 4),
    "[Article 1]: Adopté": ("ne s'imprimerait pas", 1),
    "[a][b]\n\n[b]: https://a.test\n[b]: https://b.test": ("ne s'imprimerait pas", 4),
    '[a](https://a.test "un titre")': ("qui porte un titre", 1),
    "1. a\n2. b\n4. c": ("numéroté 4 s'imprimerait 3", 3),
    '{etiquette="a)"}\n0. a': ("commence à 0", 2),
    "#": ("un titre vide", 1),
    "* * *": ("un filet horizontal", 1),
    "- - x\n\n---": ("un filet horizontal", 3),
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_carried_is_refused_at_its_line(text: str) -> None:
    told, line = REFUSED[text]

    _, findings = parse_prose(text, find_image)

    assert [(told in f.message, f.span and f.span.line) for f in findings] == [
        (True, line)
    ], findings
    assert all(f.hint for f in findings)


MANY = {
    "10 000 lists": ("- " * 10_000 + "x", "niveaux de listes"),
    "1 000 columns": (
        f"|{'a|' * 1000}\n|{'-|' * 1000}\n" + f"|{'b|' * 1000}\n" * 500,
        "un tableau de 1000 colonnes",
    ),
    "100 000 rows": ("| a |\n|---|\n" + "| 1 |\n" * 100_000, "de plus de 50000 lignes"),
    "40 000 rows": ("| a |\n|---|\n" + "| 1 |\n" * 40_000, "tableau de 40000 lignes"),
    "a long line": ("mot " * 1_250_000, "un paragraphe de 4999999 signes"),
    "brackets": ("[" * 49_000, "un paragraphe de 49000 crochets"),
    "pictures": ("![" * 24_000, "un paragraphe de 24000 crochets"),
    "a long brace": ("{" * 5_000_000 + "}", "entre accolades"),
    "quotations": (">" * 5_000_000, "niveaux de citations"),
}  # fmt: skip


@pytest.mark.parametrize("name", MANY)
def test_what_is_too_much_is_refused_quickly(name: str) -> None:
    text, told = MANY[name]
    start = time.perf_counter()

    _, findings = parse_prose(text)

    assert time.perf_counter() - start < 20  # against hanging: it takes one second
    assert told in findings[0].message
    assert len(findings[0].message) < 200


def test_very_many_findings_are_told_by_the_first() -> None:
    _, findings = parse_prose("Un <b>mot</b>.\n\n" * 5_000)

    assert len(findings) == 100


# --- Fuzzing: no word is lost in silence --------------------------------------

PIECES = (
    *("mot", "mot[^1]", "mot[^2]", "**fort**", "*doux*", "[lien](https://a.test)"),
    *("[ref][x]", "[[VILLE]]", "____", "<https://a.test/b>", "`code`", "<b>", "a|b"),
    *("![plan](plan.png)", "![](x.png)", "\\", "|", "_", "{x}", "^[note]", "~", ":"),
)
OPENINGS = (
    *("", "", "", "# ", "## ", "- ", "1. ", "3. ", "> ", "    ", "  ", "[^1]: "),
    *("[^2]: ", ": ", "~ ", "[x]: ", "| ", "|---|---|", "---", "===", "* * *", "```"),
    *('{saut="page"}', '{legende="ah"} ', "{", "{a=b}", "<div>", "%", "![p](plan.png)"),
)
_WORDS = re.compile(r"n\d+z")


def invent(rng: random.Random) -> tuple[str, set[str]]:
    """A text made of every construct in disorder, and its words, each but once."""
    lines: list[str] = []
    count = 0
    for _ in range(rng.randint(1, 12)):
        line = rng.choice(("", "", "  ", "   ", "> ", "- ")) + rng.choice(OPENINGS)
        for _ in range(rng.randint(0, 4)):
            count += 1
            word = f"n{count}z"
            line += rng.choice((" ", "", "|", " | ")) + rng.choice(
                (word, word, f"{word}{rng.choice(PIECES)}", f"*{word}*")
            )
        line += rng.choice(("", "", "}", " |", "  ", '"', "\\"))
        lines.append(line)
        lines += [""] * rng.choice((0, 0, 1))
    text = "\n".join(lines)
    return text, set(_WORDS.findall(text))


@pytest.mark.parametrize("seed", range(20))
def test_every_word_is_in_the_tree_or_a_finding_stands(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    for _ in range(100):
        text, words = invent(rng)
        prose, findings = parse_prose(text, find_image=find_image)
        found = set(_WORDS.findall("\n".join(iter_texts(prose))))

        assert findings or words <= found, text


def test_fuzzing_reaches_texts_in_which_nothing_is_refused() -> None:
    """Else the test above would hold nothing."""
    rng = random.Random(0)  # noqa: S311
    kinds: set[str] = set()
    wanted = {"Paragraphe", "Liste", "Citation", "Titre", "SautDePage"}
    for _ in range(3000):
        prose, findings = parse_prose(invent(rng)[0], find_image=find_image)
        kinds |= set() if findings else {type(block).__name__ for block in prose}
        if kinds >= wanted:
            return

    pytest.fail(f"{wanted - kinds}")


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\u2028 \u2029", " \x85"])
def test_end_of_line_of_no_key_is_a_blank(sign: str) -> None:
    odd, _ = parse_prose(f"un{sign}deux **gras{sign}encore**\n\n- trois{sign}quatre")
    plain, _ = parse_prose("un deux **gras encore**\n\n- trois quatre")

    assert odd == plain


@pytest.mark.parametrize(
    "text", ["2*3*4", "un lot de 12*24*36 cm", "2**3**4", "10*2 et 3*4", "*2*3"]
)
def test_stars_between_digits_are_printed_as_typed(text: str) -> None:
    assert runs(text) == (Brin(text),)


@pytest.mark.parametrize("text", ["1*er* étage", "**12** lots", "*2* et *3*", "n*o*5"])
def test_stars_around_a_word_still_set_it_apart(text: str) -> None:
    assert any(run.gras or run.italique for run in runs(text))


def test_line_of_dashes_below_a_text_is_told_and_one_below_nothing_is_not() -> None:
    prose, (finding,) = parse_prose("# OBJET\n\nTexte\n---\n\nautre")

    assert prose[1] == Titre(2, (Brin("Texte"),))
    assert (finding.code, finding.severity) == ("STR10", "avertissement")
    assert finding.span is not None
    assert finding.span.line == 3
    assert "`## Texte`" in finding.hint
    assert read("Grand titre\n===\n\n## Texte")[1] == Titre(2, (Brin("Texte"),))
