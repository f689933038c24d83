"""Numbers: what `delib-gen numeroter` proposes, shown, then taken and written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from delib_gen.desk.state import Conflict, Done
from delib_gen.desk.web.desk import find_sitting, locate, show_sitting
from delib_gen.desk.web.findings import list_findings
from delib_gen.desk.web.receiving import receive, refuse, refuse_told
from delib_gen.edits.changes import Refused
from delib_gen.findings.told import ToldError
from delib_gen.model.issue import flatten
from delib_gen.numeros.edit import show_changes
from delib_gen.numeros.numeroter import list_blocking, number_acts
from delib_gen.rules.words import count

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.requests import Request
    from starlette.responses import Response

    from delib_gen.checking import Checked
    from delib_gen.desk.state import Opened
    from delib_gen.desk.web.office import Office, Sitting
    from delib_gen.numeros.numeroter import Numerote
    from delib_gen.traduction.relecture import Change

_SCREEN = "Numéros"
_MOST = 99_999


def show_numeros(request: Request) -> Response:
    """The numbers that the acts would get, and what changes in the files."""
    seen = find_sitting(request)
    tout = request.query_params.get("tout") == "oui"
    typed = request.query_params.get("premier", "").strip()
    blocking = list_blocking(seen.checked.findings, tout=tout)
    ready = seen.checked.situation is not None and not blocking
    made = _propose(seen.checked, tout, typed) if ready else ""
    return show_sitting(
        request,
        "numeros",
        seen,
        {
            "comprise": seen.checked.situation is not None,
            "tenue": seen.checked.lue.tenue,
            "constats": list_findings(blocking),
            "impossible": made if isinstance(made, str) else "",
            "propose": None if isinstance(made, str) else _describe(made),
            "tout": tout,
            "premier": typed,
        },
    )


def _propose(checked: Checked, tout: bool, typed: str) -> Numerote | str:
    """The numbers; or why none can be given."""
    if checked.situation is None:
        return ""
    try:
        return number_acts(checked.situation, tout=tout, premier=_read_first(typed))
    except ToldError as error:
        return error.message


def _read_first(typed: str) -> int | None:
    """The rank of the first number; None where it follows the register.

    Raises:
        ToldError: if that is no rank.
    """
    if not typed:
        return None
    if not typed.isascii() or not typed.isdecimal() or not 0 < int(typed) <= _MOST:
        raise ToldError(f"« {typed} » n'est pas un rang : un nombre est attendu")
    return int(typed)


def _describe(made: Numerote) -> dict[str, Any]:
    proposition = made.proposition
    return {
        "attributions": [
            {
                "rang": given.acte.lu.index + 1,
                "titre": flatten(given.acte.acte.titre.reference),
                "avant": given.acte.numero,
                "numero": given.numero,
                "repris": given.repris,
            }
            for given in proposition.attributions
        ],
        "desordre": proposition.desordre,
        "remarques": [*proposition.remarques, *made.remarques],
        "difference": "\n".join(_show(made.changes)),
        "nouveau": made.nouveau,
        "registre": made.registre.name,
    }


def _show(changes: Sequence[Change]) -> list[str]:
    """The lines that leave and come, without the names of folders."""
    heads = ("--- ", "+++ ")
    lines = show_changes(changes)
    return [
        f"{s[:4]}{s.rpartition('/')[2]}" if s.startswith(heads) else s for s in lines
    ]


def take(request: Request, sent: Mapping[str, Any]) -> Response:
    """Take the numbers that were shown, and write them.

    Raises:
        HTTPException: if no page of ours would send that.
    """
    office, sitting = locate(request)
    tout, typed = sent.get("tout") == "oui", sent.get("premier", "")
    shown = sent.get("numeros")
    if not isinstance(typed, str) or not isinstance(shown, list):
        raise HTTPException(400)
    with office.lock:
        opened = office.open(sitting)
        if isinstance(opened, Refused):
            return refuse(opened.reason)
        situation = opened.checked.situation
        if situation is None or list_blocking(opened.checked.findings, tout=tout):
            return refuse("corrigez d'abord les erreurs de la séance")
        try:
            premier = _read_first(typed.strip())
            made = number_acts(situation, tout=tout, premier=premier)
            if [given.numero for given in made.proposition.attributions] != shown:
                return refuse("les numéros libres ont changé : affichez-les à nouveau")

            def write(changes: Sequence[Change]) -> None:
                _write(office, sitting, opened, changes)

            number_acts(situation, ecrire=True, tout=tout, premier=premier, write=write)
        except ToldError as error:
            return refuse_told(error, office.folder)
    words = count(len(shown), "numéro pris et écrit", "numéros pris et écrits")
    return JSONResponse({"mot": f"{words} ; registre « {made.registre.name} »"})


def _write(
    office: Office, sitting: Sitting, opened: Opened, changes: Sequence[Change]
) -> None:
    """Write the files through their history.

    Raises:
        ToldError: if they cannot be; the register keeps the numbers for these acts.
    """
    folder = sitting.path.parent
    texts = {
        change.path.relative_to(folder).as_posix(): change.after.decode("utf-8-sig")
        for change in changes
    }
    done = sitting.keeper.rewrite(
        sitting.path, texts, opened.version, office.who, _SCREEN
    )
    if isinstance(done, Done):
        office.keep(sitting, done)
    elif isinstance(done, Conflict | Refused):
        raise ToldError(
            f"{done.reason} ; ces numéros restent gardés pour ces actes au registre : "
            "recommencez"
        )


ROUTES = (
    ("/s/{slug}/numeros", show_numeros, ("GET",)),
    ("/s/{slug}/numeros", receive(take), ("POST",)),
)
