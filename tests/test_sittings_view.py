"""What a deliberation says of its sitting: days, place, secretaries, counts, nature."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import docx
import pytest

from cli_helpers import call
from delib_gen.checking import Checked, check_session
from delib_gen.findings import has_errors
from delib_gen.formats.base import RenderTools, list_formats
from delib_gen.lang.grammar import load_grammar
from delib_gen.lang.phrasebook import load_phrasebook, load_table
from delib_gen.schema.acte import Nature
from delib_gen.view.base import View
from delib_gen.view.deliberation import DeliberationView
from delib_gen.view.rapport import RapportView
from format_helpers import render_piece
from view_helpers import build_views, make_acte_context

CP = """\
collectivite: {autorite}
organe: {organe}
{session}
president: VANNI
presents: [ARRIGHI, BENEDETTI, BIANCUCCI, COLONNA, COMBETTE, LUCIANI, MONDOLONI, TIBERI,
           VANNI]
pouvoirs: {{BOZZI: COMBETTE, CAITUCOLI: COLONNA, CASANOVA-SERVAS: VANNI,
           LACOMBE: MONDOLONI, MAUPERTUIS: BIANCUCCI, NIVAGGIONI: ARRIGHI}}
actes:
  - numero: {numero}
    titre: {{fr: ESSAI, co: PROVA}}
    visas: [{{ref: cgct}}]
    vote: {vote}
    articles: [APPROUVE le projet., {{ref: publication-electronique}}]
    rapport: {{numero: 2023/1/CP, corps: Voir les articles.}}
{acte}
"""
DAY = "date: 2023-12-19"
REFUSED = """{contre: [ARRIGHI, BENEDETTI, BIANCUCCI, COLONNA, COMBETTE, LUCIANI,
                       MONDOLONI, TIBERI]}"""
COUNTING = """\
# INVENTÉE pour l'essai : la Commission permanente n'imprime pas ses comptes.
base: corse
organes: {commission-permanente: {comptes_imprimes: oui}}
"""


def check(
    folder: Path,
    session: str = DAY,
    acte: str = "",
    *,
    autorite: str = "corse",
    organe: str = "commission-permanente",
    numero: str = "23/186 CP",
    vote: str = "unanimite",
) -> Checked:
    """A small sitting, checked; every line of `acte` is one of the act's."""
    path = folder / "seance.yaml"
    lines = "\n".join(f"    {line}" for line in acte.splitlines())
    text = CP.format(
        autorite=autorite,
        organe=organe,
        session=session,
        acte=lines,
        numero=numero,
        vote=vote,
    )
    path.write_text(text, encoding="utf-8")
    return check_session(path)


def build(checked: Checked, rank: int = 0) -> list[View]:
    """The views of an act, whatever the rules say of the sitting."""
    assert checked.situation is not None
    assert checked.reference is not None
    assert checked.reference.charte is not None
    acte = checked.situation.actes[rank]
    return build_views(make_acte_context(acte, "fr", checked.reference.charte))


def write_act(checked: Checked) -> DeliberationView:
    view = build(checked)[0]
    assert isinstance(view, DeliberationView)
    return view


def plain(text: str) -> str:
    """A text with plain spaces."""
    return text.replace("\u00a0", " ")


# --- Phrases ------------------------------------------------------------------


def test_a_table_read_alone_is_that_of_the_whole_book():
    whole = load_phrasebook("fr").tables

    assert [load_table("fr", name).tables for name in whole] == [
        {name: table} for name, table in whole.items()
    ]


# --- Days ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "capitals", "small"),
    [
        (["2023-07-01"], "1ER JUILLET 2023", "1er juillet 2023"),
        (
            ["2026-10-29", "2026-10-30"],
            "29 ET 30 OCTOBRE 2026",
            "29 et 30 octobre 2026",
        ),
        (
            ["2021-09-30", "2021-10-01"],
            "30 SEPTEMBRE ET 1ER OCTOBRE 2021",
            "30 septembre et 1er octobre 2021",
        ),
        (
            ["2026-12-31", "2027-01-01"],
            "31 DÉCEMBRE 2026 ET 1ER JANVIER 2027",
            "31 décembre 2026 et 1er janvier 2027",
        ),
        (
            ["2026-10-28", "2026-10-29", "2026-10-30"],
            "28, 29 ET 30 OCTOBRE 2026",
            "28, 29 et 30 octobre 2026",
        ),
        (
            ["2026-09-30", "2026-10-01", "2026-10-02"],
            "30 SEPTEMBRE, 1ER ET 2 OCTOBRE 2026",
            "30 septembre, 1er et 2 octobre 2026",
        ),
        (
            ["2026-05-01", "2027-05-01"],
            "1ER MAI 2026 ET 1ER MAI 2027",
            "1er mai 2026 et 1er mai 2027",
        ),
    ],
)
def test_days_say_each_month_and_year_once(days: list[str], capitals: str, small: str):
    grammar = load_grammar("fr")
    typed = [dt.date.fromisoformat(day) for day in days]

    assert grammar.format_days_capitals(typed) == capitals
    assert grammar.format_days(typed) == small


@pytest.mark.parametrize("order", ["2023-09-30, 2023-10-01", "2023-10-01, 2023-09-30"])
def test_an_act_has_its_own_day_and_the_rapport_the_whole_meeting(
    order: str, tmp_path: Path
):
    checked = check(tmp_path, f"dates: [{order}]", "date: 2023-10-01")
    act, rapport = build(checked)

    assert {f.code for f in checked.findings} <= {"ACT06"}
    assert isinstance(act, DeliberationView)
    assert isinstance(rapport, RapportView)
    assert plain(act.reunion) == "REUNION DU 1ER OCTOBRE 2023"
    assert act.preambule.startswith("L’an deux mille vingt trois, le premier octobre,")
    assert plain(act.lieu_date) == "Aiacciu, le 1er octobre 2023"
    assert act.meta.jour == "2023-10-01"
    wanted = "REUNION DES 30 SEPTEMBRE ET 1ER OCTOBRE 2023"
    assert plain(rapport.reunion) == wanted


def test_a_sitting_of_one_day_keeps_the_singular(tmp_path: Path):
    for days in (DAY, "dates: [2023-12-19]"):
        rapport = build(check(tmp_path, days))[1]
        assert isinstance(rapport, RapportView)
        assert rapport.reunion == "REUNION DU 19 DÉCEMBRE 2023"


def test_a_draft_of_several_days_may_not_know_its_own(tmp_path: Path):
    text = "dates: [2023-12-19, 2023-12-20]\nstade: projet"
    checked = check(tmp_path, text)
    act = write_act(checked)

    assert not has_errors(checked.findings)
    assert act.reunion == "REUNION DES 19 ET 20 DÉCEMBRE 2023"
    assert plain(act.preambule).startswith("Les 19 et 20 décembre 2023, la Commission")
    known = write_act(check(tmp_path, text, "date: 2023-12-20"))
    assert known.reunion == "REUNION DU 20 DÉCEMBRE 2023"
    assert plain(known.preambule).startswith("Le 20 décembre 2023, la Commission")


def test_the_day_of_an_act_is_told_where_it_stands(tmp_path: Path):
    checked = check(tmp_path, "dates: [2023-12-19, 2023-12-20]", "date: 2023-12-21")
    (found,) = (f for f in checked.findings if f.code == "STR03")
    lines = (tmp_path / "seance.yaml").read_text(encoding="utf-8").split("\n")

    assert found.span is not None
    assert lines[found.span.line - 1].strip() == "date: 2023-12-21"
    assert "19 décembre 2023, 20 décembre 2023" in found.message


# --- Where it met, and how ----------------------------------------------------

CHAIR = "sous la présidence de M. Hyacinthe VANNI, Vice-président"
SECOND = (
    "sans condition de quorum, celui-ci n’ayant pas été atteint le 16 décembre 2023"
)
MEETINGS = {
    "CP": ("commission-permanente", "", "", "s’est réunie"),
    "CP, elsewhere": (
        "commission-permanente",
        "lieu: à Bastia, au théâtre municipal",
        "",
        "s’est réunie à Bastia, au théâtre municipal,",
    ),
    "AC": (
        "assemblee",
        "",
        "",
        "s’est réunie au nombre prescrit par la loi, dans le lieu habituel de ses "
        "séances",
    ),
    "AC, elsewhere": (
        "assemblee",
        'lieu: "à Bastia, au théâtre municipal,"',
        "",
        "s’est réunie au nombre prescrit par la loi, à Bastia, au théâtre municipal,",
    ),
    "CP, again": (
        "commission-permanente",
        "defaut_quorum: 2023-12-16",
        "",
        f"s’est réunie {SECOND},",
    ),
    "AC, again": (
        "assemblee",
        "defaut_quorum: 2023-12-16",
        "",
        f"s’est réunie, dans le lieu habituel de ses séances, {SECOND},",
    ),
    "AC, again, elsewhere": (
        "assemblee",
        "defaut_quorum: 2023-12-16\nlieu: à Corti",
        "",
        f"s’est réunie, à Corti, {SECOND},",
    ),
    "AC, again, a new point": (
        "assemblee",
        "defaut_quorum: 2023-12-16",
        "point_nouveau: oui",
        "s’est réunie au nombre prescrit par la loi, dans le lieu habituel de ses "
        "séances",
    ),
}


@pytest.mark.parametrize(
    ("organe", "session", "acte", "meeting"), MEETINGS.values(), ids=MEETINGS
)
def test_the_preamble_says_where_and_how_the_organ_met(
    organe: str, session: str, acte: str, meeting: str, tmp_path: Path
):
    checked = check(tmp_path, f"{DAY}\n{session}", acte, organe=organe)
    preamble = plain(write_act(checked).preambule)

    assert f" {meeting} {CHAIR}" in preamble
    assert not re.search(r",,| ,|,\.", preamble)


# --- Secretaries, counts ------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("[TIBERI]", "Secrétaire de séance : Mme Julia TIBERI"),
        (
            "[TIBERI, luciani]",
            "Secrétaires de séance : Mme Julia TIBERI et M. Saveriu LUCIANI",
        ),
        (
            "[TIBERI, LUCIANI, COMBETTE]",
            "Secrétaires de séance : Mme Julia TIBERI, M. Saveriu LUCIANI et Mme "
            "Christelle COMBETTE",
        ),
        (
            "[{membre: TIBERI, qualite: la plus jeune des membres}]",
            "Secrétaire de séance : Mme Julia TIBERI, la plus jeune des membres",
        ),
        (
            "[TIBERI, {nom: Mme Anne DURAND, qualite: directrice}]",
            "Secrétaires de séance : Mme Julia TIBERI ; Mme Anne DURAND, directrice",
        ),
        ("[]", ""),
    ],
)
def test_secretaries_are_named_with_what_was_typed(
    typed: str, printed: str, tmp_path: Path
):
    view = write_act(check(tmp_path, f"{DAY}\nsecretaires: {typed}"))

    assert plain(view.secretaires) == printed


def test_counts_are_printed_where_the_organ_prints_them(tmp_path: Path):
    (tmp_path / "compte.yaml").write_text(COUNTING, encoding="utf-8")
    both = [
        write_act(check(tmp_path, autorite=autorite))
        for autorite in ("corse", "compte.yaml")
    ]

    assert both[0].comptes == ""
    assert plain(both[1].comptes) == (
        "Membres en exercice : 15 – Présents : 9 – Représentés : 6 – Votants : 15"
    )


def test_who_takes_no_part_is_present_and_does_not_vote(tmp_path: Path):
    (tmp_path / "compte.yaml").write_text(COUNTING, encoding="utf-8")
    view = write_act(
        check(
            tmp_path,
            acte="deports: [{membre: LUCIANI, motif: interet-personnel}]",
            autorite="compte.yaml",
            vote="{non_participation: [TIBERI], contre: [BOZZI]}",
        )
    )

    assert plain(view.comptes) == (
        "Membres en exercice : 15 – Présents : 9 – Représentés : 6 – Votants : 13"
    )


# --- Nature and authors -------------------------------------------------------

NATURES = {
    "deliberation": (
        "DELIBERATION",
        "Délibération",
        "de la délibération",
        "le projet de délibération qui lui était soumis",
    ),
    "motion": ("MOTION", "Motion", "de la motion", "la motion qui lui était soumise"),
    "voeu": ("VŒU", "Vœu", "du vœu", "le vœu qui lui était soumis"),
    "resolution": (
        "RESOLUTION",
        "Résolution",
        "de la résolution",
        "la résolution qui lui était soumise",
    ),
}


def test_each_nature_has_the_same_phrases():
    known = load_phrasebook("fr").tables["nature"]

    assert set(known) == set(Nature) == set(NATURES)
    assert len({tuple(sorted(forms)) for forms in known.values()}) == 1


@pytest.mark.parametrize(("nature", "words"), NATURES.items(), ids=NATURES)
def test_an_act_is_called_by_its_nature(
    nature: str, words: tuple[str, str, str, str], tmp_path: Path
):
    entete, nom, du, soumis = words
    checked = check(tmp_path, acte=f"nature: {nature}", vote=REFUSED)
    view = write_act(checked)

    assert not has_errors(checked.findings)
    assert plain(view.entete) == f"{entete} N° 23/186 CP DE LA COMMISSION PERMANENTE"
    assert view.meta.titre_document == view.meta.signet == f"{nom} n° 23/186 CP"
    assert view.suite == f"N’ADOPTE PAS {soumis}."
    assert view.articles == ()
    draft = write_act(check(tmp_path, f"{DAY}\nstade: projet", f"nature: {nature}"))
    assert plain(draft.entete) == (
        f"PROJET DE {entete} N° 23/186 CP DE LA COMMISSION PERMANENTE"
    )
    done = call("render", tmp_path / "seance.yaml", "-o", tmp_path, "--format", "html")
    assert done.status == 0
    (whole,) = tmp_path.glob("*/*/dossier.fr.html")
    title = f"<title>PROJET – Dossier {du} n° 23/186 CP</title>"
    assert title in plain(whole.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("[TIBERI]", "SUR proposition de : Mme Julia TIBERI,"),
        (
            "[tiberi, M. Saveriu LUCIANI, le groupe Untel]",
            "SUR proposition de : Mme Julia TIBERI, M. Saveriu LUCIANI et le groupe "
            "Untel,",
        ),
        ("[le groupe Tiberi]", "SUR proposition de : le groupe Tiberi,"),
    ],
)
def test_authors_are_members_by_their_names_or_as_typed(
    typed: str, printed: str, tmp_path: Path
):
    checked = check(tmp_path, acte=f"nature: motion\nauteurs: {typed}")
    view = write_act(checked)

    assert not has_errors(checked.findings)
    assert [plain(m) for m in view.mentions] == [printed]


def test_authors_come_after_who_reports_and_before_who_was_heard(tmp_path: Path):
    view = write_act(
        check(
            tmp_path,
            acte="auteurs: [TIBERI]\navis: [Commission des Finances]\n"
            "rapporteur: president-conseil-executif",
        )
    )

    assert [mention.split()[1] for mention in view.mentions] == [
        "rapport",
        "proposition",
        "avis",
    ]


def test_an_act_put_off_has_its_rapport_and_no_deliberation(tmp_path: Path):
    for stage, marque in (("", ""), ("stade: projet", "PROJET – texte non délibéré")):
        checked = check(tmp_path, f"{DAY}\n{stage}", "statut: reporte", vote="")

        assert not has_errors(checked.findings)
        (view,) = build(checked)
        assert isinstance(view, RapportView)
        assert view.meta.marque == marque


# --- In every format ----------------------------------------------------------


def test_all_of_it_is_in_each_produced_file(tmp_path: Path, tools: RenderTools):
    (tmp_path / "compte.yaml").write_text(COUNTING, encoding="utf-8")
    checked = check(
        tmp_path,
        "dates: [2023-12-19, 2023-12-20]\nlieu: à Bastia, au théâtre municipal\n"
        "secretaires: [TIBERI, LUCIANI]",
        "date: 2023-12-20\nnature: motion\nauteurs: [TIBERI, le groupe Untel]",
        autorite="compte.yaml",
    )
    views = build(checked)
    act = views[0]
    assert isinstance(act, DeliberationView)

    for name, fmt in list_formats().items():
        for view in views:
            rendered = render_piece(fmt, view, tools)
            assert rendered is not None
            assert fmt.audit(rendered.content, [view]) == [], name
            if view is act and name == "docx":
                (tmp_path / "act.docx").write_bytes(rendered.content)
    paragraphs = [p.text for p in docx.Document(str(tmp_path / "act.docx")).paragraphs]
    assert act.comptes in paragraphs
    assert act.secretaires in paragraphs
