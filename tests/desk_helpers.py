"""A desk on a folder of its own, asked without a socket."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

pytest.importorskip("starlette", reason="needs the extra `desk`")
pytest.importorskip("httpx2", reason="needs httpx2, of the extra `test`")

from starlette.testclient import TestClient

from delib_gen.desk.web.app import make_app
from delib_gen.desk.web.office import Office
from delib_gen.desk.web.security import ENTRY, Keys, OneBrowser

PORT = 8765
HOST = f"127.0.0.1:{PORT}"
TODAY = dt.date(2026, 12, 1)


class Browser:
    """A browser that was let in; what it sends may be changed."""

    def __init__(self, folder: Path, *, enter: bool = True) -> None:
        self.keys = Keys()
        self.once = self.keys.once
        self.office = Office(folder, lambda: TODAY)
        self.door = OneBrowser(self.keys, PORT)
        app = make_app(self.office, self.door)
        self.client = TestClient(app, base_url=f"http://{HOST}")
        if enter:
            self.get(f"{ENTRY}?jeton={self.once}")

    def get(self, path: str, **headers: str) -> Any:
        """A page."""
        return self.client.get(path, headers=name_headers(headers))

    def page(self, path: str) -> str:
        """The text of a page that must be there."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text[:500]
        return str(answer.text)

    def post(self, path: str, data: object, **headers: str) -> Any:
        """What a page of the desk sends, its headers as they should be or changed."""
        usual = {"origin": f"http://{HOST}", "x-bureau": self.keys.csrf}
        usual["content-type"] = "application/json"
        given = {k: v for k, v in {**usual, **name_headers(headers)}.items() if v}
        return self.client.post(path, content=json.dumps(data), headers=given)

    def drop(self, path: str, name: str, content: Any, **headers: str) -> Any:
        """Send a file as a page does."""
        usual = {
            "origin": f"http://{HOST}",
            "x-bureau": self.keys.csrf,
            "x-nom": quote(name),
            "content-type": "application/octet-stream",
        }
        given = {**usual, **name_headers(headers)}
        return self.client.post(path, content=content, headers=given)


def name_headers(headers: dict[str, str]) -> dict[str, str]:
    """Headers as they are named, from Python's words."""
    return {name.replace("_", "-"): value for name, value in headers.items()}


def see(html: str) -> str:
    """What a page says, its marks and blanks aside."""
    import html as entities

    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", " ", bare)).split())
