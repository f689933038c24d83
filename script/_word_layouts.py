"""What the Word templates say: tags and layout, not one word of a language.

A line is a paragraph: its style, a bar, its text; no style for the lines that
Jinja takes away with their paragraph. ⇥ is a tab, ↵ a line break; a text between
`*` or `^` is in a character style; a style followed by ¶ begins a page.
"""

from __future__ import annotations

PERSONNES = """\
{% for p in groupe.personnes %}\
{% if p.civilite %}{{ p.civilite }} {% endif %}{{ p.prenom }} {{ p.nom }}{{ p.suite }}\
{% if not loop.last %} {% endif %}{% endfor %}"""

POUVOIR = """\
{% for p in (ligne.donneur, ligne.mandataire) %}\
{{ p.civilite }} {{ p.prenom }} {{ p.nom }}{{ p.suite }}\
{% if loop.first %} {{ ligne.lien }} {% endif %}{% endfor %}"""

ENTREE = """\
{{ entree.intitule }}{% if entree.objet %}↵{{ entree.objet }}{% endif %}\
⇥{{ entree.page }}"""

FICHE = """
| {%p if traduction %}
Traduction | {{ traduction }}
| {%p endif %}
Heading 1 | {{ titre }}
Body Text | {{ corps }}
"""
"""The layout of annexes that say all they have in their blocks."""
LAYOUTS = {
    "deliberation": """
| {%p if traduction %}
Traduction | {{ traduction }}
| {%p endif %}
Heading 1 | {{ entete }}
| {%p for titre in titres %}
Titre d'acte | {{ titre.texte }}
| {%p endfor %}
| {%p if filet %}
Filet | {{ filet }}
| {%p endif %}
Réunion | {{ reunion }}
Préambule | {{ preambule }}
| {%p for groupe in presences %}
Intitulé de liste | {{ groupe.intitule }}
Présents | <PERSONNES>
| {%p endfor %}
| {%p if pouvoirs %}
Intitulé de liste | {{ pouvoirs_intitule }}
| {%p endif %}
| {%p for ligne in pouvoirs %}
Pouvoir | <POUVOIR>
| {%p endfor %}
| {%p for groupe in absences %}
Intitulé de liste | {{ groupe.intitule }}
Présents | <PERSONNES>
| {%p endfor %}
| {%p for mouvement in mouvements %}
Mouvement | {{ mouvement }}
| {%p endfor %}
| {%p if comptes %}
Comptes et secrétaires | {{ comptes }}
| {%p endif %}
| {%p if secretaires %}
Comptes et secrétaires | {{ secretaires }}
| {%p endif %}
Organe | {{ organe }}
| {%p for visa in visas %}
Visa | {{ visa.ouverture }}⇥{{ visa.texte }}
| {%p endfor %}
| {%p for mention in mentions %}
Mention | {{ mention }}
| {%p endfor %}
| {%p for considerant in considerants %}
Considérant | *{{ considerant.ouverture }}* {{ considerant.texte }}
| {%p endfor %}
Formule | {{ formule }}
| {%p for scrutin in scrutins %}
| {%p if scrutin.objet %}
Objet du vote | {{ scrutin.objet }}
| {%p endif %}
| {%p for annonce in scrutin.annonces %}
Résultat | {{ annonce }}
| {%p endfor %}
| {%p for chiffre in scrutin.chiffres %}
Chiffres | {{ chiffre }}
| {%p endfor %}
| {%p for groupe in scrutin.groupes %}
Intitulé de liste | {{ groupe.intitule }}
Votants | <PERSONNES>
| {%p endfor %}
| {%p if scrutin.issue %}
Issue | {{ scrutin.issue }}
| {%p endif %}
| {%p endfor %}
| {%p if suite %}
Suite | {{ suite }}
| {%p endif %}
| {%p for article in articles %}
| {%p set dernier = loop.last %}
| {%p if article.intitule %}
Intitulé d'article | {{ article.intitule }}
| {%p endif %}
| {%p for alinea in article.alineas %}
| {%p if dernier and loop.last %}
Dernier alinéa | {{ alinea }}
| {%p else %}
Article | {{ alinea }}
| {%p endif %}
| {%p endfor %}
| {%p endfor %}
| {%p if signature_nom %}
Date et lieu | {{ lieu_date }}
Qualité du signataire | {{ signature_qualite }}
Signature | {{ signature_nom }}
| {%p endif %}
""",
    "rapport": """
| {%p if traduction %}
Traduction | {{ traduction }}
| {%p endif %}
Collectivité | {{ collectivite }}
Heading 1 | ^{{ intitule }}{% if numero %}↵{{ numero }}{% endif %}^
Couverture | {{ organe }}
| {%p if session %}
Couverture | {{ session }}
| {%p endif %}
Couverture | {{ reunion }}
| {%p for ligne in rapporteur %}
Rapporteur | {{ ligne }}
| {%p endfor %}
| {%p for titre in titres %}
Titre de couverture | {{ titre.texte }}
| {%p endfor %}
| {%p for commission in commissions %}
Commission | {% if loop.first %}*{{ commissions_intitule }}* {% endif %}{{ commission }}
| {%p endfor %}
| {%p if en_tete %}
Titre du rapport | {{ en_tete }}
Body Text | {{ corps }}
| {%p else %}
Body Text ¶ | {{ corps }}
| {%p endif %}
| {%p if demande %}
Annonce | {{ demande }}
| {%p endif %}
| {%p for conclusion in conclusions %}
Demande | {{ conclusion }}
| {%p endfor %}
| {%p if priere %}
Body Text | {{ priere }}
| {%p endif %}
""",
    "sommaire": """
| {%p if traduction %}
Traduction | {{ traduction }}
| {%p endif %}
Heading 1 | {{ intitule }}
| {%p for titre in titres %}
Titre d'acte | {{ titre.texte }}
| {%p endfor %}
TOC Heading | {{ sommaire }}
| {%p for entree in entrees %}
| {%p if entree.niveau == 1 %}
toc 1 | <ENTREE>
| {%p else %}
toc 2 | <ENTREE>
| {%p endif %}
| {%p endfor %}
""",
    "annexe": """
| {%p if traduction %}
Traduction | {{ traduction }}
| {%p endif %}
Heading 1 | {{ titre }}
| {%p if corps %}
Body Text | {{ corps }}
| {%p endif %}
| {%p if renvoi %}
Renvoi | {{ renvoi }}
| {%p endif %}
""",
    **dict.fromkeys(("charte", "diapositives", "formulaire"), FICHE),
}
LAYOUTS["annexe-paysage"] = LAYOUTS["annexe"]
LAYOUTS["candidature"] = (
    LAYOUTS["annexe"]
    + """\
TOC Heading | {{ pieces_intitule }}
| {%p for entree in entrees %}
toc 1 | <ENTREE>
| {%p endfor %}
"""
)
MARKS = {"*": "Strong", "^": "Caractères de couverture"}
"""The character styles, by the sign that encloses their text."""
MARK = "{{ meta.marque }}"
"""What the header of each page says: the mark of a draft, nothing for an act."""
COVERED = ("rapport",)
"""The documents whose first page is a cover, without a number."""
LYING = ("annexe-paysage", "diapositives")
"""Those whose pages lie on their side."""


def list_paragraphs(genre: str) -> list[tuple[str, str, bool]]:
    """The paragraphs of a layout: style, text, whether it begins a page."""
    rows = []
    for line in LAYOUTS[genre].strip().splitlines():
        style, _, text = (part.strip() for part in line.partition("|"))
        text = text.replace("<PERSONNES>", PERSONNES).replace("<POUVOIR>", POUVOIR)
        text = text.replace("<ENTREE>", ENTREE)
        text = text.replace("⇥", "\t").replace("↵", "\n")
        rows.append((style.removesuffix(" ¶"), text, style.endswith("¶")))
    return rows
