"""Ordinary documents made up by the hundred: what any office may write in a session.

Words, names and addresses are invented. A number makes one document, always the same.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from pathlib import Path

from cli_helpers import quote

EDITIONS = ("fr", "co", "fr+co")
_FRENCH = """
la commission examine le dossier présenté par son rapporteur et constate que les
crédits sont inscrits au budget des communes de montagne pour l'année qui vient ainsi
que l'aide aux écoles, aux crèches et à l'œuvre des bénévoles ; cette convention précise
où, quand et comment l'équipement sera ouvert"""
_CORSICAN = """
a cummissione esamineghja a pratica prisentata da u so rapurtadore è custata chì i
crediti sò scritti in u bugettu di e cumune di muntagna per l'annu chì vene, cusì cum'è
l'aiutu à e scole, à e loghje è à l'opera di i vulintarii ; st'accunsentu dice duve,
quandu è cumu l'edifiziu serà apertu"""
_WORDS = {"fr": _FRENCH.split(), "co": _CORSICAN.split()}
_NAMES = (
    "Jean-Baptiste de la Tour-Saint-Martin-des-Châtaigniers-d'En-Haut",
    "Marie-Antoinette OTTAVIANI-POGGIOLI",
    "N'Guyen VAN ĐỨC",
    "M. שלום, adjoint",
    "Mme فاطمة, conseillère",
    "M. שלום (12 ans) !, [פרץ] ; n° 3",
    "Mme فاطمة الزهراء, née en 1986 ; M. בן גוריון",
    "Martin, Saint-Martin, Martin-Saint et Martinet",
    "Ångström-Øvergård",
    "Łódź-Świętochłowice",
    "l’association Les Amis de l’Œuvre",
)
_SIGNS = (
    "12 000,50 €", "98 %", "n° 21/083", "D. 4425-53", "2026-2027", "1 h 30", "−5 °C",
    "« entre guillemets »", "(entre parenthèses)", "R&D", "m²", "ch. 7-8", "A/B", "…",
    "100 000 000", "le 1er janvier", "art. L. 2121-15-1", "x < y", "a ≥ b", "№ 7",
    "NO₃⁻ (25 mg/L)", "½ journée", "2 ⅔", "1ᵉʳ", "le porte\u2011avions", "5 µm", "Ⅻ",
    "l'inter\u00adcommu\u00adnalité", "une ﬁn aﬄuente", "☐ oui ☑ non", "‹ ainsi ›",
    "Nom : ……………………………………", "12\u202f000\u00a0€", "↔ ★ ☎", "3 × 10⁻⁴ mol·L⁻¹", "A\tB",
    "le lot DSPVOIRIEASSAINISSEMENTLOT3AVENANT12BISREV4SERVICESTECHNIQUES", "{a} [b]",
)  # fmt: skip
_RANK = ("1*er*", "2*e*", "*pré*paré", "contre**sens**", "XVIII*e*", "in**alié**nable")


class Writer:
    """Writes one document: a session, its rapport and an annexe.

    Attributes:
        edition: the language or the languages that it is made in.
    """

    def __init__(self, number: int, folder: Path) -> None:
        """Draw from a number.

        Args:
            number: that of the document.
            folder: where it is written.
        """
        self._draw = random.Random(number)  # noqa: S311 - nothing is kept secret
        self._folder = folder
        self._notes: list[str] = []
        self.edition = EDITIONS[number % len(EDITIONS)]

    def write(self) -> str:
        """Write the session and its files; gives the edition."""
        for name in ("rapport", "annexe"):
            for langue in ("fr", "co"):
                text = self._write_text(langue)
                path = self._folder / f"{name}.{langue}.md"
                path.write_text(text, encoding="utf-8")
        articles = "\n".join(
            f"      - {self._make_versions('APPROUVE ', 'APPROVA ')}"
            for _ in range(self._draw.randint(1, 4))
        )
        visas = "\n".join(
            f"      - {self._make_versions('le ', 'u ')}"
            for _ in range(self._draw.randint(0, 3))
        )
        session = _SESSION.format(
            titre=quote(self._say("fr", 8).upper()),
            titolu=quote(self._say("co", 8).upper()),
            articles=articles,
            visas=visas,
            annexe=quote(self._say("fr", 5).capitalize()),
            langue="co" if self.edition == "co" else "fr",
        )
        (self._folder / "seance.yaml").write_text(session, encoding="utf-8")
        return self.edition

    def _make_versions(self, *starts: str) -> str:
        fr, co = (
            quote(f"{start}{self._speak(langue, look=False)}.")
            for start, langue in zip(starts, ("fr", "co"), strict=True)
        )
        return f"{{fr: {fr}, co: {co}}}"

    # --- words

    def _say(self, langue: str, count: int) -> str:
        start = self._draw.randrange(len(_WORDS[langue]) - 1)
        words = _WORDS[langue] * 3
        return " ".join(words[start : start + count]).strip(" ;,.")

    def _make_address(self) -> str:
        draw = self._draw
        sign = string.ascii_lowercase + string.digits
        part = lambda: "".join(draw.choices(sign, k=draw.randint(3, 18)))  # noqa: E731
        between = ("/", "-", "_", "/", ".")
        path = "".join(part() + draw.choice(between) for _ in range(draw.randint(1, 8)))
        asked = "&".join(f"{part()}={part()}" for _ in range(draw.randint(0, 4)))
        return f"https://www.{part()}.test/{path}{part()}" + (
            f"?{asked}" if asked else ""
        )

    def _make_mail(self) -> str:
        name = ".".join(
            self._draw.choices(("prenom", "nom", "service", "accueil"), k=3)
        )
        return f"{name}@mairie-{self._draw.randint(1, 999)}.exemple.test"

    def _make_long_name(self) -> str:
        syllables = self._draw.choices(
            ("bri", "gan", "to", "lu", "cel", "mon", "ve"), k=14
        )
        return "".join(syllables).capitalize()

    def _speak(self, langue: str, *, look: bool = True) -> str:
        """A sentence or two, with what people put into them."""
        draw = self._draw
        parts: list[str] = []
        for _ in range(draw.randint(1, 5)):
            words = self._say(langue, draw.randint(2, 14))
            choices: list[Callable[[], str]] = [
                lambda: draw.choice(_NAMES),
                lambda: draw.choice(_SIGNS),
                self._make_address,
                self._make_mail,
                self._make_long_name,
            ]
            if look:
                choices += [
                    lambda w=words: f"**{w}**",
                    lambda w=words: f"*{w}*",
                    lambda w=words: f"**{w} [{draw.choice(_NAMES)}]({_LINK})**",
                    lambda: f"[{self._say(langue, 3)}]({_LINK})",
                    lambda: draw.choice(_RANK),
                    lambda: f"<{self._make_address()}>",
                    lambda: self._call_note(langue),
                ]
            parts += [words, draw.choice(choices)()]
        return _join(parts)

    def _call_note(self, langue: str) -> str:
        self._notes.append(self._say(langue, 12) + " " + self._make_address() + ".")
        return f"{self._say(langue, 2)}[^{len(self._notes)}]"

    # --- blocks

    def _write_text(self, langue: str) -> str:
        self._notes = []
        title = "# " + self._say(langue, 4).capitalize()
        makers = [
            self._write_paragraph,
            self._write_paragraph,
            self._write_list,
            self._write_table,
            self._write_quotation,
            self._write_terms,
            self._write_nested,
            self._write_tariffs,
            self._write_again,
            lambda _: "## " + self._say(langue, 5).capitalize(),
        ]
        drawn = self._draw.choices(makers, k=self._draw.randint(2, 7))
        # No heading ends a text.
        makers = [self._write_paragraph, *drawn, self._write_paragraph]
        blocks = [title, *(make(langue) for make in makers)]
        notes = [f"[^{rank}]: {text}" for rank, text in enumerate(self._notes, start=1)]
        return "\n\n".join([*blocks, *notes]) + "\n"

    def _write_paragraph(self, langue: str) -> str:
        text = self._speak(langue)
        return f"{text[:1].upper()}{text[1:]}."

    def _write_list(self, langue: str) -> str:
        draw, lines = self._draw, list[str]()
        sign = draw.choice(("-", "1."))
        pad = " " * (len(sign) + 1)
        for _ in range(draw.randint(2, 5)):
            lines.append(f"{sign} {self._speak(langue)} ;")
            if draw.random() < 0.3:
                lines += [f"{pad}- {self._speak(langue)} ;" for _ in range(2)]
            if draw.random() < 0.1:
                lines += ["", f"{pad}{self._say(langue, 8)}.", ""]
        return "\n".join(lines)

    def _write_table(self, langue: str) -> str:
        draw = self._draw
        columns = draw.randint(2, 5)
        heads = [
            self._say(langue, draw.randint(1, 2)).capitalize() for _ in range(columns)
        ]
        rows = [heads, ["---"] * columns]
        for _ in range(draw.randint(1, 8)):
            tall = draw.randrange(columns) if draw.random() < 0.2 else -1
            rows.append(
                [
                    self._write_cell(langue, columns, tall=rank == tall)
                    for rank in range(columns)
                ]
            )
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _write_cell(self, langue: str, columns: int, *, tall: bool) -> str:
        draw = self._draw
        if tall:
            return " ".join(self._say(langue, 40) for _ in range(draw.randint(1, 4)))
        makers: list[Callable[[], str]] = [
            lambda: draw.choice(_SIGNS),
            lambda: str(draw.randint(0, 99)),
            lambda: self._say(langue, 4),
            lambda: "oui",
        ]
        if columns < _NARROW:  # else the table is wider than its page
            makers += [lambda: draw.choice(_NAMES), self._make_mail]
        return draw.choice(makers)()

    def _write_nested(self, langue: str) -> str:
        """A list three deep, the last of figures."""
        draw = self._draw
        lines: list[str] = []
        for _ in range(2):
            lines += [f"- {self._say(langue, 4)} ;", f"  - {self._speak(langue)} ;"]
            lines += [f"    {n}. {self._say(langue, 2)} ;" for n in (1, 2, 3)]
        return "\n".join([*lines, f"- {draw.choice(_SIGNS)}."])

    def _write_tariffs(self, langue: str) -> str:
        """Prices, many of them alike, empty cells, and a note in one of them."""
        draw = self._draw
        columns = draw.randint(2, 6)
        price = lambda: draw.choice(("", "1,00 €", "2,00 €", "1,00", "–"))  # noqa: E731
        rows = [["Tarif", *(f"Tranche {n}" for n in range(1, columns))]]
        rows.append(["---", *(["--:"] * (columns - 1))])
        for _ in range(draw.randint(2, 30)):
            rows.append([self._say(langue, 2), *(price() for _ in rows[0][1:])])
        rows[2][0] = self._call_note(langue)
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _write_again(self, langue: str) -> str:
        """The same heading and the same paragraph, twice; then what every text has."""
        block = f"## Objet\n\n{self._say(langue, 6).capitalize()}."
        return f"{block}\n\n{block}\n\n{_ALIKE}\n\n{_ALIKE}"

    def _write_quotation(self, langue: str) -> str:
        return f"> {self._speak(langue)}."

    def _write_terms(self, langue: str) -> str:
        return "\n\n".join(
            f"{self._say(langue, 2).capitalize()}\n: {self._speak(langue)}."
            for _ in range(2)
        )


_ALIKE = "Le présent alinéa est repris mot pour mot du rapport dans l'annexe."
_NARROW = 4
_LINK = "https://exemple.test/une/page?avec=des&parametres=nombreux"


def _join(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)


_SESSION = """\
collectivite: corse
organe: commission-permanente
date: 2023-12-19
convocation: 2023-12-11
president: VANNI
presents: [ARRIGHI, BENEDETTI, BIANCUCCI, COLONNA, COMBETTE, LUCIANI, MONDOLONI,
           TIBERI, VANNI]
pouvoirs: {{BOZZI: COMBETTE, CAITUCOLI: COLONNA, CASANOVA-SERVAS: VANNI,
           LACOMBE: MONDOLONI, MAUPERTUIS: BIANCUCCI, NIVAGGIONI: ARRIGHI}}
actes:
  - numero: 23/187 CP
    titre: {{fr: {titre}, co: {titolu}}}
    visas:
      - ref: cgct
{visas}
    vote: {{contre: [TIBERI, LUCIANI], abstention: [COLONNA]}}
    articles:
{articles}
      - ref: publication-electronique
    rapport:
      numero: 2023/331/CP
      corps: {{fr: rapport.fr.md, co: rapport.co.md}}
    annexes:
      - {{titre: {annexe}, fichier: annexe.{langue}.md}}
"""
