"""STR: the session file itself, and LAN04: what reading it can find."""

from delib_gen.findings.diagnostic import Severity
from delib_gen.findings.kind import Kind

E, A, N = Severity.ERREUR, Severity.AVERTISSEMENT, Severity.NOTE

STR01 = Kind.declare(
    "STR01",
    E,
    doc="""Clé inconnue.
    Vérifie : chaque clé du fichier de séance est une clé que le logiciel connaît, à
    cet endroit du fichier.
    Pourquoi : une clé mal tapée serait passée sous silence, et ce qu'elle porte
    manquerait à l'acte.
    Exemple : `presnts: [ARRIGHI]` au lieu de `presents: [ARRIGHI]`.
    Que faire : corrigez la clé ; la plus proche est proposée.""",
)
STR02 = Kind.declare(
    "STR02",
    E,
    doc="""Clé obligatoire absente ou vide.
    Vérifie : les clés sans lesquelles l'acte ne peut être fait sont là et portent
    une valeur ; un vote laissé vide n'est pas un vote.
    Pourquoi : un acte sans président de séance, sans date ou sans vote est
    incomplet, donc annulable.
    Exemple : `vote:` suivi de rien, au lieu de `vote: unanimite`.
    Que faire : ajoutez la clé, ou sa valeur.""",
)
STR03 = Kind.declare(
    "STR03",
    E,
    doc="""Valeur qui n'est pas de la sorte attendue.
    Vérifie : une date est une date qui existe, un nombre est un nombre, une liste
    est une liste, un choix est l'un de ceux que la clé admet.
    Pourquoi : le logiciel ne devine pas ; il n'écrit que ce qui a été tapé.
    Exemple : `date: 2023-02-30`, ou `presents: ARRIGHI` sans crochets.
    Que faire : donnez une valeur de la sorte attendue.""",
)
STR04 = Kind.declare(
    "STR04",
    E,
    doc="""Clé donnée deux fois.
    Vérifie : une clé ne figure qu'une fois dans le même bloc.
    Pourquoi : de deux valeurs, aucune ne peut être préférée ; une liste de présents
    en chasserait une autre sans bruit.
    Exemple : deux lignes `presents:` dans la même séance.
    Que faire : gardez la bonne, supprimez l'autre.""",
)
STR05 = Kind.declare(
    "STR05",
    E,
    doc="""Fichier illisible : ni YAML, ni UTF-8, ou vide.
    Vérifie : le fichier est un texte UTF-8 et suit la syntaxe YAML.
    Pourquoi : sans cela rien ne peut être lu avec certitude.
    Exemple : un fichier enregistré par Word, ou `titre: BUDGET : PREMIÈRE LECTURE`
    sans guillemets.
    Que faire : enregistrez en « UTF-8 » ; donnez les textes longs après `>-`, à la
    ligne, en retrait.""",
)
STR06 = Kind.declare(
    "STR06",
    E,
    doc="""Fichier nommé introuvable ou refusé.
    Vérifie : chaque fichier nommé existe, se lit, reste dans le dossier de la
    séance, et est bien ce que son extension annonce ; un PDF n'est ni protégé, ni
    abîmé, ni vide.
    Pourquoi : une annexe manquante, ou prise ailleurs par erreur, change l'acte.
    Exemple : `fichier: ../autre-dossier/plan.pdf`, ou un `.pdf` qui n'en est pas un.
    Que faire : corrigez le chemin, ou copiez le fichier dans le dossier de la
    séance.""",
)
STR07 = Kind.declare(
    "STR07",
    E,
    doc="""Fichier au-delà des limites de lecture.
    Vérifie : la taille du fichier, la profondeur des imbrications et l'étendue des
    alias YAML restent dans des bornes larges pour une séance.
    Pourquoi : un fichier démesuré, par accident ou par malveillance, ne doit pas
    immobiliser le poste.
    Exemple : un fichier de 50 Mo, ou des listes imbriquées cent fois.
    Que faire : placez les textes longs dans des fichiers Markdown à part.""",
)
STR08 = Kind.declare(
    "STR08",
    E,
    A,
    doc="""Texte que YAML a coupé ou déformé.
    Vérifie : un texte tapé sans guillemets n'a pas été pris pour autre chose : ` : `
    en fait une clé, ` #` en coupe la fin, une virgule le partage entre crochets, et
    coupe un nombre entre accolades.
    Pourquoi : des mots seraient perdus sans que rien ne le montre.
    Exemple : `- le lot n° 3 : voirie`, `objet: Lot #3`, ou
    `avis: [Commission de l'Eau, de l'Air]`.
    Que faire : écrivez `>-`, puis le texte à la ligne suivante, en retrait.""",
)
STR10 = Kind.declare(
    "STR10",
    E,
    A,
    doc="""Construction Markdown que tous les formats ne savent pas porter.
    Vérifie : le texte d'un rapport ou d'une annexe n'emploie que ce qui s'imprime
    aussi bien en PDF, en Word et en HTML : titres, paragraphes, listes, tableaux,
    notes, images, définitions, citations, gras, italique, liens, blancs à remplir.
    Pourquoi : ce qu'un format ne sait pas porter y serait perdu en silence.
    Exemple : une balise HTML `<br>`, une note jamais appelée, une ligne de tableau
    qui a une cellule de trop, un tableau qui n'a que ses titres.
    Que faire : récrivez le passage avec les constructions admises, ou joignez la
    pièce en PDF. Une ligne de tirets sous un texte, qui en fait un titre, n'est qu'un
    avertissement.""",
)
STR11 = Kind.declare(
    "STR11",
    A,
    doc="""Tolérance sans effet.
    Vérifie : chaque tolérance de la séance accepte une constatation qui existe, et
    qui peut être acceptée. Un avertissement le peut toujours ; une erreur, seulement
    si elle tient aux présences ou aux votes (PRE, VOT) et si le texte de droit n'est
    pas tenu pour sûr.
    Pourquoi : une tolérance oubliée laisserait croire qu'un écart a été voulu.
    Exemple : `{regle: PRE11, motif: urgence}`, quand le délai est respecté ; ou une
    tolérance sur `STR01`.
    Que faire : supprimez la tolérance, ou corrigez `regle` et `sur`.""",
)
STR12 = Kind.declare(
    "STR12",
    E,
    A,
    N,
    doc="""PDF joint qui ne fait pas que s'imprimer.
    Vérifie : un PDF donné en annexe ne porte ni script, ni lancement de programme, ni
    envoi de données, ni multimédia, ni formulaire XFA. Ce qui n'est pas de ses pages
    en est ôté, et signalé : remarques de relecture, liens vers un fichier ou un poste,
    fichiers attachés, nom de l'auteur et autres propriétés.
    Pourquoi : la pièce est publiée ; elle ne doit rien faire chez qui l'ouvre, ni dire
    autre chose que ce qui a été voté.
    Exemple : un formulaire PDF dont un script calcule les champs.
    Que faire : ouvrez-le et choisissez « Imprimer en PDF », puis joignez la copie.""",
)
STR13 = Kind.declare(
    "STR13",
    E,
    doc="""Image qui ne peut être imprimée sans risque ni perte.
    Vérifie : une image est entière, d'une taille raisonnable, en couleurs d'écran ;
    un dessin SVG ne contient que du dessin : ni script, ni animation, ni filtre, ni
    adresse d'un autre fichier.
    Pourquoi : un dessin peut aller chercher un fichier ailleurs ou immobiliser le
    poste ; ce qui bouge ou se calcule à l'écran manquerait à la page.
    Exemple : un SVG qui contient `<script>`, une photographie en CMJN.
    Que faire : exportez l'image en PNG depuis le logiciel qui l'a faite. Ce qu'un
    appareil photo y écrit (lieu, date, auteur) est ôté sans rien demander.""",
)
STR14 = Kind.declare(
    "STR14",
    E,
    A,
    doc="""Tableau de données qui ne peut être imprimé tel quel.
    Vérifie : chaque colonne a un titre et chaque ligne autant de cellules que de
    titres ; une cellule est de la sorte que sa colonne annonce ; un signe (€, %) est
    à tous les nombres d'une colonne ou à aucun ; un jour existe ; une formule a son
    résultat, sans erreur ; rien n'est caché ni fusionné sans qu'on le sache ; le
    tableau tient dans la largeur d'une page. Une cellule d'un classeur est imprimée
    comme il la montre ; ce qui s'y lit autrement qu'elle ne vaut (nombre arrondi,
    signe moins ôté, format inconnu), ou qu'un autre programme a abîmé (`1,23457E+13`,
    `Ã‰cole`), est signalé avec sa cellule et ce qui est imprimé.
    Pourquoi : un montant lu de travers, décalé d'une colonne ou perdu dans une ligne
    masquée change l'acte.
    Exemple : `(12)` dans une colonne de montants, une cellule `#REF!`, une ligne du
    CSV qui a une cellule de trop.
    Que faire : corrigez la cellule nommée dans le tableur, et enregistrez.""",
)
STR15 = Kind.declare(
    "STR15",
    E,
    A,
    doc="""Total qui n'est pas la somme de ses lignes.
    Vérifie : le total que porte un tableau de données est égal à la somme des lignes
    au-dessus, sous-totaux à part, au centime près.
    Pourquoi : un total faux est ce qu'on voit d'abord, et ce qu'un juge relève.
    Exemple : une ligne « Total » de 1 200 € sous deux lignes de 500 €.
    Que faire : corrigez la ligne ou le total dans le fichier. C'est une erreur quand
    la fiche demande le total de cette colonne (`total: oui`), un avertissement quand
    le logiciel n'a fait que reconnaître une ligne de total.""",
)
STR17 = Kind.declare(
    "STR17",
    E,
    doc="""Travail qui dépasse ce qu'une séance demande.
    Vérifie : ce qu'il faut de temps et de mémoire pour lire une pièce ou la mettre en
    page reste dans des bornes larges, comptées d'avance quand elles peuvent l'être.
    Pourquoi : une pièce démesurée, par accident ou par malveillance, ne doit ni
    immobiliser le poste ni arrêter le logiciel sans un mot.
    Exemple : une boucle sans fin dans un gabarit, un dessin dont les flèches se
    répètent des millions de fois, un mot de 40 000 lettres.
    Que faire : allégez la pièce nommée, ou partagez-la. Si elle est bien celle que
    vous voulez, le message dit comment donner plus de temps ou de mémoire.""",
)
STR18 = Kind.declare(
    "STR18",
    E,
    A,
    doc="""Nom d'un fichier à la place d'un texte.
    Vérifie : aucun texte de l'acte ni d'une fiche n'est le nom d'un fichier et rien
    d'autre (`rapport.docx`, `texte.txt`, `article.md`) là où ce fichier ne serait pas
    lu.
    Pourquoi : le nom s'imprimerait à la place du texte, et l'acte serait vide.
    Exemple : `rapport: {corps: rapport.docx}`.
    Que faire : donnez le texte lui-même, ou, pour un corps en Markdown, un fichier
    `.md`. C'est un avertissement là où un nom peut être voulu (une source, une
    réponse, un titre) ; pour l'imprimer sans rien demander, faites-en une phrase.""",
)
LAN04 = Kind.declare(
    "LAN04",
    E,
    doc="""Texte sans version française.
    Vérifie : un texte donné par langues (`{fr: …, co: …}`) a sa version française.
    Pourquoi : seul le texte français fait foi ; une version corse seule ne peut être
    l'acte.
    Exemple : `titre: {co: CHÌ AUTORIZGHJE…}`.
    Que faire : ajoutez `fr:` et le texte français.""",
)
