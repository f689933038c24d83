"""Who is connected: known by a word that the browser alone has; we keep its digest."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
import os
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from delib_gen.desk.serveur.personnes import Person

_LOG = logging.getLogger("delib_gen.desk")
_MOST = 1000
"""How many are kept; beyond them the oldest goes."""


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is connected, until a moment."""

    person: Person
    end: float


class Sessions:
    """Those who are connected, in memory, and in a file where one is named."""

    def __init__(
        self,
        path: Path | None,
        hours: int,
        tell_time: Callable[[], float] = time.time,
    ) -> None:
        """Take up those that a file has.

        Args:
            path: the file; None for none.
            hours: for how long one is connected.
            tell_time: the moment, in seconds.
        """
        self._path, self._seconds, self._tell_time = path, hours * 3600, tell_time
        self._lock = threading.Lock()
        self._key, self._known = _read(path) if path else _begin()

    def begin(self, person: Person) -> str:
        """Connect somebody; the word is for the cookie, and is kept nowhere."""
        word, now = secrets.token_urlsafe(32), self._tell_time()
        with self._lock:
            kept = sorted(self._known.items(), key=lambda item: item[1].end)
            self._known = {k: s for k, s in kept[-_MOST + 1 :] if s.end > now}
            self._known[_digest(word)] = Session(person, now + self._seconds)
            self._write()
        return word

    def find(self, word: str) -> Session | None:
        """Who has a word."""
        session = self._known.get(_digest(word)) if word else None
        return session if session and session.end > self._tell_time() else None

    def end(self, word: str) -> None:
        """Disconnect who has a word."""
        with self._lock:
            if self._known.pop(_digest(word), None) is not None:
                self._write()

    def make_word(self, person: Person) -> str:
        """The pages' own word, the same when the same person connects again."""
        told = person.identifiant.encode()
        return hmac.new(self._key.encode(), told, hashlib.sha256).hexdigest()

    def _write(self) -> None:
        """Keep them in the file too; where it cannot be written, memory has them."""
        if self._path is None:
            return
        try:
            self._put(self._path)
        except OSError as error:
            _LOG.warning("les connexions ne s'écrivent pas : %s", error.strerror)

    def _put(self, path: Path) -> None:
        data = {
            "cle": self._key,
            "sessions": {k: asdict(s) for k, s in self._known.items()},
        }
        beside = path.with_name(f".{path.name}.{os.getpid()}")
        number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(number, "w", encoding="utf-8") as file:
            json.dump(data, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)


def _begin() -> tuple[str, dict[str, Session]]:
    return secrets.token_urlsafe(32), {}


def _read(path: Path) -> tuple[str, dict[str, Session]]:
    """What a file has; one that is not ours, or not whole, counts for nothing."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        known = {
            name: Session(Person(**kept["person"]), float(kept["end"]))
            for name, kept in data["sessions"].items()
        }
        return str(data["cle"]), known
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return _begin()


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
