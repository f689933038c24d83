"""Why a text cannot be read by eyes, as findings put it after the words."""

UNPAINTED = "non imprimé"
NOT_SHOWN = "non affiché"
TRANSPARENT = "transparent"
TINY = "trop petit"
SQUEEZED = "écrasé en largeur"
SKEWED = "trop penché"
MIRRORED = "à l'envers, comme dans un miroir"
BLURRED = "flou"
CLIPPED = "coupé"
OFF_PAGE = "hors de la page"
PALE = "de la couleur du fond"
CROWDED = "les lettres les unes sur les autres"
LINES = "les lignes les unes sur les autres"
UNDER_SHAPE = "sous un dessin"
UNDER_TEXT = "sous un autre texte"
IN_SYMBOLS = "en symboles"

_SYMBOLS = ("wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett")


def is_of_symbols(face: str) -> bool:
    """Whether the letters of a face are no letters."""
    return face.strip(" \"'").casefold() in _SYMBOLS
