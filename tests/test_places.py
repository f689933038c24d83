"""Places of findings inside texts: the line and the column that an editor shows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from cli_helpers import call, spread_session, write_session
from delib_gen.checking import check_session
from delib_gen.findings import Span
from delib_gen.load.nodes import find_node, find_typed
from delib_gen.load.places import Typed
from delib_gen.load.tree import parse_tree
from fiche_helpers import write_fiches

FAULT = "<br>"


def find_places(path: Path, code: str) -> list[tuple[str, int, int]]:
    """Where the findings of a code stand."""
    found = [f for f in check_session(path).findings if f.code == code]
    assert all(f.span is not None for f in found)
    return [(Path(f.span.file).name, *f.span[1:3]) for f in found if f.span]


def list_places(path: Path, sign: str) -> list[tuple[str, int, int]]:
    """Where a sign stands in a file, as an editor shows it."""
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return [
        (path.name, row, line.index(sign) + 1)
        for row, line in enumerate(text.split("\n"), start=1)
        if sign in line
    ]


WORDS = "Un long texte qui a bien des mots"
BODIES = {
    "folded": ">\n  # Objet\n\n  Un.\n  Deux.\n  Trois <br> ici.\n\n  Une fin.\n",
    "folded, ends cut": ">-\n  Un.\n\n\n  Deux.\n  Trois.\n  Quatre <br>\n\n",
    "folded, ends kept": ">+\n  Un.\n  Deux.\n\n  Trois <br>.\n\n\n",
    "folded, many lines": ">\n" + f"  {WORDS}\n" * 40 + "  et <br> un saut.\n",
    "folded, several": ">\n  Un <br> deux.\n  Trois <br> quatre.\n\n  A.\n  <br>b\n",
    "folded, further in": ">\n  Un.\n\n    - deux\n    - trois <br>\n\n  Fin.\n",
    "literal": "|\n  # Objet\n\n  Un.\n  Deux <br> ici.\n\n  - Trois <br>\n",
    "literal with its indent": "|2\n   Un.\n   Deux <br>\n",
    "folded with its indent": ">2-\n  Un.\n  Deux.\n  Trois <br>\n",
    "literal, a remark": "| # le corps\n  Un.\n  Deux <br>\n",
    "literal, a tab": "|\n  Un deux.\n  Trois\t<br>.\n",
    "literal, a name": "&corps |\n  Un.\n  Deux <br>\n",
    "folded, a name on its line": "&corps\n  >\n  Un.\n  Deux.\n  Trois <br>\n",
    "double": '"Un.\n  Deux.\n\n  Trois <br> ici."\n',
    "double, escapes": '"Un \\u00e9t\\xe9.\\n\\nDeux \\\n  trois\n  <br> ici."\n',
    "single": "'Aujourd''hui.\n  L''été.\n\n  Trois <br> ici.'\n",
    "plain": "Un.\n  Deux.\n\n  Trois <br> ici.\n",
    "plain on its line": "\n  Un.\n  Deux <br> ici.\n",
    "signs of two words": ">\n  Été 😀.\n  Un 😀 <br>\n",
    "a table": "|\n  | a | b |\n  |---|---|\n  | c | d <br> |\n",
    "a quotation": "|\n  Un.\n\n  > - deux\n  >   <br> trois\n",
    "a note": "|\n  Un[^1] deux.\n\n  [^1]: Une note <br> longue.\n",
}


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_fault_in_a_body_is_told_where_it_stands(
    body: str, ends: str, tmp_path: Path
) -> None:
    fiche = f"genre: charte\ntexte: {BODIES[body]}fait: Fait à Corte.\n"
    path = write_fiches(tmp_path, fiche)
    file = tmp_path / "fiche-1.yaml"
    file.write_bytes(fiche.replace("\n", ends).encode())

    assert find_places(path, "STR10") == list_places(file, FAULT)


def test_fault_in_a_markdown_file_is_told_where_it_stands(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes("\ufeffUn.\r\n\r\nDeux\r\ntrois <br> 😀 <br>\r\n".encode())
    path = write_fiches(tmp_path, "genre: charte\ntexte: a.md\n")

    places = find_places(path, "STR10")

    assert places == [("a.md", 4, 7)]


def test_picture_that_lacks_is_told_where_it_is_named(tmp_path: Path) -> None:
    fiche = "genre: charte\ntexte: |\n  Un.\n  Deux.\n\n  ![P](a.png)\n  ![B](b.png)\n"
    path = write_fiches(tmp_path, fiche)

    assert find_places(path, "STR06") == [
        ("fiche-1.yaml", 6, 3),
        ("fiche-1.yaml", 7, 3),
    ]


RULED = {
    "folded": ">\n    VU l'avis et l'accord\n    de l’État\n    et la loi",
    "literal": "|\n    VU l'avis et l'accord\n    de l’État\n    et la loi",
    "double": "\"VU l'\u0061vis et l'accord\n    de l’État\n    et la loi\"",
    "plain": "VU l'avis et l'accord\n    de l’État\n    et la loi",
    "one line": "VU l'avis et l'accord de l’État et la loi",
}


@pytest.mark.parametrize("style", RULED)
def test_fault_that_a_rule_finds_is_told_where_it_stands(
    style: str, tmp_path: Path
) -> None:
    path = write_session(tmp_path, spread_session("avis:\n  - " + RULED[style] + "\n"))
    (_, line, column) = list_places(path, "’")[0]
    findings = [
        (f.span.line, f.span.column)
        for f in check_session(path).findings
        if f.code.startswith("TYP") and f.span is not None
    ]

    assert findings == [(line, column)]


@pytest.mark.parametrize("sign", ["\x01", "\x1b", "\x7f", "\x9f", "\ufffe"])
def test_sign_that_yaml_does_not_admit_is_told_where_it_stands(
    sign: str, tmp_path: Path
) -> None:
    path = write_session(tmp_path, spread_session(f"objet: 'Un été {sign}'"))

    assert find_places(path, "STR05") == list_places(path, sign)


@pytest.mark.parametrize("sign", ["\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize(
    "where", ['"Un{}deux"', "Un{}      deux", "|\n  Un{}      deux"]
)
def test_line_that_only_yaml_ends_is_one_line(
    sign: str, where: str, tmp_path: Path
) -> None:
    text = spread_session("objet: " + where.format(sign) + "\ndispense_secret: néant")
    path = write_session(tmp_path, text)

    assert find_places(path, "STR03") == list_places(path, "néant")


@pytest.mark.parametrize("sign", ["\u2028", "\x85"])
def test_broken_line_below_one_that_only_yaml_ends(sign: str, tmp_path: Path) -> None:
    text = spread_session(f'objet: "Un{sign}deux"') + "]\n"
    path = write_session(tmp_path, text)

    ((_, line, _),) = find_places(path, "STR05")

    assert line == text.count("\n")


def read_signs(source: str) -> list[Typed]:
    """Every text of a YAML source."""
    texts = []
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.ScalarEvent) and event.value.strip():
            first, last = event.start_mark, event.end_mark
            assert first is not None
            assert last is not None
            span = Span("a.yaml", first.line + 1, first.column + 1, 1, 1)
            places = first.index, last.index
            texts.append(Typed(event.value, span, source, *places, event.style or ""))
    return texts


PIECES = (*"abé😀", " ", "  ", "\n", "\n\n", "- ", "#", "'", '"', "\\n", ": ", "\t")


def invent(rng: random.Random) -> str:
    """A source: a text written in some way, whether it can be read or not."""
    text = "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 40)))
    if rng.random() < 0.3:
        style = rng.choice((None, '"', "'", "|", ">"))
        return yaml.dump([text], allow_unicode=True, width=9, default_style=style)
    margin = rng.choice(("  ", "    "))
    lines = text.replace("\n", f"\n{margin}")
    if rng.random() < 0.6:
        head = rng.choice(("", "&a ")) + rng.choice("|>") + rng.choice(("", "-", "+"))
        return f"k: {head}\n{margin}{lines}\nz: fin\n"
    sign = rng.choice(("'", '"', ""))
    return f"k: {sign}{lines}{sign}\nz: fin\n"


@pytest.mark.parametrize("seed", range(10))
def test_every_sign_of_a_text_is_found_in_its_source(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311
    seen = 0
    for _ in range(300):
        source = invent(rng)
        try:
            texts = read_signs(source)
        except yaml.YAMLError:
            continue
        for typed in texts:
            rows = source.split("\n")
            for rank, sign in enumerate(typed.text):
                if sign.isspace() or "\\" in source:
                    continue
                span = typed.place(rank, rank + 1)
                assert rows[span.line - 1][span.column - 1] == sign, source
                seen += 1
    assert seen > 300


def test_text_that_is_not_the_source_s_is_placed_at_its_beginning() -> None:
    """What is read in another way than foreseen is told whole, and not at random."""
    span = Span("a.yaml", 3, 5, 3, 9)

    assert Typed("autre", span, "a: un", 3, 5, "").place(2, 3) == span


def test_alias_leads_to_what_it_repeats() -> None:
    root, _ = parse_tree("a: &a >\n  un\n  deux\nb: *a\n", "a.yaml")
    assert root is not None

    typed = find_typed(find_node(root, ("b",))[0])

    assert typed.place(3, 7) == Span("a.yaml", 3, 3, 3, 7)


EMOJI = "\U0001f3db"
SHOWN = {
    "a title": spread_session(titre=f"{{fr: LE CABINET {EMOJI}, co: U GABINETTU}}"),
    "a folded text": spread_session(
        f"objet: Un objet\nconsiderants:\n  - >\n    QUE le\n    cabinet {EMOJI} est\n"
    ),
    "twice": spread_session(
        articles=f"[APPROUVE le cabinet {EMOJI} et {EMOJI}., ADOPTE {EMOJI} aussi.]"
    ),
    "a file": spread_session("rapport: {numero: 2023/1, corps: corps.md}"),
    "an annexe": spread_session("annexes: [{titre: Plan, fichier: plan.yaml}]"),
}


@pytest.mark.parametrize("case", SHOWN)
@pytest.mark.parametrize("langues", ["fr", "fr,co"])
def test_sign_that_no_face_has_is_told_once_where_it_was_typed(
    case: str, langues: str, tmp_path: Path
) -> None:
    (tmp_path / "corps.md").write_text(f"Un texte.\n\nLe cabinet {EMOJI}.\n")
    fiche = f"genre: tableau\ndonnees: a.csv\nlegende: Le cabinet {EMOJI}\n"
    (tmp_path / "plan.yaml").write_text(fiche)
    (tmp_path / "a.csv").write_text("Ville;Nombre\nBastia;12\n")
    path = write_session(tmp_path, SHOWN[case])

    result = call(
        *("render", path, "--format", "html", "--diagnostics", "json"),
        *("--lang", langues, "-o", tmp_path / "out"),
    )

    (found,) = (f for f in result.findings if f["code"] == "SOR02")
    name = {"a file": "corps.md", "an annexe": "plan.yaml"}.get(case, "seance.yaml")
    ((_, line, column), *_) = list_places(tmp_path / name, EMOJI)
    assert (found["file"], found["line"]) == (str(tmp_path / name), line)
    assert found["column"] == column
    assert not (tmp_path / "out").exists()
    checked = call("check", path, "--diagnostics", "json")
    assert [f for f in checked.findings if f["code"] == "SOR02"] == [found]


BREAKS = {"line": "\u2028", "paragraph": "\u2029", "next": "\x85"}


@pytest.mark.parametrize("sign", BREAKS.values(), ids=BREAKS)
@pytest.mark.parametrize(
    "typed",
    [
        "APPROUVANT UN{}ESSAI",
        ">-\n      APPROUVANT UN{}ESSAI",
        "|\n      APPROUVANT UN {} ESSAI",
        '"APPROUVANT UN{}ESSAI"',
    ],
)
def test_end_of_line_that_no_editor_shows_is_a_space_and_is_told(
    sign: str, typed: str, tmp_path: Path
) -> None:
    text = spread_session("avis:\n  - " + typed.format(sign))
    path = write_session(tmp_path, text)
    checked = check_session(path)

    assert find_places(path, "STR08") == list_places(path, sign)
    assert checked.situation is not None
    assert checked.sure == checked.situation.actes
    (said,) = (p.text for p in checked.sure[0].passages if p.part == "avis")
    assert said.split() == ["APPROUVANT", "UN", "ESSAI"]


@pytest.mark.parametrize("sign", ["→", "Αθήνα", "\u200b", "½", "# \U0001f3db"])
def test_sign_that_is_printed_or_never_will_be_is_not_told(
    sign: str, tmp_path: Path
) -> None:
    path = write_session(tmp_path, spread_session(f"objet: Le cabinet {sign}"))

    result = call("check", path, "--diagnostics", "json")

    assert [f for f in result.findings if f["code"] == "SOR02"] == []
