"""PER: the sittings of a period, taken together."""

from delib_gen.findings.diagnostic import Severity
from delib_gen.findings.kind import Kind

E, A = Severity.ERREUR, Severity.AVERTISSEMENT

PER01 = Kind.declare(
    "PER01",
    E,
    doc="""Séance qui n'est pas de la période, ou dont les actes ne sont pas définitifs.
    Vérifie : chaque séance donnée à `delib-gen recueil` s'est tenue dans la période, et
    chacun de ses actes délibérés a son numéro.
    Pourquoi : le recueil et le registre font foi de ce qui a été décidé, et de rien
    d'autre.
    Exemple : une séance encore au stade `projet`, ou de janvier 2027 pour l'année 2026.
    Que faire : ôtez ce fichier de la commande, corrigez `--du` ou `--au`, ou terminez
    la séance.""",
)
PER02 = Kind.declare(
    "PER02",
    E,
    A,
    doc="""Numéro donné à deux actes, ou séance donnée par deux fichiers.
    Vérifie : d'une séance à l'autre de la période, aucun numéro ne sert deux fois.
    Pourquoi : un numéro désigne un acte et un seul, au registre et devant le juge.
    Exemple : `2026-03-014` dans la séance de mars et dans celle d'avril. Une séance que
    le registre connaît sous deux jours, parce que le sien a été corrigé, ne compte
    qu'une fois : un avertissement le dit.
    Que faire : vérifiez au registre lequel de ces actes porte ce numéro.""",
)
PER03 = Kind.declare(
    "PER03",
    E,
    doc="""Séances de collectivités ou d'organes différents.
    Vérifie : toutes les séances données, ou que le registre a de la période, sont d'une
    seule collectivité et d'un seul organe.
    Pourquoi : chaque organe a son registre, ses numéros et son recueil.
    Exemple : des séances de l'Assemblée et de la Commission permanente.
    Que faire : donnez à part les séances de chacun ; d'un registre, choisissez par
    `--organe`.""",
)
PER04 = Kind.declare(
    "PER04",
    E,
    A,
    doc="""Actes de la période que les séances données n'ont pas.
    Vérifie : les numéros se suivent d'une séance à la suivante dans l'année, et les
    actes de la période que le registre connaît y sont tous.
    Pourquoi : un recueil où une séance manque passerait pour entier.
    Exemple : la séance de mai est oubliée : les numéros vont de 14 à 22.
    Que faire : ajoutez le fichier qui manque ; si ces numéros n'ont jamais servi,
    relancez avec `--lacunes`, qui en fait un avertissement.""",
)
PER05 = Kind.declare(
    "PER05",
    A,
    doc="""Procès-verbal arrêté un jour où il n'y a pas eu de séance.
    Vérifie : le jour d'`arrete_le` est celui d'une séance d'après, parmi celles que
    l'on donne, à moins qu'il ne vienne après elles toutes.
    Pourquoi : le procès-verbal est arrêté au commencement de la séance suivante.
    Exemple : `arrete_le: 2026-04-09`, quand la séance suivante est du 10 avril.
    Que faire : corrigez `arrete_le`, ou ajoutez le fichier de cette séance.""",
)
PER06 = Kind.declare(
    "PER06",
    E,
    doc="""Séance dont le registre ne sait pas assez.
    Vérifie : d'une séance de la période, le registre a la liste des actes, et de chacun
    la présence, les groupes et les votes.
    Pourquoi : des chiffres où une affaire manque passeraient pour ceux de la période.
    Exemple : une séance qu'une version d'avant a inscrite, ou dont un seul acte a été
    produit (`--acte`).
    Que faire : produisez à nouveau la séance entière (`delib-gen render`) ; le registre
    aura tout. Ou donnez à `delib-gen stats` les fichiers des séances.""",
)
PER07 = Kind.declare(
    "PER07",
    E,
    doc="""Période dont le registre n'a aucune séance.
    Vérifie : le registre a au moins une séance tenue entre `--du` et `--au`, de
    l'organe demandé.
    Pourquoi : sans séance, il n'y a rien à additionner.
    Exemple : l'année 2027, quand rien n'en a encore été produit.
    Que faire : corrigez les jours ou `--organe`, ou produisez d'abord les séances.""",
)
