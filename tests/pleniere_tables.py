"""What the made-up plenary sitting comes to: tables written by hand from its file.

Nothing here is worked out by the software; `test_pleniere.py` compares.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Compte:
    """What an act comes to: its outcome, its votes, its quorum."""

    issue: str
    pour: int
    contre: int
    abstention: int
    non_participation: int
    base: int
    requis: int
    presents: int
    avec_pouvoirs: int

    @property
    def votes(self) -> tuple[int, int, int, int]:
        """For, against, abstaining, taking no part."""
        return self.pour, self.contre, self.abstention, self.non_participation

    @property
    def presence(self) -> tuple[int, int]:
        """Present; present or represented."""
        return self.presents, self.avec_pouvoirs


COMPTES = {
    "26/101 AC": Compte("unanimite", 60, 0, 0, 0, 63, 32, 55, 60),
    "26/102 AC": Compte("majorite", 56, 2, 1, 2, 63, 32, 57, 61),
    "26/103 AC": Compte("majorite", 56, 0, 2, 2, 61, 31, 54, 58),
    "26/104 AC": Compte("majorite", 57, 2, 1, 0, 63, 32, 55, 60),
    "26/105 AC": Compte("majorite", 40, 12, 5, 1, 63, 32, 53, 58),
    "26/106 AC": Compte("acte", 0, 0, 0, 0, 63, 32, 54, 60),
    "26/107 AC": Compte("election", 0, 0, 0, 0, 63, 42, 56, 59),
    "26/108 AC": Compte("voix-preponderante", 28, 28, 4, 0, 63, 32, 57, 60),
    "26/109 AC": Compte("majorite-non-atteinte", 31, 15, 13, 0, 63, 32, 56, 59),
    "26/110 AC": Compte("majorite", 41, 10, 0, 1, 63, 32, 55, 59),
    "26/111 AC": Compte("unanimite", 59, 0, 0, 0, 63, 32, 55, 59),
    "26/112 AC": Compte("majorite", 27, 28, 3, 0, 63, 32, 54, 58),
    "26/113 AC": Compte("unanimite", 55, 0, 0, 3, 63, 32, 54, 58),
}
REJETES = {"26/109 AC", "26/112 AC"}
PRESIDENCES = {
    "": "Mme Colomba CHJARAVENTI, Présidente de l’Assemblée de Corse",
    "26/106 AC": "M. Saveriu FRASSETACCI, Vice-président de l’Assemblée de Corse",
}
SECOND_JOUR = {f"26/{number} AC" for number in range(107, 114)}

ALZICCIA = "Marie-Ange ALZICCIA / Lisandra BALDOVERI\n"
CASTA = "Don Ghjacumu de CASTA VECCHIA / Ghjuvan'Battista ALBITRONI\n"
CERVOLANI = "Ceccè CERVOLANI / Ange D'OLMETACCIA\n"
CERVOLANI_2 = "Ceccè CERVOLANI / François CAMPURELLI-TAFFONI\n"
PRESIDENTE = "Colomba CHJARAVENTI / Jeanne RIVINCHI\n"
JOSEE = "Josée MUFRINACCI / Dumenicu MUFRINACCI\n"
POGHJU = "Louis-Félix POGHJU DI SPINA / Thérèse-Marie de l'ORTO SOPRANO\n"
STAZZUNELLI = "Maddalena STAZZUNELLI / Zélie TAFONARI\n"
TORRACCIONE = "Benedetta TORRACCIONE / Xavier ROCCHITOLI\n"
JEUDI = (
    "Petru Pà BARBUZZACCI / Vanina BERGANOLI\n"
    "Paul-André GRANAJOLI / Ghjulia GAGHJOLI\n"
    "Carlu QUERCIOLAJA / Savina RUNDINELLI\n"
)
ALZICCIA_2 = "Marie-Ange ALZICCIA / Ceccè CERVOLANI\n"
OLMETACCIA, OLEASTRI, LUCERTULI, INCUDINACCI = (
    *("Ange D'OLMETACCIA", "Emmanuelle OLEASTRI"),
    *("Ignaziu LUCERTULI", "Simon'Ghjuvanni INCUDINACCI"),
)
LARICCIONI, MELARIA = "Mathieu LARICCIONI", "Francesca MELARIA"

# The powers, the heading of the absent and their names, whoever was excused.
AILLEURS = {
    "26/101 AC": (
        ALZICCIA + CERVOLANI + JOSEE + POGHJU + TORRACCIONE,
        *("ETAIENT ABSENTES : Mmes", [OLEASTRI, "Fiordispina ZIGLIAJOLI"]),
        LARICCIONI,
    ),
    "26/102 AC": (
        ALZICCIA + CERVOLANI + JOSEE + POGHJU,
        *("ETAIT ABSENTE : Mme", [OLEASTRI]),
        LARICCIONI,
    ),
    "26/103 AC": (
        ALZICCIA + CASTA + CERVOLANI + JOSEE,
        *("ETAIENT ABSENTS : Mme et M.", [OLEASTRI, "Louis-Félix POGHJU DI SPINA"]),
        LARICCIONI,
    ),
    "26/104 AC": (
        ALZICCIA + CASTA + CERVOLANI_2 + JOSEE + POGHJU,
        *("ETAIENT ABSENTS : Mme et M.", [OLMETACCIA, OLEASTRI]),
        LARICCIONI,
    ),
    "26/105 AC": (
        ALZICCIA + CASTA + CERVOLANI_2 + POGHJU + STAZZUNELLI,
        "ETAIENT ABSENTS : Mmes et MM.",
        [OLMETACCIA, "Dumenicu MUFRINACCI", "Josée MUFRINACCI", OLEASTRI],
        LARICCIONI,
    ),
    "26/106 AC": (
        ALZICCIA + CERVOLANI_2 + PRESIDENTE + JOSEE + POGHJU + STAZZUNELLI,
        *("ETAIENT ABSENTS : Mme et M.", [OLMETACCIA, OLEASTRI]),
        LARICCIONI,
    ),
    "26/107 AC": (
        JEUDI,
        *("ETAIENT ABSENTS : MM.", [OLMETACCIA, LUCERTULI, "Achille SALICETACCI"]),
        MELARIA,
    ),
    "26/108 AC": (
        JEUDI,
        *("ETAIENT ABSENTS : MM.", [OLMETACCIA, LUCERTULI]),
        MELARIA,
    ),
    "26/109 AC": (
        JEUDI,
        *("ETAIENT ABSENTS : MM.", [OLMETACCIA, INCUDINACCI, LUCERTULI]),
        MELARIA,
    ),
    "26/110 AC": (
        ALZICCIA_2 + JEUDI,
        *("ETAIENT ABSENTS : MM.", [OLMETACCIA, INCUDINACCI, LUCERTULI]),
        MELARIA,
    ),
    "26/111 AC": (
        ALZICCIA_2 + JEUDI,
        *("ETAIENT ABSENTS : MM.", [OLMETACCIA, INCUDINACCI, LUCERTULI]),
        MELARIA,
    ),
    "26/112 AC": (
        ALZICCIA_2 + JEUDI,
        "ETAIENT ABSENTS : MM.",
        [OLMETACCIA, INCUDINACCI, LUCERTULI, "Tumasgiu SPELUNCACCI"],
        MELARIA,
    ),
    "26/113 AC": (
        ALZICCIA_2 + JEUDI,
        "ETAIENT ABSENTS : MM.",
        [OLMETACCIA, INCUDINACCI, LUCERTULI, "Tumasgiu SPELUNCACCI"],
        MELARIA,
    ),
}
EXCUSES = {LARICCIONI: "ETAIT EXCUSE : M.", MELARIA: "ETAIT EXCUSEE : Mme"}

MOUVEMENTS = {
    "26/101 AC": (),
    "26/102 AC": (
        "Mme Benedetta TORRACCIONE rejoint la séance à 10 h 15.",
        "Mme Fiordispina ZIGLIAJOLI rejoint la séance à 10 h 15.",
    ),
    "26/103 AC": (
        "M. Don Ghjacumu de CASTA VECCHIA quitte la séance à 11 h 40 et donne pouvoir "
        "à M. Ghjuvan'Battista ALBITRONI.",
        "Mme Francesca MELARIA quitte la salle pour cet acte.",
        "Mme Thérèse-Marie de l'ORTO SOPRANO quitte la salle pour cet acte.",
        "Le pouvoir donné par M. Louis-Félix POGHJU DI SPINA à Mme Thérèse-Marie de "
        "l'ORTO SOPRANO est sans effet pour cet acte.",
    ),
    "26/104 AC": (
        "M. Ange D'OLMETACCIA quitte la séance à 14 h 30.",
        "M. Ceccè CERVOLANI donne pouvoir à M. François CAMPURELLI-TAFFONI à compter "
        "de cet acte.",
    ),
    "26/105 AC": (
        "Mme Maddalena STAZZUNELLI quitte la séance à 16 h 10 et donne pouvoir à Mme "
        "Zélie TAFONARI.",
        "M. Dumenicu MUFRINACCI quitte la séance à 16 h 10.",
        "Le pouvoir donné par Mme Josée MUFRINACCI à M. Dumenicu MUFRINACCI cesse "
        "d’avoir effet.",
    ),
    "26/106 AC": (
        "M. Don Ghjacumu de CASTA VECCHIA rejoint la séance à 17 h 30.",
        "M. Dumenicu MUFRINACCI rejoint la séance à 17 h 30.",
        "Mme Colomba CHJARAVENTI quitte la séance à 17 h 30 et donne pouvoir à Mme "
        "Jeanne RIVINCHI.",
    ),
    "26/107 AC": ("Il est procédé à un nouvel appel.",),
    "26/108 AC": ("M. Achille SALICETACCI rejoint la séance à 10 h.",),
    "26/109 AC": ("M. Simon'Ghjuvanni INCUDINACCI quitte la séance à 11 h 20.",),
    "26/110 AC": (
        "Mme Marie-Ange ALZICCIA quitte la séance à 12 h et donne pouvoir à M. Ceccè "
        "CERVOLANI.",
    ),
    "26/111 AC": (),
    "26/112 AC": ("M. Tumasgiu SPELUNCACCI quitte la séance à 15 h 45.",),
    "26/113 AC": (),
}

# What is said of each ballot: its object, how it was held, the headings, the figures.
SCRUTINS = {
    "26/101 AC": [("", ["À l’unanimité,"], ["Ont voté POUR (60) : Mmes et MM."], [])],
    "26/102 AC": [
        (
            "",
            ["À la majorité,"],
            [
                "Ont voté POUR (56) : Mmes et MM.",
                "Ont voté CONTRE (2) : MM.",
                "S’est abstenue (1) : Mme",
                "N’ont pas pris part au vote (2) : Mmes",
            ],
            [],
        )
    ],
    "26/103 AC": [
        (
            "",
            ["À la majorité,"],
            [
                "Ont voté POUR (56) : Mmes et MM.",
                "Se sont abstenus (2) : MM.",
                "N’ont pas pris part au vote (2) : Mmes",
            ],
            [],
        )
    ],
    "26/104 AC": [
        (
            "Le prix du trajet",
            ["À la majorité,"],
            [
                "Ont voté POUR (58) : Mmes et MM.",
                "A voté CONTRE (1) : M.",
                "S’est abstenue (1) : Mme",
            ],
            ["Cette partie est adoptée."],
        ),
        (
            "La gratuité des lignes de nuit",
            ["À la majorité,"],
            [
                "Ont voté POUR (26) : Mmes et MM.",
                "Ont voté CONTRE (31) : Mmes et MM.",
                "Se sont abstenus (3) : Mmes et MM.",
            ],
            ["Cette partie est rejetée."],
        ),
        (
            "L’autorisation de signer",
            ["À la majorité,"],
            [
                "Ont voté POUR (58) : Mmes et MM.",
                "Se sont abstenus (2) : Mme et M.",
            ],
            ["Cette partie est adoptée."],
        ),
        (
            "Vote sur l’ensemble",
            ["À la majorité,"],
            [
                "Ont voté POUR (57) : Mmes et MM.",
                "Ont voté CONTRE (2) : MM.",
                "S’est abstenue (1) : Mme",
            ],
            [],
        ),
    ],
    "26/105 AC": [
        (
            "",
            [
                "Au scrutin public, à la demande de M. Ghjuvan'Battista ALBITRONI, "
                "M. Andria ARDIPOLI, Mme Lisandra BALDOVERI, M. Jean-Noël BRANCAVOLTI, "
                "Mme Anna Maria CALDARELLU, M. Antoine-Dominique CORBELLACCI, Mme Rosa "
                "Maria CURZOLESI, M. Lisandru FALCUNELLI et M. Yann LE MENHIREC,",
                "À la majorité,",
            ],
            [
                "Ont voté POUR (40) : Mmes et MM.",
                "Ont voté CONTRE (12) : Mmes et MM.",
                "Se sont abstenus (5) : Mmes et MM.",
                "N’a pas pris part au vote (1) : M.",
            ],
            [],
        )
    ],
    "26/106 AC": [],
    "26/107 AC": [
        (
            "",
            [
                "Au scrutin secret, il est procédé à l’élection suivante : le Conseil "
                "exécutif de Corse."
            ],
            [],
            [],
        ),
        (
            "Premier tour",
            [],
            [],
            [
                "Bulletins trouvés dans l’urne : 59",
                "Bulletins blancs : 5",
                "Bulletins nuls : 1",
                "Suffrages exprimés : 53",
                "Majorité absolue : 32",
                "liste « Les Rivages » : 29 voix",
                "liste « L’Aube » : 24 voix",
            ],
        ),
        (
            "Deuxième tour",
            [],
            [],
            [
                "Bulletins trouvés dans l’urne : 59",
                "Bulletins blancs : 4",
                "Bulletins nuls : 0",
                "Suffrages exprimés : 55",
                "Majorité absolue : 32",
                "liste « Les Rivages » : 34 voix",
                "liste « L’Aube » : 21 voix",
            ],
        ),
        ("", [], [], ["Élection de : liste « Les Rivages »."]),
    ],
    "26/108 AC": [
        (
            "",
            ["À la majorité, par la voix prépondérante de la Présidente de séance,"],
            [
                "Ont voté POUR (28) : Mmes et MM.",
                "Ont voté CONTRE (28) : Mmes et MM.",
                "Se sont abstenus (4) : Mmes et MM.",
            ],
            [],
        )
    ],
    "26/109 AC": [
        (
            "",
            ["La majorité absolue des membres n’étant pas réunie,"],
            [
                "Ont voté POUR (31) : Mmes et MM.",
                "Ont voté CONTRE (15) : Mmes et MM.",
                "Se sont abstenus (13) : Mmes et MM.",
            ],
            [],
        )
    ],
    "26/110 AC": [
        (
            "",
            ["Au scrutin secret,", "À la majorité,"],
            ["N’a pas pris part au vote (1) : Mme"],
            ["POUR : 41", "CONTRE : 10", "BULLETINS BLANCS : 6", "BULLETINS NULS : 1"],
        )
    ],
    "26/111 AC": [
        (
            "",
            [
                "L’unanimité de ses membres ayant décidé de ne pas recourir au scrutin "
                "secret,",
                "À l’unanimité,",
            ],
            ["Ont voté POUR (59) : Mmes et MM."],
            [],
        )
    ],
    "26/112 AC": [
        (
            "",
            ["À la majorité,"],
            [
                "Ont voté POUR (27) : Mmes et MM.",
                "Ont voté CONTRE (28) : Mmes et MM.",
                "Se sont abstenues (3) : Mmes",
            ],
            [],
        )
    ],
    "26/113 AC": [
        (
            "",
            ["À l’unanimité,"],
            [
                "Ont voté POUR (55) : Mmes et MM.",
                "N’ont pas pris part au vote (3) : Mmes et MM.",
            ],
            [],
        )
    ],
}
# What the organ did, where the articles do not say it.
SUITES = {
    "26/102 AC": "Le texte, tel qu’amendé en séance, est ainsi arrêté.",
    "26/109 AC": "N’ADOPTE PAS le projet de délibération qui lui était soumis.",
    "26/112 AC": "N’ADOPTE PAS la motion qui lui était soumise.",
}
