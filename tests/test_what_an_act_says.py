"""What an act says so that its names and its figures do not seem to part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from act_helpers import HEAD, make, write
from delib_gen.checking import check_session
from delib_gen.lang.phrasebook import load_phrasebook
from delib_gen.resources import data_dir
from delib_gen.view.context import make_seance_context
from view_helpers import build_views

EXEMPLES = data_dir() / "exemples"


def see(path: Path, numero: str) -> Any:
    """The deliberation of an act of a sitting."""
    situation = check_session(path).situation
    assert situation is not None
    charte = situation.reference.charte
    assert charte is not None
    context = make_seance_context(situation, "fr", charte)
    (acte,) = [a for a in situation.actes if a.numero == numero]
    return build_views(context.turn_to(acte))[0]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def tell(view: Any) -> str:
    return plain("\n".join(view.mouvements))


def put(folder: Path, acte: str, more: str) -> Any:
    """An act of the made-up commune, whose acts print what its file says more."""
    path = write(folder, acte)
    autorite = folder / "autorite.yaml"
    text = autorite.read_text("utf-8")
    organ = "  conseil-municipal:\n"
    autorite.write_text(text.replace(organ, f"{organ}    {more}\n", 1), "utf-8")
    return make(path)[0]


def deport(nom: str, more: str = "") -> str:
    aside = f"{{membre: {nom}, motif: interet-personnel{more}}}"
    return f"deports: [{aside}]\n    {HEAD}"


COUNTS, NONE = "comptes_imprimes: oui", "comptes_imprimes: non"


def test_who_is_named_and_not_counted_is_told(tmp_path: Path) -> None:
    view = put(tmp_path, deport("ROITELIN"), COUNTS)
    there = "Mme Jacinthe ROITELIN, qui ne prend pas part à cet acte, n’est pas comptée"
    assert there in tell(view)
    assert "Présents : 6" in plain(view.comptes)


def test_who_leaves_is_told_once_and_agrees(tmp_path: Path) -> None:
    view = put(tmp_path, deport("BRISEVENT", ", sort: oui"), COUNTS)
    assert "BRISEVENT quitte la salle pour cet acte ; il n’y est pas compté" in tell(
        view
    )
    silent = put(tmp_path / "b", deport("BRISEVENT", ", sort: oui"), NONE)
    assert "BRISEVENT quitte la salle pour cet acte." in tell(silent)


def test_nothing_is_told_where_no_number_is_printed(tmp_path: Path) -> None:
    assert "compté" not in tell(put(tmp_path, deport("ROITELIN"), NONE))
    box = "presences: {encadre: [convocation, votants]}"
    assert "compté" not in tell(put(tmp_path / "b", deport("ROITELIN"), box))


def test_a_power_whose_holder_steps_aside_is_told(tmp_path: Path) -> None:
    view = put(tmp_path, deport("ROITELIN"), NONE)
    power = "donné par Mme Mauricette TREMBLEFEUILLE à Mme Jacinthe ROITELIN"
    assert f"Le pouvoir {power} est sans effet pour cet acte." in tell(view)
    assert "sans effet" not in tell(put(tmp_path / "b", deport("COUDRAIN"), NONE))


def test_says_why_no_quorum_is_asked_for() -> None:
    said = "cet acte est pris sans condition de quorum"
    path = EXEMPLES / "2026-06-12-commune-alsace" / "seance.yaml"
    assert said in tell(see(path, "2026-06-022"))
    assert said not in tell(see(path, "2026-06-021"))


def test_the_usual_chair_opens_the_sitting_and_another_chairs_on_the_accounts() -> None:
    view = see(EXEMPLES / "2025-06-24-commune" / "seance.yaml", "2025-06-041")
    assert plain(view.preambule).endswith("M. Sylvain FONTARELLE, Maire.")
    assert "Agathe ARBALESTRE, Adjointe au maire, préside la séance" in tell(view)
    assert view.signature_nom == "Agathe ARBALESTRE"


def test_who_chairs_another_act_is_said_where_it_begins(tmp_path: Path) -> None:
    view = put(tmp_path, f"president: BRISEVENT\n    {HEAD}", NONE)
    assert plain(view.preambule).endswith("M. Casimir BRISEVENT, Adjoint au maire.")
    assert "préside" not in tell(view)


@pytest.mark.parametrize(
    ("nature", "appealed"),
    [
        ("deliberation", "La présente délibération peut"),
        ("resolution", "La présente résolution peut"),
        ("voeu", ""),
        ("motion", ""),
    ],
)
def test_a_wish_is_not_appealed_against(
    nature: str, appealed: str, tmp_path: Path
) -> None:
    acte = f"nature: {nature}\n    {HEAD}"
    view = put(tmp_path, acte, "mentions: [recu, executoire, recours]")
    below = view.mentions_legales
    assert len(below) == (3 if appealed else 1)
    assert below[-1].startswith(appealed or "Reçu")


def test_nobody_votes_on_what_is_but_noted(tmp_path: Path) -> None:
    box = "presences: {encadre: [presents, votants]}"
    voted, noted = HEAD, f"prend_acte: oui\n    {HEAD}"
    assert len(put(tmp_path / "a", voted, box).encadre) == 2
    path = write(tmp_path / "b", noted)
    text = path.read_text("utf-8").replace("    vote: unanimite\n", "")
    path.write_text(text, "utf-8")
    assert "Votants" not in make(path)[0].comptes  # type: ignore[attr-defined]
    autorite = tmp_path / "b" / "autorite.yaml"
    organ = "  conseil-municipal:\n"
    whole = autorite.read_text("utf-8").replace(organ, f"{organ}    {box}\n", 1)
    autorite.write_text(whole, "utf-8")
    assert len(make(path)[0].encadre) == 1  # type: ignore[attr-defined]


def test_one_man_and_one_woman() -> None:
    situation = check_session(EXEMPLES / "2025-06-24-commune" / "seance.yaml").situation
    assert situation is not None
    man, woman = (
        next(e for e in situation.autorite.membres if e.feminin is feminin)
        for feminin in (False, True)
    )
    phrases, key = load_phrasebook("fr"), "deliberation.absents"
    assert phrases.agree(key, (woman, man)).endswith("Mme et M.")
    assert phrases.agree(key, (woman, man, man)).endswith("Mmes et MM.")
    # Words of one's own for both say that of one of each, unless they give it.
    own = phrases.say_otherwise({key: {"mixte": "Présents :"}}, "fr")
    assert own.agree(key, (woman, man)) == "Présents :"
    two = {"mixte": "Présents :", "un_de_chaque": "Tous deux :"}
    own = phrases.say_otherwise({key: two}, "fr")
    assert own.agree(key, (woman, man)) == "Tous deux :"


def test_opponents_stand_in_the_order_of_the_house(tmp_path: Path) -> None:
    acte = f"vote: {{contre: [COUDRAIN, GENÊTAIE]}}\n    {HEAD}"
    path = write(tmp_path, acte)
    text = path.read_text("utf-8").replace("    vote: unanimite\n", "")
    path.write_text(text, "utf-8")
    autorite = tmp_path / "autorite.yaml"
    whole = autorite.read_text("utf-8")
    organ = "  conseil-municipal:\n"
    whole = whole.replace(organ, f"{organ}    presences: {{ordre: tableau}}\n", 1)
    for nom, rang in (("COUDRAIN", 5), ("GENÊTAIE", 4)):
        whole = whole.replace(f"nom: {nom},", f"nom: {nom}, rang: {rang},")
    autorite.write_text(whole, "utf-8")
    view: Any = make(path)[0]
    (line,) = [c for c in view.scrutins[0].chiffres if "CONTRE" in c]
    assert line.index("GENÊTAIE") < line.index("COUDRAIN")


def test_where_it_met_is_said_before_the_sitting_that_failed() -> None:
    path = EXEMPLES / "2026-06-18-departement" / "seance.yaml"
    said = plain(see(path, "2026-CD-021").preambule)
    assert said.index("lieu habituel") < said.index("sans condition de quorum")
    assert "le 15 juin 2026, sous la présidence" in said
