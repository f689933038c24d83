"""`delib-gen init`: what it writes renders as it is, and it replaces nothing."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from cli_helpers import call, read_tree, standing_in
from conftest import ROOT
from delib_gen.aide.begin import begin_sitting
from delib_gen.aide.starter import load_depart, write_first_number
from delib_gen.aide.starter_text import put_files, quote_scalar
from delib_gen.bundle.errors import BundleError
from delib_gen.checking import check_session, check_text
from delib_gen.load.layers import list_autorites
from delib_gen.load.nodes import to_data
from delib_gen.load.reference import load_autorite
from delib_gen.load.tree import parse_tree
from delib_gen.resources import data_dir
from delib_gen.schema.autorite import Autorite, Elu
from delib_gen.schema.numerotation import Numerotation

INVENTEE = ROOT / "tests" / "data" / "autorite-inventee.yaml"
FILES = ["s/seance.schema.json", "s/seance.yaml"]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    with standing_in(tmp_path):
        yield tmp_path


def read(path: Path | str = "s/seance.yaml") -> str:
    return Path(path).read_text(encoding="utf-8")


def read_session(text: str | None = None) -> dict[str, object]:
    tree, findings = parse_tree(text or read(), "seance.yaml")
    assert tree is not None
    assert findings == []
    data: dict[str, object] = to_data(tree)
    return data


# --- It renders as it is ------------------------------------------------------


def read_autorite(named: str) -> Autorite:
    autorite = load_autorite(named, Path(), None).autorite
    assert autorite is not None
    return autorite


def list_seated(autorite: Autorite, organe: str) -> list[Elu]:
    """The members who ever sit in an organ."""
    return [e for e in autorite.membres if any(m.organe == organe for m in e.mandats)]


def list_organes(*, complete: bool) -> list[tuple[str, str]]:
    """The organs of the shipped authorities, and of those of the examples.

    Those alone that have members: a file that others start from has none.
    """
    examples = sorted((data_dir() / "exemples").glob("*/autorite.yaml"))
    return [
        (named, name)
        for named in (*list_autorites(), *map(str, examples))
        for autorite in [read_autorite(named)]
        for name, organe in autorite.organes.items()
        if organe.membres_complets is complete and list_seated(autorite, name)
    ]


def name_organe(value: str) -> str:
    return Path(value).parent.name if "/" in value else value


def find_day(named: str, organe: str) -> str:
    """A day on which every member of the register has begun."""
    begun = [
        period.depuis
        for elu in list_seated(read_autorite(named), organe)
        for period in (*elu.mandats, *elu.fonctions)
        if period.depuis is not None
    ]
    return (max(begun, default=dt.date(2026, 1, 1)) + dt.timedelta(30)).isoformat()


def test_some_organ_is_tried() -> None:
    assert list_organes(complete=True)
    assert list_organes(complete=False)


@pytest.mark.serie(4)
@pytest.mark.parametrize(
    ("named", "organe"), list_organes(complete=True), ids=name_organe
)
def test_what_it_writes_renders_with_nothing_to_say(
    named: str, organe: str, folder: Path
) -> None:
    options = ("--collectivite", named, "--organe", organe)
    made = call("init", "s", *options, "--date", find_day(named, organe))

    assert (made.status, made.err) == (0, "")
    assert made.out.split() == FILES
    checked = call("check", "s/seance.yaml", "--strict")
    assert (checked.status, checked.err) == (0, "")
    assert "adopté à l'unanimité" in checked.out
    rendered = call("render", "s/seance.yaml", "--strict", "--format", "html")
    assert (rendered.status, rendered.err) == (0, "")


def test_what_it_writes_renders_in_the_ordinary_formats(folder: Path) -> None:
    call("init", "s", "--date", "2023-12-19")

    rendered = call("render", "s/seance.yaml", "--strict")

    assert (rendered.status, rendered.err) == (0, "")
    assert len(rendered.out.split()) == 4


@pytest.mark.parametrize(
    ("named", "organe"), list_organes(complete=False), ids=name_organe
)
def test_a_register_that_is_not_complete_is_told_and_its_members_listed(
    named: str, organe: str, folder: Path
) -> None:
    """Nothing is refused: the clerk may complete the rest."""
    options = ("--collectivite", named, "--organe", organe)
    made = call("init", "s", *options, "--date", find_day(named, organe))

    known = list_seated(read_autorite(named), organe)
    assert made.status == 0
    assert re.search(
        rf"{len(known)} sont proposés, et la loi en compte \d+\.", made.err
    )
    assert len(read_session()["presents"]) == len(known)  # type: ignore[arg-type]
    assert "ne connaît pas tous les membres" in read()
    codes = {f.code for f in check_session(Path("s/seance.yaml")).findings}
    assert codes <= {"PRE01"}


def test_it_is_the_same_each_time(folder: Path) -> None:
    for name in ("a", "b"):
        with standing_in(folder):
            Path(name).mkdir()
        with standing_in(folder / name):
            call("init", "s", "--date", "2023-12-19")

    assert read_tree(folder / "a") == read_tree(folder / "b")


# --- What it fills in ---------------------------------------------------------


def test_the_day_is_today_where_none_is_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = dt.date(2024, 2, 29)
    monkeypatch.setattr("delib_gen.cli.commands.init.today", lambda: day)

    call("init", "s")

    assert read_session()["date"] == "2024-02-29"
    assert "numero: 24/001 CP" in read()


def test_defaults_are_those_of_the_data(folder: Path) -> None:
    call("init", "s", "--date", "2023-12-19")

    depart, session = load_depart(), read_session()
    assert session["collectivite"] == depart.collectivite
    assert session["organe"] == next(iter(read_autorite(depart.collectivite).organes))
    assert session["president"] == "MAUPERTUIS"


@pytest.mark.parametrize(
    ("day", "former"), [("2021-06-01", True), ("2022-01-01", False)]
)
def test_members_are_those_in_office_that_day(
    day: str, former: bool, folder: Path
) -> None:
    options = ("--collectivite", INVENTEE, "--organe", "conseil", "--date", day)
    call("init", "s", *options)

    presents = read_session()["presents"]
    assert isinstance(presents, list)
    assert ("JADIS" in presents) == former
    assert len(presents) == 9 + former


def test_members_who_share_a_surname_have_their_whole_names(folder: Path) -> None:
    options = ("--collectivite", INVENTEE, "--organe", "bureau", "--date", "2023-01-01")
    call("init", "s", *options)

    presents = read_session()["presents"]
    assert isinstance(presents, list)
    assert presents[:5] == ["AMBRE", "BOIS", "CHÊNE", "Denis DUPONT", "Édith DUPONT"]


def test_an_authority_of_one_s_own_without_usual_texts(folder: Path) -> None:
    """Its path is written from the session's folder, wherever that stands."""
    Path("autorites").mkdir()
    Path("autorites/mienne.yaml").write_bytes(INVENTEE.read_bytes())
    options = ("--collectivite", "autorites/mienne.yaml", "--date", "2023-01-01")

    made = call("init", "2023/s", *options)

    assert (made.status, made.err) == (0, "")
    session = read_session(read("2023/s/seance.yaml"))
    assert session["collectivite"] == "../../autorites/mienne.yaml"
    assert "#visas:" in read("2023/s/seance.yaml")
    assert call("check", "2023/s/seance.yaml", "--strict").status == 0
    words = json.loads(read("2023/s/seance.schema.json"))["$defs"]
    assert "bureau" in words["organes"]["enum"]


def test_nobody_in_office_is_told_and_left_to_complete(folder: Path) -> None:
    made = call("init", "s", "--date", "0001-01-01")

    assert made.status == 0
    assert "ne connaît aucun membre de cet organe à cette date" in made.err
    session = read_session()
    assert (session["presents"], session["president"]) == ([], None)


def test_an_authority_without_any_member_says_what_to_do(folder: Path) -> None:
    """A file that others start from: its organs and rules, and nobody."""
    text = INVENTEE.read_text(encoding="utf-8")
    head, _, rest = text.partition("membres:\n")
    law = rest[rest.index("droit:") :]
    Path("base.yaml").write_text(f"{head}membres: []\n{law}", encoding="utf-8")

    made = call("init", "s", "--collectivite", "base.yaml", "--date", "2023-01-01")

    assert made.status == 0
    assert "qui part de lui (`base: ../base.yaml`) et donne `membres`" in made.err
    assert "n'a aucun membre" in read()


def test_nobody_who_may_chair_is_told_and_left_to_complete(folder: Path) -> None:
    text = INVENTEE.read_text(encoding="utf-8")
    Path("a.yaml").write_text(
        text.replace("presidence: [maire, adjoint]", "presidence: [doyen]"), "utf-8"
    )

    made = call("init", "s", "--collectivite", "a.yaml", "--date", "2023-01-01")

    assert made.status == 0
    assert "Aucun membre n'exerce à cette date une fonction qui préside" in made.err
    assert read_session()["president"] is None


@pytest.mark.parametrize(
    ("motif", "exemple", "year", "expected"),
    [
        (r"(?P<annee>\d{2})/(?P<rang>\d{3}) CP", "23/186 CP", 2026, "26/001 CP"),
        (r"(?P<annee>\d{4})-(?P<rang>\d{2})", "2023-17", 2026, "2026-01"),
        (r"n° (?P<rang>\d+) de (?P<annee>\d+)", "n° 12 de 2023", 9, "n° 01 de 0009"),
        (r"(?P<rang>\d{3})", "186", 2026, "001"),
        (r"[A-Z]+", "ABC", 2026, "ABC"),
        (r"(?P<rang>[2-9])", "2", 2026, "2"),
    ],
)  # fmt: skip
def test_the_first_number_of_a_year_has_the_organ_s_form(
    motif: str, exemple: str, year: int, expected: str
) -> None:
    numeros = Numerotation(motif=motif, exemple=exemple)

    assert write_first_number(numeros, year) == expected


# --- What it explains ---------------------------------------------------------

OPTIONAL = re.compile(r"^( *)#([a-z_]+:.*)$")


def list_optional(lines: list[str]) -> dict[str, list[int]]:
    """The keys that stand as remarks, each with its lines."""
    found: dict[str, list[int]] = {}
    for rank, line in enumerate(lines):
        match = OPTIONAL.match(line)
        if match is None:
            continue
        margin, more = match[1], [rank]
        while more[-1] + 1 < len(lines) and lines[more[-1] + 1].startswith(
            f"{margin}#  "
        ):
            more.append(more[-1] + 1)
        found[match[2].partition(":")[0]] = more
    return found


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a starter session, and the files that its examples name."""
    folder = tmp_path_factory.mktemp("depart")
    with standing_in(folder):
        call("init", "s", "--date", "2023-12-19")
    for name in ("rapport.md", "annexe.md"):
        (folder / "s" / name).write_text("Un exemple.\n", encoding="utf-8")
    return folder / "s"


WANTED = {
    *("convocation", "session", "suffixe", "signataire", "absents", "excuses"),
    *("pouvoirs", "objet", "matiere", "rapporteur", "avis", "considerants"),
    *("rapport", "annexes", "deports", "stade", "lieu", "secretaires", "mouvements"),
}


def test_rarer_keys_are_shown(starter: Path) -> None:
    assert set(list_optional(read(starter / "seance.yaml").splitlines())) == WANTED


@pytest.mark.parametrize("key", sorted(WANTED))
def test_a_key_without_its_sign_is_right(key: str, starter: Path) -> None:
    """The file is still read, and nothing of its form is wrong."""
    lines = read(starter / "seance.yaml").splitlines()
    for rank in list_optional(lines)[key]:
        lines[rank] = lines[rank].replace("#", "", 1)
    path = starter / f"{key}.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    findings = check_session(path).findings

    data = read_session(read(path))
    (acte,) = data["actes"]  # type: ignore[misc]
    assert key in data or key in acte
    # Somebody who is now in two lists: that is for the clerk to move.
    assert [f for f in findings if f.code not in MOVED] == []
    schema = json.loads(read(starter / "seance.schema.json"))
    assert Draft202012Validator(schema).is_valid(data)


MOVED = {"PRE03", "PRE07", "VOT08", "ACT08", "ACT09"}


def test_every_key_is_explained_above_it(starter: Path) -> None:
    lines = read(starter / "seance.yaml").splitlines()
    for rank, line in enumerate(lines):
        if re.match(r"^(?:[a-z]|#[a-z]|    [a-z]|    #[a-z]|  - [a-z])", line):
            above = lines[rank - 1]
            assert re.match(r" *# [A-ZÀ-Ý]?\w", above), line


def test_the_editor_is_told_of_the_schema_beside(starter: Path) -> None:
    first = read(starter / "seance.yaml").splitlines()[0]

    name = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert name is not None
    schema = json.loads(read(starter / name[1]))
    assert Draft202012Validator(schema).is_valid(
        read_session(read(starter / "seance.yaml"))
    )


@pytest.mark.parametrize("name", ["deux mots", "l'été", "a\nb: c", "# x", "é"])
def test_a_folder_of_any_name(name: str, folder: Path) -> None:
    """It is shown in a remark, as a shell takes it; no name ends that remark."""
    made = call("init", name, "--date", "2023-12-19")

    assert made.status == 0
    assert call("check", f"{name}/seance.yaml", "--strict").status == 0


@given(st.text(min_size=1).filter(str.strip))
def test_any_name_can_be_written(text: str) -> None:
    """Read back as it was, alone, in a list, as a key."""
    shown = quote_scalar(text)
    for sample in (f"- {shown}\n", f"a: [{shown}, x]\n", f"{shown}: x\n"):
        tree, findings = parse_tree(sample, "essai")
        assert findings == []
        assert tree is not None
        assert to_data(tree) in ([text], {"a": [text, "x"]}, {text: "x"})


def test_plain_names_stay_plain() -> None:
    for text in ("VANNI", "Jean-Martin MONDOLONI", "D'ISTRIA", "23/001 CP", "NO"):
        assert quote_scalar(text) == text
    for text in ("null", "a: b", "a #b", "[a", "- a", "a, b", "@a"):
        assert quote_scalar(text) == f'"{text}"'


# --- It replaces nothing ------------------------------------------------------


@pytest.mark.parametrize("name", ["seance.yaml", "seance.schema.json"])
@pytest.mark.parametrize("link", [False, True])
def test_a_file_that_is_there_is_left_alone(
    name: str, link: bool, folder: Path
) -> None:
    Path("s").mkdir()
    if link:
        Path("s", name).symlink_to("nulle-part")
    else:
        Path("s", name).write_text("à moi", encoding="utf-8")

    made = call("init", "s", "--date", "2023-12-19")

    assert (made.status, made.out) == (1, "")
    assert made.err.startswith(
        f"delib-gen : « s/{name} » existe déjà ; rien n'a été écrit\n"
    )
    assert [p.name for p in Path("s").iterdir()] == [name]
    assert not Path("s/nulle-part").exists()
    assert link or read(f"s/{name}") == "à moi"


@pytest.mark.parametrize("where", ["fichier", "fichier/s"])
def test_a_folder_that_cannot_be_made_is_told(where: str, folder: Path) -> None:
    Path("fichier").write_text("à moi", encoding="utf-8")

    made = call("init", where, "--date", "2023-12-19")

    assert (made.status, made.out) == (1, "")
    assert "un fichier se trouve là où un dossier est attendu" in made.err
    assert read("fichier") == "à moi"


def test_a_disk_that_is_full_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(path: Path, content: bytes) -> None:
        path.write_bytes(content[:10])
        if path.name == "seance.yaml":
            raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr("delib_gen.aide.starter_text.write_file", fill)

    made = call("init", "s", "--date", "2023-12-19")

    assert made.status == 1
    assert "il n'y a plus de place sur le disque" in made.err
    assert read_tree(folder) == {}


def test_a_file_made_meanwhile_by_another_is_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look and the writing."""
    monkeypatch.setattr("os.path.lexists", lambda _: False)
    Path("b").write_text("à moi", encoding="utf-8")

    with pytest.raises(BundleError):
        put_files(folder, {"a": "x", "b": "y"})

    assert read_tree(folder) == {"b": "à moi".encode()}


# --- What it is told ----------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--organe", "asemblee"), "vouliez-vous écrire `assemblee` ?"),
        (("--organe", "zz"), "organes : `commission-permanente`, `assemblee`"),
        (("--collectivite", "corsse"), "vouliez-vous écrire `corse` ?"),
        (("--date", "19/12/2023"), "écrivez `2023-12-19`"),
        (("--date", "2023-02-30"), "n'existe pas au calendrier"),
        (("--date", ""), "aucune valeur n'est donnée"),
    ],
)
def test_words_that_cannot_be_followed(
    words: tuple[str, str], said: str, folder: Path
) -> None:
    made = call("init", "s", *words)

    assert (made.status, made.out) == (2, "")
    assert said in made.err
    assert not Path("s").exists()


def test_an_authority_file_with_faults_has_them_told(folder: Path) -> None:
    Path("a.yaml").write_text("code: a\nmembrs: []\n", encoding="utf-8")

    made = call("init", "s", "--collectivite", "a.yaml")

    assert (made.status, made.out) == (1, "")
    assert "a.yaml:2:1" in made.err
    assert "vouliez-vous écrire `membres` ?" in made.err
    assert not Path("s").exists()


BASES = [code for code in list_autorites() if not read_autorite(code).membres]


@pytest.mark.serie(3)
@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    ("nom", "place"),
    [
        ("Commune de Valbrise", "Fait à Valbrise"),
        ('Syndicat d\'eau : « Les "Sources" »', 'Fait à eau : « Les "Sources" »'),
    ],
)
def test_a_base_and_a_name_make_a_file_and_a_session_that_pass(
    base: str, nom: str, place: str, folder: Path
) -> None:
    options = ("--collectivite", base, "--nom", nom, "--date", "2026-04-16")
    made = call("init", "s", *options)
    assert made.status == 0, made.err
    text = read("s/collectivite.yaml")
    assert "INVENTÉ" in text
    autorite = read_autorite("s/collectivite.yaml")
    assert all(elu.invente for elu in autorite.membres)
    assert autorite.noms["fr"].nom == nom
    assert autorite.noms["fr"].lieu_signature == place
    assert call("check", "s/seance.yaml", "--strict").status == 0
    rendered = call("render", "s/seance.yaml", "-o", "out", "--format", "html")
    assert rendered.status == 0, rendered.err


def test_a_number_tells_the_month_of_the_sitting(folder: Path) -> None:
    options = ("--collectivite", "commune", "--nom", "Commune de Brise")
    call("init", "s", *options, "--date", "2026-04-16")
    assert "numero: 2026-04-001" in read()


@pytest.mark.parametrize("named", ["corse"])
def test_a_name_is_for_a_base_that_has_none(named: str, folder: Path) -> None:
    made = call("init", "s", "--collectivite", named, "--nom", "Commune de Brise")
    assert made.status == 2
    assert "`commune`" in made.err
    assert not Path("s").exists()


def test_the_next_sitting_starts_from_the_file_of_the_first(folder: Path) -> None:
    """As the help says: a base and a name once, then the file that was written."""
    call("init", "un", "--collectivite", "ccas", "--nom", "CCAS de Valbrise")
    made = call("init", "deux", "--collectivite", "un/collectivite.yaml")
    assert made.status == 0
    assert "collectivite: ../un/collectivite.yaml" in read("deux/seance.yaml")
    assert call("check", "deux/seance.yaml").status == 0
    assert "--collectivite commune --nom" in call("init", "--help").out
    assert "Qui s'en va pendant un point" in read("deux/seance.yaml")


def test_a_sitting_to_come_says_what_it_leaves_out(tmp_path: Path) -> None:
    """Attendance, numbers and votes are its clerk's; each stands as an example."""
    reference = load_autorite("corse", Path(), None)
    day = dt.date(2026, 12, 18)

    begun = begin_sitting(
        tmp_path, "corse", reference, "assemblee", day, None, projet=True
    )

    text = begun.files["seance.yaml"]
    (acte,) = read_session(text)["actes"]  # type: ignore[misc]
    assert not {"numero", "vote"} & set(acte)
    assert not {"presents", "secretaires"} & set(read_session(text))
    for key in ("\n#presents:\n", "\n    #numero: ", "\n    #vote: unanimite\n"):
        assert key in text
    assert check_text(text, tmp_path / "s.yaml").findings == []
