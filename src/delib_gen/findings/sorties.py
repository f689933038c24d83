"""SOR: the produced files, and what they need before they can be produced."""

from delib_gen.findings.diagnostic import Severity
from delib_gen.findings.kind import Kind

E, A, N = Severity.ERREUR, Severity.AVERTISSEMENT, Severity.NOTE

SOR01 = Kind.declare(
    "SOR01",
    E,
    A,
    doc="""Texte du document absent du fichier produit, invisible ou hors de sa place.
    Vérifie : après chaque production, le logiciel relit le PDF, le DOCX et le HTML.
    Chaque texte du document doit y être entier, à la suite de celui qu'il suit, sous
    le titre qui est le sien (les noms sous « Ont voté POUR », les alinéas sous leur
    article, le donneur d'un pouvoir avant son mandataire, les cellules d'un tableau
    sous leurs colonnes), et se lire à l'œil : ni de la couleur du fond, ni trop
    petit, ni coupé, ni sous un autre texte (le guide dit ce qui est regardé, et ce
    qui ne l'est pas). Un gabarit peut déplacer une partie entière et ajouter des
    mots. Avant la séance, chaque page doit aussi porter la
    marque du projet. Les textes d'un graphique ou d'un dessin (SVG) doivent s'y lire
    en entier, sans rien par-dessus ; dans un dessin fourni, c'est un avertissement.
    Pourquoi : un nom ou un chiffre perdu, ou lu à la place d'un autre, peut faire
    annuler l'acte.
    Exemple : un gabarit qui oublie la liste des abstentions, ou imprime les votes
    contre sous « Ont voté POUR », ou un style qui fait sortir un titre de la page.
    Que faire : corrigez le gabarit, le plan ou le style ; si aucun n'est de vous,
    c'est un défaut du logiciel : signalez-le et, en attendant, écrivez ce texte
    autrement.""",
)
SOR02 = Kind.declare(
    "SOR02",
    E,
    doc="""Caractère qu'aucune police disponible ne possède.
    Vérifie : avant la mise en page, chaque caractère du document existe dans l'une
    des polices de la charte présentes sur ce poste.
    Pourquoi : il s'imprimerait comme un carré vide.
    Exemple : un émoji collé dans un titre.
    Que faire : remplacez le caractère, ou installez une police qui le possède et
    ajoutez-la à la charte.""",
)
SOR03 = Kind.declare(
    "SOR03",
    A,
    doc="""Police de la charte absente de ce poste.
    Vérifie : la police principale de la charte graphique est installée.
    Pourquoi : avec une autre, les lignes se coupent ailleurs que dans l'acte publié.
    Exemple : un poste neuf où Liberation Sans n'est pas installée.
    Que faire : lancez la commande indiquée (`delib-gen doctor` la redit).""",
)
SOR04 = Kind.declare(
    "SOR04",
    A,
    doc="""Fichier retouché à la main depuis sa production : il est mis à l'abri.
    Vérifie : avant de remplacer un fichier, le logiciel regarde s'il est tel qu'il
    l'avait produit.
    Pourquoi : le travail fait dans Word sur un document produit ne doit pas être
    perdu par une nouvelle production.
    Exemple : `deliberation.fr.docx` complété par un agent, puis `delib-gen render`
    relancé.
    Que faire : une correction appartient au fichier de séance : portez-l'y, et tout
    est refait avec elle. L'ancien fichier est gardé à côté, sous le nom indiqué ; pour
    retrouver ce qui y avait été changé, comparez les deux dans Word (« Révision »,
    « Comparer ») ou LibreOffice (« Édition », « Suivi des modifications »,
    « Comparer un document »).""",
)
SOR05 = Kind.declare(
    "SOR05",
    A,
    doc="""Format d'archivage que le PDF joint ne permet pas d'annoncer.
    Vérifie : un fichier où entre le PDF de quelqu'un d'autre n'annonce PDF/A et
    PDF/UA que si chacune de ses pages les respecte.
    Pourquoi : une annonce fausse trompe l'archiviste et le lecteur d'écran.
    Exemple : une annexe numérisée, sans texte ni balises.
    Que faire : rien n'est à corriger si la pièce doit être jointe telle quelle ; les
    fichiers où elle n'entre pas gardent leur format d'archivage.""",
)
SOR06 = Kind.declare(
    "SOR06",
    A,
    N,
    doc="""Documents retirés, parce que leur acte n'est plus dans la séance.
    Vérifie : avant de remplacer les documents d'une séance, le logiciel regarde si
    ceux qu'il en retire sont d'un acte que le fichier ne contient plus.
    Pourquoi : deux fichiers d'une même séance, produits l'un après l'autre, se
    chasseraient sans bruit. Les documents d'un acte resté dans la séance, mais faits
    avant qu'elle ne change, et que `--only`, `--format` ou `--lang` laissent de côté,
    sont retirés aussi : une note les nomme.
    Exemple : `matin.yaml`, puis `soir.yaml`, du même jour et du même organe.
    Que faire : rien, si l'acte a quitté la séance ; sinon donnez un `suffixe:` à
    l'une des deux, et produisez-les de nouveau.""",
)
SOR07 = Kind.declare(
    "SOR07",
    A,
    doc="""Fichier achevé (signé, cacheté) que la production ne refait pas tel quel.
    Vérifie : avant de remplacer un fichier qui a été achevé après sa production, le
    logiciel regarde si le nouveau le sera de même.
    Pourquoi : une signature ne se refait pas sans le signataire, et l'ancien acte
    peut être celui qui a été transmis.
    Exemple : une délibération signée, puis un mot changé dans la séance.
    Que faire : si le nouveau fichier doit remplacer l'ancien, achevez-le à son
    tour ; l'ancien est gardé à côté, sous le nom indiqué.""",
)
SOR08 = Kind.declare(
    "SOR08",
    A,
    doc="""Texte du document dont la relecture ne peut vérifier la place.
    Vérifie : à la relecture du fichier produit, ce texte y est entier et se voit,
    mais l'ordre dans lequel la page se lit n'est pas certain.
    Pourquoi : une page où les textes ne se suivent pas peut se lire de travers.
    Exemple : un style qui place un titre au pied de la page, loin de son texte.
    Que faire : regardez la page indiquée ; si elle se lit bien, rien n'est à
    corriger.""",
)
SOR09 = Kind.declare(
    "SOR09",
    N,
    A,
    doc="""Papier de la séance laissé de côté.
    Vérifie : chaque papier demandé a de quoi être fait de cette séance, à son stade.
    Pourquoi : un papier qui manque au dossier sans un mot passerait pour oublié.
    Exemple : le procès-verbal d'une séance qui n'a pas encore eu lieu.
    Que faire : rien, si le papier n'est pas encore dû ; sinon mettez `stade: seance`,
    ou complétez la séance.""",
)
