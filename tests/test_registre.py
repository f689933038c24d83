"""The register of known acts: what fills it, how it is read, what it contradicts."""

from __future__ import annotations

import errno
import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cli_helpers import Result, call, spread_session, standing_in, write_session
from conftest import REFERENCE
from delib_gen.bundle.lock import hold_lock
from delib_gen.checking import check_session
from delib_gen.load import registre as module
from delib_gen.load.files import NamedFile
from delib_gen.load.registre import Registre, read_registre
from delib_gen.load.registre_lines import split_tail, write_line
from delib_gen.resources import data_dir, list_examples

FAST = ("--format", "html", "--only", "deliberation")
MANIFEST = Path("out/2023-12-19-cp/manifest.json")
WITHDRAWN = """\
  - titre: {fr: ACCORDANT UNE AIDE, co: PROVA}
    statut: retire
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder to work in, with a good session."""
    write_session(tmp_path, spread_session())
    with standing_in(tmp_path):
        yield tmp_path


def item(more: str = "", **changes: str) -> str:
    """One act more, to put below those of a session."""
    return spread_session(more, **changes).split("actes:\n")[1]


def render(*options: str) -> list[dict[str, str]]:
    """The acts that the manifest of the rendered session lists."""
    result = call("render", "seance.yaml", *FAST, *options)
    assert result.status == 0, result.err
    rows: list[dict[str, str]] = json.loads(MANIFEST.read_text("utf-8"))["actes"]
    return rows


# --- what the manifest lists


def test_manifest_lists_every_act_of_the_sitting(folder: Path) -> None:
    """Those without a vote too, in the order of the sitting."""
    text = spread_session(objet="Un exemple") + WITHDRAWN
    text += item(numero="23/188 CP", titre="ESSAI", vote="{abstention: [VANNI]}")
    text += item("prend_acte: oui", numero="23/189 CP").replace("vote: unanimite", "")
    write_session(folder, text)

    rows = render()

    assert rows[0] == {
        "tenue": rows[0]["tenue"],
        "numero": "23/187 CP",
        "date": "2023-12-19",
        "titre": "APPROUVANT UN EXEMPLE",
        "objet": "Un exemple",
        "nature": "deliberation",
        "issue": "adopte",
    }
    assert [row["issue"] for row in rows] == ["adopte", "retire", "adopte", "acte"]
    assert rows[1]["numero"] == ""
    assert rows[2]["objet"] == rows[2]["titre"] == "ESSAI"


def test_manifest_says_that_an_act_was_rejected(folder: Path) -> None:
    names = "ARRIGHI, BENEDETTI, BIANCUCCI, COLONNA, COMBETTE, LUCIANI, MONDOLONI"
    write_session(folder, spread_session(vote=f"{{contre: [{names}, TIBERI]}}"))

    assert [row["issue"] for row in render()] == ["rejete"]


def test_title_of_several_lines_is_listed_on_one(folder: Path) -> None:
    write_session(folder, spread_session(titre='{fr: "UN\\nDEUX\u00a03", co: PROVA}'))

    assert render()[0]["titre"] == "UN DEUX\u00a03"


def test_acte_alone_lists_them_all(folder: Path) -> None:
    write_session(folder, spread_session() + item(numero="23/188 CP") + WITHDRAWN)

    rows = render("--acte", "23/188 CP")

    assert [row["numero"] for row in rows] == ["23/187 CP", "23/188 CP", ""]


def test_acte_alone_says_nothing_of_one_that_has_errors(folder: Path) -> None:
    """Its count is not known: it may well have been rejected."""
    text = spread_session(vote="{contre: [PERSONNE]}") + item(numero="23/188 CP")
    write_session(folder, text)

    assert [row["numero"] for row in render("--acte", "23/188 CP")] == ["23/188 CP"]


# --- what is printed


@pytest.mark.parametrize("command", ["check", "render"])
def test_act_that_was_withdrawn_is_told(command: str, folder: Path) -> None:
    write_session(folder, spread_session() + WITHDRAWN)

    result = call(command, "seance.yaml", *(FAST if command == "render" else ()))

    told = result.out if command == "check" else result.err
    assert result.status == 0
    assert "acte 2 (« ACCORDANT UNE AIDE ») : retiré de l'ordre du jour" in told


def test_rendering_one_act_does_not_tell_of_another(folder: Path) -> None:
    write_session(folder, spread_session() + WITHDRAWN)

    assert call("render", "seance.yaml", *FAST, "--acte", "23/187 CP").err == ""


# --- how it is found, by the session and by its authority

CITES = "[{ref: cgct}, la délibération n° 23/900 AC du 29 juin 2023]"
OTHER_DAY = "mais du 30 juin 2023 au registre « registre.yaml »"
REGISTER = """\
autorite: corse
actes:
  - {numero: 23/900 AC, date: 2023-06-30}
"""


def check() -> Result:
    return call("check", "seance.yaml", "--diagnostics", "json")


def messages(code: str) -> list[str]:
    return [f["message"] for f in check().findings if f["code"] == code]


def cite(more: str = "", visas: str = CITES, **heading: str) -> None:
    """A session that cites an act, with some keys more or other values."""
    text = spread_session(more, visas=visas)
    for key, value in heading.items():
        text = text.replace("collectivite: corse\n", f"collectivite: {value}\n", 1)
        if key != "collectivite":
            text = text.replace(f"collectivite: {value}\n", "collectivite: corse\n", 1)
            text = f"{key}: {value}\n{text}"
    write_session(Path(), text)


def test_session_names_a_register(folder: Path) -> None:
    Path("registre.yaml").write_text(REGISTER, encoding="utf-8")
    cite(registre="registre.yaml")

    (told,) = messages("ACT03")

    assert told.startswith("l'acte n° 23/900 AC est daté ici du 29 juin 2023, mais")
    assert OTHER_DAY in told


def test_register_may_lie_outside_the_session_s_folder(folder: Path) -> None:
    """The message names it without a folder: the manifest keeps the message."""
    inner = folder / "seance"
    inner.mkdir()
    Path("registre.yaml").write_text(REGISTER, encoding="utf-8")
    with standing_in(inner):
        cite(registre="../registre.yaml")

        assert OTHER_DAY in messages("ACT03")[0]


def test_authority_names_a_register_from_its_own_folder(folder: Path) -> None:
    Path("bureau").mkdir()
    Path("bureau/registre.yaml").write_text(REGISTER, encoding="utf-8")
    Path("bureau/a.yaml").write_text("base: corse\nregistre: registre.yaml\n", "utf-8")
    cite(collectivite="bureau/a.yaml")

    assert OTHER_DAY in messages("ACT03")[0]


def test_registers_of_the_authorities_below_are_read_too(folder: Path) -> None:
    """Each from its own folder; then the shipped one, by `base: corse`."""
    Path("commun").mkdir()
    Path("commun/registre.yaml").write_text(REGISTER, encoding="utf-8")
    Path("commun/b.yaml").write_text("base: corse\nregistre: registre.yaml\n", "utf-8")
    Path("ici.yaml").write_text("autorite: bureau\nactes:\n", encoding="utf-8")
    own = "base: commun/b.yaml\ncode: bureau\nregistre: ici.yaml\n"
    Path("a.yaml").write_text(own, encoding="utf-8")
    wrong = "la délibération n° 22/074 AC du 3 juin 2022"
    cite(visas=CITES.replace("]", f", {wrong}]"), collectivite="a.yaml")

    first, second = messages("ACT03")

    assert OTHER_DAY in first
    assert "mais du 2 juin 2022 au registre « corse.yaml » (visas publiés" in second


def test_nearest_register_that_has_the_act_is_the_one(folder: Path) -> None:
    """An office corrects by its own a register that it cannot change."""
    text = REGISTER.replace(
        "23/900 AC, date: 2023-06-30", "22/074 AC, date: 2022-06-03"
    )
    Path("registre.yaml").write_text(text, encoding="utf-8")
    visas = "[{ref: cgct}, la délibération n° 22/074 AC du 3 juin 2022]"
    cite(visas=visas, registre="registre.yaml")

    assert messages("ACT03") == []


def test_number_of_the_sitting_that_an_act_already_has_is_told(folder: Path) -> None:
    text = REGISTER.replace("23/900 AC", "23/187 cp")
    Path("registre.yaml").write_text(text, encoding="utf-8")
    cite(visas="[{ref: cgct}]", registre="registre.yaml")

    (told,) = messages("ACT03")
    assert "l'acte n° 23/187 CP est daté ici du 19 décembre 2023, " + OTHER_DAY in told


def test_register_is_among_the_inputs_of_the_manifest(folder: Path) -> None:
    Path("registre.yaml").write_text(REGISTER, encoding="utf-8")
    cite(registre="registre.yaml")
    render()
    data = json.loads(MANIFEST.read_text("utf-8"))

    named = [entry["fichier"] for entry in data["entrees"]]
    assert named == ["registre.yaml", "seance.yaml"]
    assert str(folder) not in json.dumps(data)


@pytest.mark.parametrize(
    ("content", "code", "place", "part"),
    [
        (None, "STR06", ("seance.yaml", 1, 11), "n'existe pas"),
        ("", "STR05", ("registre.yaml", 1, 1), "vide"),
        ("autorite: [", "STR05", ("registre.yaml", 1, 12), ""),
        (REGISTER.replace("06-30", "02-30"), "STR03", ("registre.yaml", 3, 31), "30"),
        (REGISTER.replace("date", "jour"), "STR02", ("registre.yaml", 3, 6), "date"),
        (REGISTER.replace("actes", "acts"), "STR01", ("registre.yaml", 2, 1), "acts"),
        (
            REGISTER.replace("corse", "corte"),
            "STR03",
            ("registre.yaml", 1, 11),
            "autre",
        ),
        (
            'autorite: corse\nactes:\n  - {numero: "1", date: 2023-02-30}\n',
            "STR03",
            ("registre.yaml", 3, 5),
            "2023-02-30",
        ),
    ],
)
def test_bad_register_is_a_finding_with_its_place(
    content: str | None, code: str, place: tuple[str, int, int], part: str, folder: Path
) -> None:
    if content is not None:
        Path("registre.yaml").write_text(content, encoding="utf-8")
    cite(registre="registre.yaml")

    result = check()

    assert result.status == 1
    found = [f for f in result.findings if f["severity"] == "erreur"]
    assert code in {f["code"] for f in found}
    first = next(f for f in found if f["code"] == code)
    assert (first["file"], first["line"], first["column"]) == place
    assert part in first["message"]


def test_reference_dossier_contradicts_itself_once() -> None:
    """The shipped register takes no side, and agrees with all the rest."""
    (path,) = [p for p in list_examples() if p.parent.name == "2023-12-19-cp"]

    found = [f for f in check_session(path).findings if f.code == "ACT03"]

    assert len(found) == 1
    assert (
        "n° 21/083 AC est daté ici du 30 avril 2021, mais du 31 mai" in found[0].message
    )


def test_shipped_register_has_what_the_act_publishes_and_no_more() -> None:
    """Each number with its day is in the words of the published act."""
    published = "".join(
        path.read_text("utf-8") for path in REFERENCE.rglob("*.yaml")
    ) + (data_dir() / "autorites" / "corse.yaml").read_text("utf-8")
    registre = read(data_dir() / "registres" / "corse.yaml")
    months = "janvier mars juin juillet septembre octobre novembre"
    ranks = dict(zip((1, 3, 6, 7, 9, 10, 11), months.split(), strict=True))

    known = [act for found in registre.actes.values() for act in found]

    assert len(known) == 7
    assert registre.find("21/083 AC") == []
    for act in known:
        day = f"{act.jour.day} {ranks[act.jour.month]} {act.jour.year}"
        assert act.source
        assert any(
            day in line.split("n° ")[0]
            for line in " ".join(published.split()).split(f"n° {act.numero}")[1:]
        ), act


# --- two ways of reading a register that must not differ


def read(path: Path) -> Registre:
    registre, findings = read_registre(
        NamedFile(str(path), path.name, path.read_bytes())
    )
    assert registre is not None, findings
    return registre


def read_both(text: str) -> tuple[object, object]:
    """What a text amounts to, read with its last lines apart, and by the tree alone."""
    file = NamedFile("r.yaml", "r.yaml", text.encode())
    both = []
    # YAML counts more signs as ends of lines than editors do.
    placed = not re.search("[\x85\u2028]", text)
    for split in (split_tail, lambda _: None):
        module.split_tail = split
        try:
            registre, findings = read_registre(file)
        finally:
            module.split_tail = split_tail
        acts = registre and {
            number: [(*act[:4], placed and act.span.line) for act in found]
            for number, found in registre.actes.items()
        }
        both.append((acts, bool(findings), registre and registre.indent))
    return both[0], both[1]


LINE = '  - {numero: "23/001 AC", date: 2023-01-31}'
TITLED = '  - {numero: "23/002 AC", date: 2023-01-31, titre: "A \\"B\\" \\\\ #c: d"}'
PIECES = [
    LINE,
    TITLED,
    LINE[2:],
    f"  {LINE}",
    "",
    "   ",
    "# remarque",
    "    # remarque",
    "autorite: corse",
    "actes:",
    "  actes:",
    "actes: []",
    "actes: ~",
    "actes: >-",
    "actes: &a",
    "- numero: a",
    "  - numero: a",
    "    numero: b",
    "    date: 2023-05-05",
    "    date:",
    "    titre: un",
    "    titre: >-",
    "    titre: |+",
    "      des mots",
    '    titre: "ouvert',
    "  - {numero: c, date: 2023-01-01,",
    "  - {numero: d, date: 2023-01-01, titre: &t e}",
    "  - {numero: f, date: 2023-01-01, titre: *t}",
    '  - {numero: "23/003 AC", date: 2023-02-30}',
    '  - {numero: " ", date: 2023-01-01}',
    '  - {numero: "\u00a0", date: 2023-01-01}',
    '  - {numero: "x", date: 2023-01-01, titre: ""}',
    '  - {numero: "x\u0085y", date: 2023-01-01}',
    "# un\u2028  mot",
    "\t",
    "---",
    "...",
    "%YAML 1.1",
    "  -",
    "source: |",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=9), st.booleans())
@example(["autorite: corse", "actes:", "- numero: a", "    date:", LINE], False)
@example(["autorite: corse", "  actes:", LINE[2:]], False)
@example(["actes:", LINE, "autorite: corse", LINE], False)
def test_lines_read_by_their_shape_are_read_as_yaml(
    pieces: list[str], whole: bool
) -> None:
    start = [] if whole else ["autorite: corse", "actes:"]

    by_shape, by_tree = read_both("\n".join([*start, *pieces]))

    assert by_shape == by_tree


TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=30)


@settings(max_examples=200, deadline=None)
@given(TEXTS.filter(str.strip), TEXTS.filter(str.strip) | st.just(""))
@example("23/001 AC", 'un "titre" \\ avec \u0085 et \ufeff')
def test_line_that_is_written_is_read_back(numero: str, titre: str) -> None:
    text = f"autorite: x\nactes:\n{write_line(numero, '2023-01-31', titre, 2)}\n"
    registre, findings = read_registre(NamedFile("r", "r", text.encode()))

    assert not findings
    assert registre is not None
    (act,) = [act for found in registre.actes.values() for act in found]
    assert (act.numero, act.titre, act.jour.isoformat()) == (
        numero,
        titre,
        "2023-01-31",
    )
    assert read_both(text)[0] == read_both(text)[1]


def test_long_register_is_read_without_its_tree(folder: Path) -> None:
    """Twenty thousand acts: more values than a tree may have, and no time lost."""
    lines = (
        write_line(f"{n // 500:02}/{n % 500:03} AC", "2023-01-31", "UN TITRE " * 12, 2)
        for n in range(20_000)
    )
    content = "autorite: corse\nactes:\n" + "\n".join(lines) + "\n"
    before = time.process_time()
    registre, findings = read_registre(NamedFile("r", "r", content.encode()))
    spent = time.process_time() - before

    assert not findings
    assert registre is not None
    assert len(registre.actes) == 20_000
    assert spent < 3, "about 0.2 s on the machine it was written on"


# --- what is put into it


@pytest.fixture
def produced(folder: Path) -> Path:
    """A folder with a sitting that was rendered: three acts, one of them withdrawn."""
    text = spread_session() + WITHDRAWN + item(numero="23/188 CP", titre="ESSAI")
    write_session(folder, text)
    render()
    return folder


def fill(*manifests: Path) -> Result:
    return call("registre", *(manifests or (MANIFEST,)), "--dans", "r.yaml")


ADDED = """\
  - {numero: "23/187 CP", date: 2023-12-19, titre: "APPROUVANT UN EXEMPLE"}
  - {numero: "23/188 CP", date: 2023-12-19, titre: "ESSAI"}
"""


def test_register_is_made_from_a_sitting(produced: Path) -> None:
    result = fill()

    assert (result.status, result.err) == (0, "")
    assert result.out == (
        "r.yaml : 2 actes ajoutés, 0 déjà connu, 1 laissé de côté, sans décision\n"
    )
    text = Path("r.yaml").read_text("utf-8")
    assert text.endswith(f"autorite: corse\nactes:\n{ADDED}")
    assert sorted(p.name for p in produced.iterdir()) == [
        "out",
        "r.yaml",
        "seance.yaml",
    ]


def test_register_that_was_made_is_one_that_a_session_can_name(produced: Path) -> None:
    assert fill().status == 0
    cite(
        registre="r.yaml",
        visas="[{ref: cgct}, la délibération n° 23/188 CP du 19 mars 2023]",
    )

    (told,) = messages("ACT03")
    assert "mais du 19 décembre 2023 au registre « r.yaml »" in told


def test_acts_that_are_known_are_not_added_again(produced: Path) -> None:
    fill()
    before = Path("r.yaml").read_bytes(), Path("r.yaml").stat().st_mtime_ns

    result = fill(MANIFEST, MANIFEST)

    assert result.out.startswith("r.yaml : 0 acte ajouté, 4 déjà connus, 2 laissés")
    assert (Path("r.yaml").read_bytes(), Path("r.yaml").stat().st_mtime_ns) == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["  - {numero: 23/001 AC, date: 2023-01-31}", ""])
def test_what_stands_in_a_register_stays_to_the_byte(
    end: str, last: str, produced: Path
) -> None:
    """Remarks, order, an act without a title, a last line that was left open."""
    lines = [
        "# Le nôtre",
        "autorite: corse # la Collectivité",
        "actes:",
        "  - numero: 23/188 cp   # sans son titre",
        "    date: 2023-12-19",
        "",
        last,
        "  # fin",
    ]
    before = "\ufeff" + end.join(lines)
    Path("r.yaml").write_bytes(before.encode())
    Path("r.yaml").chmod(0o640)

    result = fill()

    assert result.out.startswith("r.yaml : 1 acte ajouté, 1 déjà connu")
    added = ADDED.splitlines()[0] + end
    assert Path("r.yaml").read_bytes() == f"{before}{end}{added}".encode()
    assert Path("r.yaml").stat().st_mode & 0o777 == 0o640


CONTRADICTIONS = {
    "another day": (
        "  - {numero: 23/187 CP, date: 2023-12-18}",
        "l'acte n° 23/187 CP est daté du 18 décembre 2023 dans « r.yaml » (ligne 3), "
        f"mais du 19 décembre 2023 dans « {MANIFEST} »",
    ),
    "another title": (
        "  - {numero: 23/188-CP, date: 2023-12-19, titre: Un autre}",
        "l'acte n° 23/188 CP a pour titre « Un autre » dans « r.yaml » (ligne 3), mais "
        f"« ESSAI » dans « {MANIFEST} »",
    ),
    "two days": (
        "  - {numero: 23/187 CP, date: 2023-12-19}\n"
        "  - {numero: 23/187 CP, date: 2023-12-20}",
        "l'acte n° 23/187 CP est daté du 20 décembre 2023 dans « r.yaml » (ligne 4), "
        f"mais du 19 décembre 2023 dans « {MANIFEST} »",
    ),
}


@pytest.mark.parametrize("case", CONTRADICTIONS)
def test_contradiction_is_told_and_nothing_is_written(
    case: str, produced: Path
) -> None:
    line, told = CONTRADICTIONS[case]
    before = f"autorite: corse\nactes:\n{line}\n"
    Path("r.yaml").write_text(before, encoding="utf-8")

    result = fill()

    assert (result.status, result.out) == (1, "")
    assert result.err == f"delib-gen : {told}\n{NOTHING}"
    assert Path("r.yaml").read_text("utf-8") == before


NOTHING = "  rien n'a été écrit ; corrigez, puis relancez\n"


def test_two_sittings_that_contradict_each_other_are_told(produced: Path) -> None:
    other = Path("autre.json")
    text = MANIFEST.read_text("utf-8").replace('"ESSAI"', '"AUTRE"')
    other.write_text(text, encoding="utf-8")

    result = fill(MANIFEST, other)

    assert result.status == 1
    assert f"« ESSAI » dans « {MANIFEST} », mais « AUTRE » dans" in result.err
    assert not Path("r.yaml").exists()


def test_same_title_in_other_letters_is_no_contradiction(produced: Path) -> None:
    line = "  - {numero: 23/188 CP, date: 2023-12-19, titre: Essai.}"
    Path("r.yaml").write_text(f"autorite: corse\nactes:\n{line}\n", "utf-8")

    assert fill().out.startswith("r.yaml : 1 acte ajouté, 1 déjà connu")


BAD_REGISTERS = {
    "list on a line": ("autorite: corse\nactes: []\n", "ne se complète pas"),
    "list that is not last": (
        "actes:\n  - {numero: a, date: 2023-01-01}\nautorite: corse\n",
        "ne se complète pas",
    ),
    "no list": ("autorite: corse\n", "ne se complète pas"),
    "end of a document": ("autorite: corse\nactes:\n...\n", "ne se complète pas"),
    "text that runs on": (
        "autorite: corse\nactes:\n  - date: 2023-01-01\n    numero: |\n      a\n"
        "source: |\n  - a\n",
        "STR01",
    ),
    "another authority": ("autorite: bureau\nactes:\n", "d'une autre collectivité"),
    "not YAML": ("autorite: [\n", "STR05"),
    "empty": ("", "STR05"),
    "bad day": ("autorite: corse\nactes:\n  - {numero: a, date: hier}\n", "STR03"),
}


@pytest.mark.parametrize("case", BAD_REGISTERS)
def test_register_that_cannot_grow_is_left_as_it_is(case: str, produced: Path) -> None:
    before, part = BAD_REGISTERS[case]
    Path("r.yaml").write_text(before, encoding="utf-8")

    result = fill()

    assert (result.status, result.out) == (1, "")
    assert part in result.err
    assert Path("r.yaml").read_text("utf-8") == before
    assert sorted(p.name for p in produced.iterdir()) == [
        "out",
        "r.yaml",
        "seance.yaml",
    ]


def edit_manifest(change: str, data: dict[str, object]) -> bytes:
    if change == "not JSON":
        return b"{"
    if change == "another JSON":
        return b'{"version": 1}'
    if change == "a later version":
        data["version"] = 2
    if change == "a day that does not exist":
        data["actes"][0]["date"] = "2023-02-30"  # type: ignore[index]
    if change == "no acts":
        del data["actes"]
    return json.dumps(data).encode()


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ("not JSON", "n'est pas le manifeste d'une séance produite"),
        ("another JSON", "n'est pas le manifeste d'une séance produite"),
        ("a later version", "n'est pas le manifeste d'une séance produite"),
        ("a day that does not exist", "n'est pas le manifeste d'une séance produite"),
        ("no acts", "produisez à nouveau la séance"),
    ],
)
def test_file_that_is_no_manifest_is_refused(
    change: str, part: str, produced: Path
) -> None:
    content = edit_manifest(change, json.loads(MANIFEST.read_bytes()))
    Path("faux.json").write_bytes(content)

    result = fill(MANIFEST, Path("faux.json"))

    assert (result.status, result.out) == (1, "")
    assert f"« faux.json » {'vient' if change == 'no acts' else part}" in result.err
    assert part in result.err
    assert not Path("r.yaml").exists()


def test_manifest_that_is_not_there_is_refused(produced: Path) -> None:
    result = fill(Path("absent.json"), Path("out"))

    assert result.status == 1
    assert "« absent.json » : ce fichier n'existe pas" in result.err.casefold()
    assert "« out » : c'est un dossier" in result.err.casefold()


def test_sittings_of_two_authorities_have_two_registers(produced: Path) -> None:
    text = MANIFEST.read_text("utf-8").replace('"corse"', '"bureau"')
    Path("autre.json").write_text(text, encoding="utf-8")

    result = fill(MANIFEST, Path("autre.json"))

    assert result.status == 1
    assert "plusieurs collectivités (« corse », « bureau »)" in result.err
    assert not Path("r.yaml").exists()


def test_folder_that_is_not_there_is_told(produced: Path) -> None:
    result = call("registre", MANIFEST, "--dans", "absent/r.yaml")

    assert result.status == 1
    assert "le dossier « absent » n'existe pas" in result.err


def test_register_that_stops_half_way_stays_whole(
    produced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    before = Path("r.yaml").read_bytes().replace(ADDED.splitlines()[1].encode(), b"")
    Path("r.yaml").write_bytes(before)

    def fail(path: Path, content: bytes) -> None:
        path.write_bytes(content[:5])
        raise OSError(errno.ENOSPC, "full", str(path))

    monkeypatch.setattr("delib_gen.bundle.disk.write_file", fail)
    result = fill()

    assert result.status == 1
    assert "plus de place" in result.err
    assert Path("r.yaml").read_bytes() == before
    assert sorted(p.name for p in produced.iterdir()) == [
        "out",
        "r.yaml",
        "seance.yaml",
    ]


def test_one_run_at_a_time_fills_a_register(produced: Path) -> None:
    with hold_lock(Path(".r.yaml.verrou")):
        result = fill()

    assert result.status == 1
    assert "dans « r.yaml »" in result.err
    assert not Path("r.yaml").exists()


def test_register_that_would_be_too_long_to_be_read_is_left(
    produced: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("delib_gen.bundle.registre.MAX_YAML_BYTES", 100)

    result = fill()

    assert result.status == 1
    assert "ne serait plus lu" in result.err
    assert not Path("r.yaml").exists()


def test_register_behind_a_link_is_the_one_that_grows(produced: Path) -> None:
    Path("commun").mkdir()
    Path("commun/r.yaml").write_text("autorite: corse\nactes:\n", encoding="utf-8")
    Path("r.yaml").symlink_to("commun/r.yaml")

    assert fill().status == 0
    assert Path("r.yaml").is_symlink()
    assert Path("commun/r.yaml").read_text("utf-8").endswith(ADDED)
