"""GAB: the templates and the styles."""

from delib_gen.findings.diagnostic import Severity
from delib_gen.findings.kind import Kind

E = Severity.ERREUR
A = Severity.AVERTISSEMENT

GAB01 = Kind.declare(
    "GAB01",
    E,
    doc="""Gabarit qui demande un nom que le document n'a pas, ou qui ne se lit pas.
    Vérifie : chaque nom d'un gabarit (HTML ou Word) existe dans le document qu'il
    met en page, et le gabarit suit la syntaxe Jinja.
    Pourquoi : Word et Jinja laisseraient un blanc à la place du mot manquant.
    Exemple : `{{ signatiare }}` dans un gabarit, au lieu de `{{ signataire }}`.
    Que faire : corrigez le nom à la place indiquée ; le plus proche est proposé.""",
)
GAB02 = Kind.declare(
    "GAB02",
    E,
    doc="""Gabarit, style ou texte qui demande une ressource distante ou extérieure.
    Vérifie : la mise en page ne va rien chercher sur le réseau, ni hors des dossiers
    qui lui sont ouverts.
    Pourquoi : l'acte ne doit dépendre d'aucun serveur, et rien ne doit sortir du
    poste.
    Exemple : `<img src="https://exemple.test/logo.png">` dans un gabarit.
    Que faire : placez l'image ou la police dans le dossier des gabarits.""",
)
GAB03 = Kind.declare(
    "GAB03",
    A,
    doc="""Mots qu'un gabarit à vous imprime dans un format et pas dans un autre.
    Vérifie : ce que deux gabarits d'un même document disent d'eux-mêmes, hors de ses
    parties, est dit dans chaque format demandé.
    Pourquoi : le PDF et le Word d'un même acte ne doivent pas se contredire.
    Exemple : « Ampliation : préfecture » dans `deliberation.docx` seulement.
    Que faire : écrivez ces mots dans l'autre gabarit aussi, ou dans le plan du
    document, qui sert à tous les formats ; s'ils ne valent que pour ce format,
    laissez-les.""",
)
GAB04 = Kind.declare(
    "GAB04",
    E,
    doc="""Gabarit qui ferait autre chose que mettre en page.
    Vérifie : un gabarit Word à vous ne porte ni macro, ni objet d'un autre logiciel, ni
    fichier inséré, ni champ qui va chercher un fichier, un programme ou une liste
    d'envoi ; un gabarit HTML, ni script, ni cadre, ni envoi de données, ni lien qui
    mène ailleurs que sur le web ou dans la page.
    Pourquoi : tout cela agirait chez qui ouvre l'acte, et en changerait les mots après
    sa relecture.
    Exemple : un champ `INCLUDETEXT` dans l'en-tête de `deliberation.docx`.
    Que faire : ôtez-le à la place indiquée. Restent permis les champs de pages, de
    dates, de renvois et de sommaire, et les liens en `https:` ou `mailto:`.""",
)
