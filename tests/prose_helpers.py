"""An annexe of a Markdown text that tests write, laid out as any other one."""

from __future__ import annotations

import io
from functools import cache

from PIL import Image

from conftest import REFERENCE
from delib_gen.checking import Checked, check_session
from delib_gen.formats.base import RenderTools
from delib_gen.prose.images import ImageLue
from delib_gen.prose.parse import parse_prose
from delib_gen.render import RenderSpec, make_tools
from delib_gen.view.annexes.base import AnnexeView
from delib_gen.view.base import View
from view_helpers import make_acte_context

EVERYTHING = """\
# Objet

Un **[lien gras](https://exemple.test/a)** et une note[^1], puis la suite.

[^1]: La *première*, avec <https://exemple.test/b>.

{legende="Les aides, par *commune*"}
| Commune | Aide | Part |
|:--------|-----:|:----:|
| Aiacciu | 12 000,00 € | 10 % |
| Bastia[^2] | 1 500 € | |

[^2]: Dans une cellule.

1. un[^3] :

   | Seul |
   |------|
   | tableau |

2. deux.

[^3]: Dans un point.

Un paragraphe.

3. trois.

> Une citation[^4].

[^4]: Dans une citation.

Terme
: Son sens[^5].
: Un autre :

    - un point.

[^5]: Dans une définition.

{largeur="1 cm"}
![Un carré](carre.png "Le carré")

![Un disque](disque.svg)

Fait à [[VILLE]], le ____.

{saut="page"}
## La suite

Fin.
"""
"""Every construct, made up for tests."""


@cache
def make_images() -> dict[str, ImageLue]:
    """Two pictures."""
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "#224488").save(out, "PNG")
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        b'<circle cx="20" cy="20" r="18" fill="#224488"/></svg>'
    )
    return {
        "carre.png": ImageLue(out.getvalue(), "png"),
        "disque.svg": ImageLue(svg, "svg"),
    }


@cache
def check_reference() -> Checked:
    """The reference session."""
    return check_session(REFERENCE / "seance.yaml")


def make_annexe(text: str, langue: str = "fr") -> View:
    """An annexe in an edition; the text is French in all of them."""
    prose, findings = parse_prose(
        text, find_image=lambda name, *_: make_images().get(name)
    )
    assert [finding.message for finding in findings] == []
    checked = check_reference()
    assert checked.situation is not None
    charte = checked.situation.reference.charte
    assert charte is not None
    context = make_acte_context(checked.situation.actes[0], langue, charte)
    return AnnexeView(
        meta=context.meta("Essai", "Essai", "annexe-rapport-1"),
        titre="Essai",
        corps=context.set_prose(prose, "fr"),
    )


def make_prose_tools(edition: str) -> RenderTools:
    """What an edition is rendered with."""
    checked = check_reference()
    assert checked.situation is not None
    charte = checked.situation.reference.charte
    assert charte is not None
    return make_tools(edition, RenderSpec("corse", charte, None))
