"""`delib-gen membres`: an authority's members from a table, the rest left alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from cli_helpers import call
from delib_gen.load.reference import load_autorite
from delib_gen.schema.autorite import Autorite

AUTORITE = """\
# Une commune inventée. Cette remarque reste.
base: commune
code: valbrise
noms:
  fr: {nom: Commune de Valbrise, couverture: COMMUNE, lieu_signature: Fait à Valbrise}
organes:
  conseil-municipal:
    regles: {effectif: [{valeur: 3, article: E, confiance: 100}]}   # le nombre
membres:
  # La maire, depuis toujours.
  - civilite: Mme
    prenom: Aline
    nom: GRANIT
    mandats: [{organe: conseil-municipal, depuis: 2026-03-22}]   # réélue
    fonctions: [{fonction: maire, depuis: 2026-03-28}]
  - {civilite: M., prenom: Bruno, nom: MARBRE,
     mandats: [{organe: conseil-municipal, depuis: 2026-03-22}]}
droit:
  E: {intitule: essai, objet: essai, lu: inventé}   # à la fin
"""
RNE = (
    "Code du département;Libellé du département;Code de la commune;"
    "Libellé de la commune;Nom de l'élu;Prénom de l'élu;Code sexe;Date de naissance;"
    "Libellé de la catégorie socio-professionnelle;Date de début du mandat;"
    "Libellé de la fonction;Date de début de la fonction\n"
)


def row(commune: str, nom: str, prenom: str, sexe: str, *office: str) -> str:
    """A row of the register, of somebody made up."""
    called, since = (*office, "", "")[:2]
    return (
        f"99;Ailleurs;99001;{commune};{nom};{prenom};{sexe};01/02/1970;Métier;"
        f"22/03/2026;{called};{since}\n"
    )


def write(
    folder: Path, table: str, autorite: str = AUTORITE, name: str = "t.csv"
) -> Path:
    (folder / name).write_text(table, encoding="utf-8")
    path = folder / "a.yaml"
    path.write_text(autorite, encoding="utf-8", newline="")
    return path


def read(path: Path) -> Autorite:
    found = load_autorite(path.name, path.parent, None)
    assert found.autorite is not None, found.findings
    return found.autorite


def run(folder: Path, *options: str, table: str = "t.csv") -> Any:
    return call(
        "membres", str(folder / table), "--dans", str(folder / "a.yaml"), *options
    )


@pytest.mark.parametrize(
    ("sexe", "called", "said"),
    [
        ("F", "2ème adjoint au Maire", "2e adjointe"),
        ("F", "1er adjoint au Maire", "1re adjointe"),
        ("F", "3e Adjointe au Maire", "3e Adjointe au Maire"),
        ("M", "2ème adjoint au Maire", "2e adjoint"),
        ("M", "1er Adjoint au maire", "1er Adjoint"),
    ],
)
def test_a_title_agrees_with_who_bears_it(
    sexe: str, called: str, said: str, tmp_path: Path
) -> None:
    path = write(tmp_path, RNE + row("Valbrise", "MARBRE", "Dominique", sexe, called))
    assert run(tmp_path, "--date", "2026-03-28").status == 0
    (elu,) = [e for e in read(path).membres if e.prenom == "Dominique"]
    assert elu.titre == said


def test_new_members_of_the_national_register(tmp_path: Path):
    bare = (
        AUTORITE[: AUTORITE.index("membres:")]
        + "membres: []\ndroit:"
        + (AUTORITE.partition("droit:")[2])
    )
    path = write(
        tmp_path,
        RNE
        + row("Valbrise", "GRANIT", "Aline", "F", "Maire", "28/03/2026")
        + row("Valbrise", "MARBRE", "Bruno", "M", "1er adjoint au Maire", "28/03/2026")
        + row("Valbrise", "D'OPALE", "Yves-Marie", "M"),
        bare,
    )
    done = run(tmp_path)
    assert done.status == 0, done
    autorite = read(path)
    day, since = dt.date(2026, 3, 22), dt.date(2026, 3, 28)
    seen = [
        (e.civilite.value, e.nom_complet, e.rang, e.titre, e.fonctions_le(since))
        for e in autorite.membres
    ]
    assert seen == [
        ("Mme", "Aline GRANIT", 1, None, ["maire"]),
        ("M.", "Bruno MARBRE", 2, "1er adjoint", ["adjoint"]),
        ("M.", "Yves-Marie D'OPALE", None, None, []),
    ]
    assert all(e.siege("conseil-municipal", day) for e in autorite.membres)
    text = path.read_text(encoding="utf-8")
    assert text.startswith(bare[: bare.index("membres:")])
    assert text.endswith("# à la fin\n")
    assert "1970" not in text
    assert "Métier" not in text
    assert "Date de naissance" not in done.err


def test_those_who_stay_keep_their_lines(tmp_path: Path):
    table = (
        "Civilité,Nom,Prénom,Depuis,Groupe\n"
        "Mme,GRANIT,Aline,2026-03-22,\n"
        "M.,MARBRE,Bruno,2026-03-22,\n"
        "Mme,TALC,Zoé,2027-01-10,Avenir: et demain\n"
    )
    path = write(tmp_path, table)
    done = run(tmp_path)
    assert done.status == 0, done
    text = path.read_text(encoding="utf-8")
    before, after = AUTORITE.split("droit:")
    assert text.startswith(before)
    assert text.endswith("droit:" + after)
    assert read(path).membres[-1].groupe == "Avenir: et demain"
    assert "1 membre ajouté" in done.err
    again = run(tmp_path)
    assert again.status == 0
    assert path.read_text(encoding="utf-8") == text


def test_who_is_in_the_table_no_more_leaves_on_a_day_that_is_said(tmp_path: Path):
    table = "civilite;nom;prenom\nMme;Granit;Aline\n"
    path = write(tmp_path, table)
    refused = run(tmp_path)
    assert refused.status == 1
    assert "--date" in refused.err
    assert path.read_text(encoding="utf-8") == AUTORITE
    assert run(tmp_path, "--date", "2028-02-01").status == 0
    gone = read(path).membres[1]
    assert gone.siege("conseil-municipal", dt.date(2028, 1, 31))
    assert not gone.siege("conseil-municipal", dt.date(2028, 2, 1))
    assert "# réélue" in path.read_text(encoding="utf-8")


def test_a_new_term_ends_the_one_before(tmp_path: Path):
    table = (
        "civilite;nom;prenom;depuis\nMme;GRANIT;Aline;2032-03-21\n"
        "M.;MARBRE;Bruno;2032-03-21\n"
    )
    path = write(tmp_path, table)
    assert run(tmp_path).status == 0
    mandats = read(path).membres[1].mandats
    assert [(m.depuis, m.jusque) for m in mandats] == [
        (dt.date(2026, 3, 22), dt.date(2032, 3, 21)),
        (dt.date(2032, 3, 21), None),
    ]
    assert read(path).membres[0].fonctions_le(dt.date(2032, 4, 1)) == ["maire"]


def test_the_authority_is_named_where_the_table_has_several(tmp_path: Path):
    table = (
        RNE
        + row("Valbrise", "TALC", "Zoé", "F")
        + row("Autreville", "ZINC", "Luc", "M")
    )
    path = write(tmp_path, table)
    refused = run(tmp_path, "--date", "2026-03-22")
    assert refused.status == 1
    assert "« Valbrise », « Autreville »" in refused.err
    unknown = run(tmp_path, "--de", "Valbise", "--date", "2026-03-22")
    assert unknown.status == 1
    assert "`Valbrise`" in unknown.err
    assert run(tmp_path, "--de", "VALBRISE", "--date", "2026-03-23").status == 0
    names = [e.nom for e in read(path).membres]
    assert "TALC" in names
    assert "ZINC" not in names


def test_a_workbook_is_read_too(tmp_path: Path):
    path = write(tmp_path, "")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (
        ["civilité", "prénom", "nom", "rang", "suppléant de", "depuis"],
        ["Mme", "Aline", "GRANIT", 1, None, dt.date(2026, 3, 22)],
        ["M.", "Bruno", "MARBRE", 2, None, dt.date(2026, 3, 22)],
        ["M.", "Gaspard", "HOULE", None, "MARBRE", dt.date(2026, 3, 22)],
    ):
        sheet.append(line)
    sheet["F2"].number_format = sheet["F3"].number_format = "DD/MM/YYYY"
    sheet["F4"].number_format = "DD/MM/YYYY"
    book.save(tmp_path / "t.xlsx")
    done = run(tmp_path, table="t.xlsx")
    assert done.status == 0, done
    last = read(path).membres[-1]
    assert last.mandats[0].suppleant_de == ["MARBRE"]
    assert [e.rang for e in read(path).membres] == [1, 2, None]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("nom;prenom\nTALC;Zoé\n", "« civilité »"),
        ("nom;prenom;civilite\nTALC;Zoé;Dr\n", "civilité"),
        ("nom;prenom;civilite;depuis\nTALC;Zoé;F;31/02/2026\n", "date"),
        ("nom;prenom;civilite\nTALC;;F\n", "prénom"),
        ("nom;prenom;civilite;naissance\nTALC;Zoé;F;\nTALC;Zoé;F;\n", ""),
        ("nom;prenom;civilite;voix\nTALC;Zoé;F;forte\n", "forte"),
    ],
)
def test_a_table_that_cannot_be_taken_changes_nothing(
    table: str, told: str, tmp_path: Path
):
    path = write(tmp_path, table)
    done = run(tmp_path, "--date", "2026-04-01")
    if not told:
        assert done.status == 0
        return
    assert done.status == 1
    assert told in done.err
    assert path.read_text(encoding="utf-8") == AUTORITE


def test_anchors_and_lines_of_windows(tmp_path: Path):
    text = AUTORITE.replace(
        "mandats: [{organe: conseil-municipal, depuis: 2026-03-22}]   # réélue",
        "mandats: &m [{organe: conseil-municipal, depuis: 2026-03-22}]",
    ).replace(
        "     mandats: [{organe: conseil-municipal, depuis: 2026-03-22}]}",
        "     mandats: *m}",
    )
    text = text.replace("\n", "\r\n")
    path = write(tmp_path, "nom;prenom;civilite\nGRANIT;Aline;F\n", text)
    done = run(tmp_path, "--date", "2029-01-01")
    assert done.status == 0, done
    kept = path.read_bytes().decode()
    assert kept.count("\r\n") == kept.count("\n")
    assert read(path).membres[0].siege("conseil-municipal", dt.date(2030, 1, 1))
    assert not read(path).membres[1].siege("conseil-municipal", dt.date(2030, 1, 1))


def test_remarks_that_go_with_the_lines_of_who_changes_are_told(tmp_path: Path):
    table = "civilite;nom;prenom;groupe\nMme;GRANIT;Aline;Ensemble\nM.;MARBRE;Bruno;\n"
    path = write(tmp_path, table)
    done = run(tmp_path)
    assert done.status == 0, done
    assert "remarques (`# …`) sont à remettre : Aline GRANIT" in done.err
    assert read(path).membres[0].groupe == "Ensemble"
    assert "# La maire, depuis toujours." in path.read_text(encoding="utf-8")


def test_an_office_that_ends_and_one_that_the_file_does_not_know(tmp_path: Path):
    table = (
        "civilite;nom;prenom;fonction;fonction depuis\n"
        "Mme;GRANIT;Aline;Grande Chambellane;\nM.;MARBRE;Bruno;Maire;2027-05-03\n"
    )
    path = write(tmp_path, table)
    done = run(tmp_path, "--date", "2027-05-03")
    assert done.status == 0, done
    assert "Grande Chambellane" in done.err
    before, after = dt.date(2027, 5, 2), dt.date(2027, 5, 3)
    aline, bruno = read(path).membres
    assert (aline.fonctions_le(before), aline.fonctions_le(after)) == (["maire"], [])
    assert (bruno.fonctions_le(before), bruno.fonctions_le(after)) == ([], ["maire"])


def test_those_of_a_grouping_have_their_commune(tmp_path: Path):
    text = (
        "base: epci\ncode: vaux\n"
        "noms: {fr: {nom: Les Vaux, couverture: LES VAUX, lieu_signature: Ici}}\n"
    )
    table = (
        "N° SIREN;Libellé de l'EPCI;Code de la commune de rattachement;"
        "Libellé de la commune de rattachement;Nom de l'élu;Prénom de l'élu;Code sexe;"
        "Date de début du mandat;Libellé de la fonction;Date de début de la fonction\n"
        "200000000;CC des Vaux;99001;Combe;BRUME;Alix;F;2026-04-02;"
        "Présidente du conseil communautaire;2026-04-09\n"
        "200000000;CC des Vaux;99002;Val;CENDRE;Basile;M;2026-04-02;"
        "1er vice-président du conseil communautaire;2026-04-09\n"
        "200000001;CC d'ailleurs;99003;Loin;ZINC;Luc;M;2026-04-02;;\n"
    )
    path = write(tmp_path, table, text)
    assert run(tmp_path, "--de", "200000000").status == 0
    seen = [(e.nom, e.commune, e.rang, e.titre) for e in read(path).membres]
    assert seen == [
        ("BRUME", "Combe", 1, None),
        ("CENDRE", "Val", 2, "1er vice-président"),
    ]
    day = dt.date(2026, 4, 9)
    assert read(path).membres[1].fonctions_le(day) == ["vice-president"]
    assert read(path).membres[1].siege("conseil-communautaire", day)


MEMBRE = (
    "civilite: M.\n{m}prenom: Bruno\n{m}nom: MARBRE\n"
    "{m}mandats: [{{organe: conseil-municipal}}]"
)
HEAD = AUTORITE[: AUTORITE.index("membres:")]


@pytest.mark.parametrize(
    "listed",
    [
        "membres:\n- " + MEMBRE.format(m="  ") + "   # à garder\n",
        "membres:\n      - " + MEMBRE.format(m="        ") + "   # à garder",
        "membres:   # tous\n\n  # le premier\n  - "
        + MEMBRE.format(m="    ")
        + "   # à garder\n\n# La fin.\n",
        "membres:\n  -\n    " + MEMBRE.format(m="    ") + "   # à garder\n",
        "membres:\n",
        "membres: []   # personne encore\n",
        "",
    ],
    ids=[
        "margin",
        "deep, no end",
        "remarks",
        "dash alone",
        "empty",
        "brackets",
        "none",
    ],
)
def test_however_the_list_is_written(listed: str, tmp_path: Path):
    base = HEAD.replace("article: E", "article: L2121-17")
    text = base + listed
    table = (
        "civilite;nom;prenom;titre\nM.;MARBRE;Bruno;\n"
        'Mme;TALC;Zoé;"1re: adjointe, # "\n'
    )
    path = write(tmp_path, table, text)
    done = run(tmp_path)
    assert done.status == 0, done
    assert [e.nom for e in read(path).membres] == ["MARBRE", "TALC"]
    assert read(path).membres[1].titre == "1re: adjointe, #"
    after = path.read_text(encoding="utf-8")
    for remark in ("# à garder", "# le premier", "# La fin.", "# tous", "# personne"):
        assert (remark in after) == (remark in text)
    assert after.startswith(base)


def test_the_members_that_init_makes_up_give_way_to_the_real_ones(
    tmp_path: Path,
) -> None:
    """All of them go but one whom the table has, who is made up no more."""
    options = ("--collectivite", "commune", "--nom", "Commune de Brise")
    assert call("init", str(tmp_path), *options, "--date", "2026-04-16").status == 0
    table = tmp_path / "t.csv"
    table.write_text(
        "civilité;prénom;nom;fonction\nM.;Bruno;MARBRE;Maire\nMme;Prénom;NOM-TROIS;\n",
        "utf-8",
    )
    path = tmp_path / "collectivite.yaml"
    before = path.read_text("utf-8")
    done = call("membres", str(table), "--dans", str(path))
    assert done.status == 0, done.err
    assert "inventé, ôté : Prénom NOM-UN" in done.err
    assert "à reprendre" in done.err
    members = read(path).membres
    assert [(e.nom_complet, e.invente) for e in members] == [
        ("Prénom NOM-TROIS", False),
        ("Bruno MARBRE", False),
    ]
    after = path.read_text("utf-8")
    assert "INVENTÉ" not in after
    assert after.partition("membres:")[0] == before.partition("membres:")[0]
    assert after.partition("droit:")[2] == before.partition("droit:")[2]
