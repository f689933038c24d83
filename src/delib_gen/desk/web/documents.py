"""Documents: what an authority's papers say and look like, beside the real page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from delib_gen.aide.begin import begin_sitting
from delib_gen.aide.starter_text import SESSION_FILE
from delib_gen.checking import Checked, check_session
from delib_gen.desk.web.acte import list_pieces, preview_act
from delib_gen.desk.web.changing import put
from delib_gen.desk.web.desk import find_desk, find_sitting, locate, show_sitting
from delib_gen.desk.web.fields import Field
from delib_gen.desk.web.findings import Shown
from delib_gen.desk.web.formulaire import draw_autorite, read_data
from delib_gen.desk.web.receiving import read_text, receive, refuse
from delib_gen.desk.web.saisie import answer, change, is_done
from delib_gen.desk.web.tenue import list_actes
from delib_gen.desk.web.words import load_mots
from delib_gen.edits.apply import apply_changes
from delib_gen.edits.changes import Delete, Edited, Refused
from delib_gen.findings import Severity
from delib_gen.findings.gabarits import GAB01
from delib_gen.lang.phrasebook import load_phrasebook
from delib_gen.load.sources import Sources
from delib_gen.resources import list_languages
from delib_gen.rules.phrases import find_fault
from delib_gen.schema.kinds import KINDS, FileKind
from delib_gen.schema.texte import LANGUE_DE_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from delib_gen.desk.web.office import Office, Sitting
    from delib_gen.findings import YamlPath
    from delib_gen.lang.phrasebook import Phrasebook
    from delib_gen.model.situation import ActeEnSeance

_PHRASES = "phrases"
_SCREEN = "Documents"
_FORMES = {
    "": "",
    "un_homme": "pour un homme",
    "une_femme": "pour une femme",
    "des_hommes": "pour des hommes",
    "des_femmes": "pour des femmes",
    "mixte": "pour des femmes et des hommes",
    "un_de_chaque": "pour une femme et un homme",
}


def show_documents(request: Request) -> Response:
    """The house style and the phrases of an authority, and the page of an act."""
    seen = find_sitting(request)
    langue = _choose_language(request)
    book = load_phrasebook(langue)
    own = _list_own(seen.checked, langue, book)
    said = {str(field.path[2]) for field in own}
    others = [
        (key, _join(phrase.formes))
        for key, phrase in book.phrases.items()
        if key not in said
    ]
    office = find_desk(request).office
    held = _find_shown(office, seen.sitting, seen.checked)
    values: dict[str, object] = {
        "langue": langue,
        "langues_dites": list_languages(),
        "propres": own,
        "autres": [(key, text) for key, text in others if text.strip()],
        "pieces": list_pieces(office, held) if held else [],
        "images": [name for name, kind in KINDS.items() if kind is FileKind.IMAGE],
        "montre": held.situation.lue.file if held else "",
        **draw_autorite(seen.checked, load_mots().groupes_documents),
    }
    return show_sitting(request, "documents", seen, values)


def _choose_language(request: Request) -> str:
    wanted = request.query_params.get("langue", LANGUE_DE_REFERENCE)
    return wanted if wanted in list_languages() else LANGUE_DE_REFERENCE


def _list_own(checked: Checked, langue: str, book: Phrasebook) -> list[Field]:
    """The phrases that the file says otherwise, each form a field, with its fault."""
    said = read_data(checked).get(_PHRASES)
    phrases = said.get(langue) if isinstance(said, dict) else None
    fields = []
    for key, value in (phrases if isinstance(phrases, dict) else {}).items():
        path = (_PHRASES, langue, key)
        formes = value if isinstance(value, dict) else {"": value or ""}
        texts = {str(forme): str(text or "") for forme, text in formes.items()}
        usual = book.phrases[key].formes if key in book.phrases else {}
        faults = _find_faults(book, path, texts)
        block = Field(path, "bloc", key, defaut=_join(usual), constats=faults)
        block.dedans = [
            Field(
                (*path, *([forme] if forme else [])),
                "long",
                _FORMES.get(forme, forme),
                valeur=text,
                defaut=usual.get(forme, ""),
            )
            for forme, text in texts.items()
        ]
        fields.append(block)
    return fields


def _join(formes: Mapping[str, str]) -> str:
    """The forms of a phrase, those that differ."""
    return " / ".join(dict.fromkeys(formes.values()))


def _find_faults(
    book: Phrasebook, path: YamlPath, formes: dict[str, str]
) -> list[Shown]:
    fault = find_fault(book, str(path[-1]), formes)
    if fault is None:
        return []
    error = Severity.ERREUR.value
    return [Shown(GAB01.code, error, *fault, "", "", "", path)]


def _find_shown(
    office: Office, place: Sitting, checked: Checked
) -> ActeEnSeance | None:
    """The act whose page is shown: of the latest sitting, else one that is made up."""
    path = place.path.resolve()
    found: list[ActeEnSeance] = []
    for sitting in office.list_sittings():
        if office.locate_autorite(sitting) == path:
            found += list_actes(office.read(sitting))[:1]
    if found:
        return max(found, key=lambda acte: acte.situation.jour)
    reference = checked.reference
    if reference is None or reference.autorite is None:
        return None
    folder, organe = office.folder / ".apercu", next(iter(reference.autorite.organes))
    begun = begin_sitting(
        folder, str(path), reference, organe, office.today, None, projet=True
    )
    texts = {folder / name: text for name, text in begun.files.items()}
    session = folder / SESSION_FILE
    if begun.starter and not begun.starter.president:  # nobody can preside yet
        gone = [Delete(("president",))]
        edited = apply_changes(Sources(texts), session, gone)
        texts |= edited.files if isinstance(edited, Edited) else {}
    actes = list_actes(check_session(session, sources=Sources(texts)))
    return actes[0] if actes else None


def preview(request: Request) -> Response:
    """The pages of that act; nothing where they cannot be made now."""

    def find() -> ActeEnSeance | None:
        seen = find_sitting(request)
        return _find_shown(find_desk(request).office, seen.sitting, seen.checked)

    return preview_act(request, find, lambda acte, _: _list_texts(acte))


def _list_texts(acte: ActeEnSeance) -> list[tuple[YamlPath, str]]:
    """The phrases of the authority that stand on a page as they were typed."""
    own = acte.situation.autorite.phrases.get(LANGUE_DE_REFERENCE, {})
    return [
        ((_PHRASES, LANGUE_DE_REFERENCE, key, *([forme] if forme else [])), text)
        for key, formes in own.items()
        for forme, text in formes.items()
        if "{" not in text
    ]


def say_otherwise(request: Request, sent: Mapping[str, Any]) -> Response:
    """Write a phrase into the file as it is said, to be said otherwise."""
    office, place = locate(request)
    langue, key = read_text(sent, "langue"), read_text(sent, "phrase")
    book = load_phrasebook(langue) if langue in list_languages() else None
    if book is None or key not in book.phrases:
        return refuse("choisissez la phrase à dire autrement")
    formes = dict(book.phrases[key].formes)
    value = formes[""] if list(formes) == [""] else formes
    with office.lock:
        opened = office.open(place)
        if isinstance(opened, Refused):
            return answer(office, place, opened)
        path = (_PHRASES, langue, key)
        changes = put(read_data(opened.checked), path, value)
        done = change(office, place, changes, _SCREEN, opened.version)
    if not is_done(done):
        return done
    return JSONResponse({"adresse": f"/c/{place.slug}/documents?langue={langue}"})


ROUTES = (
    ("/c/{collectivite}/documents", show_documents, ("GET",)),
    ("/c/{collectivite}/documents/apercu", preview, ("GET",)),
    ("/c/{collectivite}/documents/phrase", receive(say_otherwise), ("POST",)),
)
