"""The page beside the form: what is shown is what the made file shows, and no less."""

from __future__ import annotations

import io
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

pytest.importorskip("starlette", reason="needs the extra `desk`")
import pypdfium2

from delib_gen.checking import Checked, check_session
from delib_gen.composition.pieces import Pieces
from delib_gen.desk.web import acte, pages
from delib_gen.desk.web.formulaire import draw_form
from delib_gen.desk.web.layout import _Keeper
from delib_gen.desk.web.preview import Laid, Look, Previewer, Sheet
from delib_gen.desk.web.roles import Role
from delib_gen.desk.web.visitors import CURRENT, Visitor
from delib_gen.formats.base import list_formats
from delib_gen.render import RenderSpec, make_tools
from delib_gen.resources import data_dir
from desk_helpers import Browser

PLENARY = data_dir() / "exemples/2026-09-30-ac/seance.yaml"
SCALE = 1.0
Letters = list[tuple[str, tuple[float, ...]]]


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_session(PLENARY)


@pytest.fixture(scope="module")
def keeper() -> _Keeper:
    return _Keeper()


def make_sheets(checked: Checked, rank: int) -> Iterator[Sheet]:
    """What the pages beside an act's form are laid out of, a sheet for each piece."""
    situation, charte = checked.sound
    held = situation.actes[rank - 1]
    spec = RenderSpec(situation.autorite.code, charte, None)
    for views in acte._build(held):
        texts = tuple(acte.list_texts(held, views[0].meta.fichier))
        yield Sheet(spec, "fr", tuple(views), texts)


def read_letters(document: pypdfium2.PdfDocument, rank: int) -> Letters:
    reader = document[rank].get_textpage()
    return [
        (reader.get_text_range(n, 1), tuple(reader.get_charbox(n)))
        for n in range(reader.count_chars())
    ]


@pytest.mark.parametrize("rank", [1, 5, 8, 12])
def test_what_is_shown_is_what_is_made(
    checked: Checked, keeper: _Keeper, rank: int
) -> None:
    """The same pages, the same letters at the same places, the same dots."""
    for number, sheet in enumerate(make_sheets(checked, rank)):
        tools = make_tools(sheet.langue, sheet.spec)
        writer = list_formats()["pdf"].begin(
            Pieces(sheet.views, tools.find_library), tools
        )
        rendered = writer.write(sheet.views, sheet.views[0].meta)
        assert rendered is not None
        made = pypdfium2.PdfDocument(rendered.content)
        key = f"{rank}-{number}"

        last = len(made) - 1
        first = keeper.answer(Look(key, (last,), SCALE, sheet))
        rest = keeper.answer(Look(key, tuple(range(last)), SCALE))
        whole = keeper.answer(Look(key, None, SCALE))

        assert first
        assert rest
        assert whole
        assert whole.whole
        assert len(whole.pages) == len(made)
        pictures = first.pictures | rest.pictures
        file = keeper._files[key]
        for page in range(len(made)):
            assert whole.pages[page].width == pytest.approx(made[page].get_width())
            dots = made[page].render(scale=SCALE).to_pil().convert("RGB")
            shown = Image.open(io.BytesIO(pictures[page]))
            assert shown.size == dots.size
            assert shown.tobytes() == dots.tobytes(), f"{key}, page {page + 1}"
            assert read_letters(*file._drawn[page]) == read_letters(made, page)


def test_only_pages_that_are_looked_at_are_drawn(
    checked: Checked, keeper: _Keeper
) -> None:
    """The other ones have no marks until they are asked for; then all have."""
    sheet = next(make_sheets(checked, 5))

    first = keeper.answer(Look("peu", (0,), SCALE, sheet))
    assert first
    assert not first.whole
    assert list(first.pictures) == [0]
    assert first.pages[0].marks
    assert not any(page.marks for page in first.pages[1:])
    whole = keeper.answer(Look("peu", None, SCALE))
    assert whole
    assert whole.whole
    assert all(page.marks for page in whole.pages)


@pytest.mark.parametrize("seen", [(99,), (), (-1,)])
def test_a_page_that_is_not_there_is_not_shown(
    checked: Checked, keeper: _Keeper, seen: tuple[int, ...]
) -> None:
    sheet = next(make_sheets(checked, 1))

    laid = keeper.answer(Look("absente", seen, SCALE, sheet))

    assert laid
    assert laid.pictures == {}


def test_a_file_that_was_forgotten_is_none(keeper: _Keeper) -> None:
    assert keeper.answer(Look("jamais", None, SCALE)) is None


def test_of_a_place_the_newest_request_counts_and_other_places_stay(
    checked: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two that wait at one place: one is dropped; who looks at another act is not."""
    sheet, asked, go = next(make_sheets(checked, 1)), list[Look](), threading.Event()

    def answer(_: Previewer, look: Look) -> Laid:
        asked.append(look)
        go.wait(10)
        return Laid(look.key, SCALE, (), whole=True)

    monkeypatch.setattr(Previewer, "_ask", answer)
    previewer, found = Previewer(), dict[str, Laid | None]()

    def ask(name: str, place: str, scale: float = SCALE) -> threading.Thread:
        def work() -> None:
            found[name] = previewer.lay_out(sheet, (0,), scale, place)

        thread = threading.Thread(target=work)
        thread.start()
        until = threading.Event()
        until.wait(0.1)
        return thread

    threads = [ask("début", "a"), ask("ancien", "b"), ask("ailleurs", "c")]
    threads.append(ask("nouveau", "b", 2.0))
    go.set()
    for thread in threads:
        thread.join()

    assert found["ancien"] is None
    assert {n for n, laid in found.items() if laid} == {"début", "ailleurs", "nouveau"}


def test_groups_that_were_drawn_before_look_as_they_would_anew(
    tmp_path: Path,
) -> None:
    """Forms in which one types, finds fault, and may not type."""
    shutil.copytree(PLENARY.parent, tmp_path / "p")
    browser = Browser(tmp_path)
    for value in ("UN", "UN  DEUX", ""):
        typed = {"genre": "poser", "chemin": ["actes", 0, "numero"], "valeur": value}
        browser.post("/s/p/saisie", {"base": "", "gestes": [typed]})
        kept = browser.page("/s/p/actes/1")
        pages._drawn.clear()

        assert browser.page("/s/p/actes/1") == kept
    sitting = browser.office.list_sittings()[0]
    checked = check_session(sitting.path)
    fields = draw_form(checked, ("actes", 0), sitting)["groupes"]
    assert isinstance(fields, list)
    for role, disabled in ((Role.LIRE, True), (Role.ADMINISTRER, False)):
        CURRENT.set(Visitor("x", "y", frozenset({role})))
        assert ("disabled" in pages.draw_fields(fields[0].dedans[:1])) is disabled
