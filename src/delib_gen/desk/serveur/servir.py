"""Serving a folder of sittings to an office, behind its proxy."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING

from delib_gen.desk.serveur.fournisseur import Provider
from delib_gen.desk.serveur.porte import OfficeDoor
from delib_gen.desk.serveur.sessions import Sessions
from delib_gen.desk.web.office import Office
from delib_gen.desk.web.serve import run

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from delib_gen.desk.serveur.lecture import Settings


def serve_office(
    folder: Path,
    settings: Settings,
    tell_day: Callable[[], dt.date],
    ready: Callable[[], None],
) -> None:
    """Serve a folder until the process is asked to end.

    Args:
        folder: where the sittings are.
        settings: who may come in, and from where.
        tell_day: the day, for the deadlines.
        ready: told when requests are answered.

    Raises:
        OSError: if the port is taken.
    """
    place = settings.reglages.place
    six = ipaddress.ip_address(place[0]).version == 6
    family = socket.AF_INET6 if six else socket.AF_INET
    listening = socket.create_server(place, family=family)
    sessions = Sessions(settings.sessions, settings.reglages.duree)
    door = OfficeDoor(settings, Provider(settings), sessions)
    run(Office(folder, tell_day), door, listening, ready)
