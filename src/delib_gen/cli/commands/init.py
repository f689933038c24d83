"""`delib-gen init`: a session to start from, that renders as it is."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from delib_gen.cli.french import FrenchCommand
from delib_gen.cli.misuse import Misuse, advise, choose_organe
from delib_gen.cli.output import print_findings, say
from delib_gen.cli.values import (
    Day,
    FilePath,
    Text,
    Unfit,
    is_there,
    option,
    today,
)


class _Autorite(Text):
    """The code of a shipped authority, or the path of a file."""

    name = "collectivité"

    def read(self, value: str) -> object:
        """The code or the path, as it was typed.

        Raises:
            Unfit: if it is neither.
        """
        from delib_gen.load.layers import list_autorites

        super().read(value)
        known = list_autorites()
        if value not in known and not is_there(Path(value), Path.is_file):
            from delib_gen.schema.base import shorten

            advice = advise(value, known, "collectivités livrées")
            raise Unfit(
                f"« {shorten(value)} » n'est ni une collectivité livrée avec le "
                f"logiciel, ni un fichier ; {advice}"
            )
        return value


@click.command("init", cls=FrenchCommand)
@click.argument("dossier", type=FilePath(), metavar="DOSSIER")
@option(
    "--collectivite=COLLECTIVITE",
    _Autorite(),
    "Une collectivité livrée avec le logiciel, ou votre propre fichier.",
)
@option(
    "--nom=NOM",
    Text(),
    "Écrit aussi le fichier de votre collectivité, qui part de --collectivite.",
)
@option(
    "--organe=ORGANE", Text(), "L'organe qui se réunit (le premier de la collectivité)."
)
@option("--date=AAAA-MM-JJ", Day(), "Le jour de la séance (aujourd'hui).", to="jour")
def COMMAND(  # noqa: N802
    dossier: Path,
    collectivite: str | None,
    nom: str | None,
    organe: str | None,
    jour: dt.date | None,
) -> int:
    """Prépare dans un dossier une séance à compléter, avec les membres en exercice.

    La première fois, donnez la base dont part votre collectivité et son nom, par
    exemple : --collectivite commune --nom "Commune de Valbrise". Ensuite, nommez le
    fichier écrit : --collectivite conseil/collectivite.yaml.
    """
    from delib_gen.aide.begin import begin_sitting
    from delib_gen.aide.starter import load_depart
    from delib_gen.aide.starter_text import put_files, write_remarks
    from delib_gen.findings import has_errors
    from delib_gen.load.layers import list_autorites
    from delib_gen.load.reference import load_autorite
    from delib_gen.load.sources import Sources

    named = collectivite or load_depart().collectivite
    sources = Sources()
    reference = load_autorite(named, Path(), None, sources=sources)
    autorite = reference.autorite
    print_findings(sources.quote(reference.findings), "text")
    if autorite is None or has_errors(reference.findings):
        return 1
    organe = choose_organe(organe, autorite.organes)
    if nom is not None and (named not in list_autorites() or autorite.membres):
        raise Misuse(
            f"`--nom` : « {named} » a déjà son nom et ses membres ; donnez à "
            "`--collectivite` une sorte de collectivité, comme `commune`",
            click.get_current_context(),
        )
    begun = begin_sitting(dossier, named, reference, organe, jour or today(), nom)
    print_findings(begun.findings, "text")
    if begun.starter is None:
        return 1
    for path in put_files(dossier, begun.files):
        say(str(path))
    for remark in write_remarks(begun.starter):
        say(remark, err=True)
    return 0
