"""Every paper of a sitting tells the same figures and names, which are the law's.

Sittings at random, judged by the oracle: acts, list, minutes, workbook and manifest
are each read by themselves; the figures that are added up from the register are those
that are added up from the files. That a file says what its view says, in its place, is
what reading back asks of every file that is made.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

import oracle_adapter as product
from conftest import EVERYTHING
from delib_gen.bundle.manifest import Fichier
from delib_gen.bundle.write import BundleOrder
from delib_gen.catalogue import CATALOGUE
from delib_gen.checking import Checked, check_session
from delib_gen.ending import make_manifest
from delib_gen.findings import has_errors
from delib_gen.inscribing import inscribe, make_entry
from delib_gen.model.faits import describe_releve, describe_tenue
from delib_gen.recalled import recall_sittings
from delib_gen.request import RenderRequest
from delib_gen.tenue import Tenue
from delib_gen.view.context import SeanceContext, make_seance_context
from delib_gen.view.papiers.classeur import write_classeur
from delib_gen.view.papiers.liste import build_liste
from delib_gen.view.papiers.proces_verbal import build_proces_verbal
from delib_gen.view.periode.context import make_period_context
from delib_gen.view.periode.statistiques import build_period_statistics
from delib_gen.wanted import OfSitting
from oracle import Judged, judge_sitting
from oracle_sittings import sittings
from oracle_worlds import LAWS, write_authorities, write_tree

DRAWN = settings(
    max_examples=300 if EVERYTHING else 60,
    deadline=None,
    derandomize=True,
    database=None,
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
_WORDS = {
    "pour": "pour",
    "contre": "contre",
    "abstention": "abstention",
    "abstentions": "abstention",
    "sans participation": "non_participation",
    "blanc": "blancs",
    "blancs": "blancs",
    "nul": "nuls",
    "nuls": "nuls",
}
"""How the list calls each figure."""
_COLUMNS = {
    "Pour": "pour",
    "Contre": "contre",
    "Abstention": "abstention",
    "Ne prend pas part": "non_participation",
    "Bulletins blancs": "blancs",
    "Bulletins nuls": "nuls",
}
_FIGURE = re.compile(r"(\d+) ([a-z ]+?)(?=[,)])")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the made-up authority."""
    place = tmp_path_factory.mktemp("verite")
    write_authorities(place, ordonnateur=True)
    return place


def speak(checked: Checked) -> SeanceContext:
    """A sitting, in French."""
    situation, charte = checked.sound
    return make_seance_context(situation, "fr", charte)


@DRAWN
@given(seance=sittings())
def test_every_paper_tells_what_the_law_says(
    seance: dict[str, Any], folder: Path
) -> None:
    registre = folder / f"{seance['organe']}.sqlite"
    path = write_tree(folder / "seance.yaml", seance)
    checked = check_session(path, registre=registre)
    context = speak(checked)
    judged = judge_sitting(seance, LAWS[seance["organe"]])
    (minutes,) = build_proces_verbal(context)
    (listed,) = build_liste(context)
    rows = listed.tableau[0].lignes  # type: ignore[attr-defined]  # the one table
    sheets = read_workbook(context)

    assert len(minutes.points) == len(rows) == len(judged)
    for rank, expected in enumerate(judged):
        acte = context.situation.actes[rank]
        cells = sheets["Votes"][rank]
        check_list("".join(run.texte for run in rows[rank][-1]), expected)
        if expected.count is not None:
            told = product.read_votes(minutes.points[rank])
            check_figures({sens: n for sens, (n, _) in told.items()}, expected)
            check_figures(
                {sens: cells[key] for key, sens in _COLUMNS.items()}, expected
            )
        held = describe_tenue(acte)
        assert (held is None) is ("statut" in seance["actes"][rank])
        if held is not None:
            check_held(held, expected)
            check_attendance(sheets["Présences"], acte.numero, expected)
    if not has_errors(checked.findings):  # else it is never rendered
        check_register(checked, registre)


def check_register(checked: Checked, registre: Path) -> None:
    """What the register recalls of a sitting gives the page that its file gives."""
    situation, _ = checked.sound
    subject = OfSitting(
        checked, situation.actes, [], RenderRequest(registre.parent), CATALOGUE
    )
    made = [
        Fichier(f"{rank}/d.html", "", acte.repere, "deliberation", "fr", "html", "")
        for rank, acte in enumerate(situation.actes)
        if acte.delibere
    ]
    stage: Any = None  # nothing is written but the register
    order = BundleOrder(made, make_manifest(subject, None, []), stage)
    with inscribe([(make_entry(situation, situation.actes), order)]) as keep:
        keep()
    du, au = situation.seance.jours[0], situation.seance.jours[-1]
    found, recalled = recall_sittings(registre, situation.code_organe, du, au, ["fr"])

    assert found == []
    assert [one.recalled for one in recalled] == [describe_releve(situation)]
    pages = [
        list(build_period_statistics(make_period_context([each], du, au, 1, told)))
        for each, told in (
            (speak(checked), []),
            (speak(recalled[0].checked), [recalled[0].recalled]),
        )
    ]
    assert pages[0] == pages[1] != []


def check_figures(told: dict[str, int], expected: Judged) -> None:
    """The figures of a ballot; none is left out but where it is nought."""
    assert expected.count is not None
    wanted = {sens: n for sens, n in expected.count.chiffres.items() if n}
    assert {sens: n for sens, n in told.items() if n} == wanted


def check_list(issue: str, expected: Judged) -> None:
    """What became of an act, and the figures beside it where it was not unanimous."""
    if expected.count is None:
        return
    word = "Adoption" if expected.count.adopte else "Rejet"
    assert issue.startswith(word), issue
    told = {_WORDS[name]: int(number) for number, name in _FIGURE.findall(issue)}
    if told:
        check_figures(told, expected)
    else:
        assert expected.count.unanime


def check_held(held: Tenue, expected: Judged) -> None:
    """What the manifest tells."""
    there, wanted = held.presence, expected.attendance
    assert surnames(there.presents) == wanted.presents
    assert surnames(there.absents) == wanted.absents
    assert surnames(there.excuses) == wanted.excuses
    powers = {p.donneur.split()[-1]: p.mandataire.split()[-1] for p in there.pouvoirs}
    assert powers == wanted.representes
    assert surnames(there.retires) == expected.ecartes
    if expected.quorum is not None:
        assert there.quorum == expected.quorum.requis
    if expected.count is None:
        assert held.scrutins == ()
        return
    (ballot,) = held.scrutins
    assert ballot.chiffres == {k: expected.count.chiffres[k] for k in ballot.chiffres}
    named = {sens: surnames(people) for sens, people in ballot.noms.items()}
    assert named == expected.count.noms
    assert (ballot.issue == "adopte") is expected.count.adopte


def check_attendance(rows: list[dict[str, Any]], numero: str, expected: Judged) -> None:
    """The column of an act on the sheet of the attendance."""
    words = {row["Membre"].split()[-1]: row[numero] for row in rows if row[numero]}
    wanted = expected.attendance
    there = {who for who, said in words.items() if said[:7] in ("présent", "se reti")}
    assert there == wanted.presents
    powers = {who: said for who, said in words.items() if said.startswith("pouvoir")}
    assert {who: said.split()[-1] for who, said in powers.items()} == wanted.representes
    assert {who for who, said in words.items() if said[:4] == "excu"} == wanted.excuses
    assert {who for who, said in words.items() if said[:4] == "abse"} == wanted.absents


def surnames(people: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.split()[-1] for name in people)


def read_workbook(context: SeanceContext) -> dict[str, list[dict[str, Any]]]:
    """The rows of each sheet by the words at the heads of its columns."""
    content = write_classeur(context)
    assert content is not None
    found: dict[str, list[dict[str, Any]]] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        heads, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(heads, row, strict=True)) for row in rows]
    return found
