"""What the layout engine may read: nothing but the files that it is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from delib_gen.formats.pdf.library import FatalURLFetchingError, URLFetcher

MAX_RESOURCE_BYTES = 20_000_000


class ForbiddenResource(FatalURLFetchingError):  # type: ignore[misc]  # noqa: N818
    """An address that may not be read. Fatal: any other error only warns."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class LocalFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files below some folders, and `data:` addresses; refuses the rest."""

    def __init__(self, folders: tuple[Path, ...], files: tuple[Path, ...]) -> None:
        super().__init__(allowed_protocols=("file", "data"), allow_redirects=False)
        self._folders = tuple(folder.resolve() for folder in folders)
        self._files = frozenset(file.resolve() for file in files)

    def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401
        """Fetch an address, or stop the rendering.

        Raises:
            ForbiddenResource: if the address is not one of those allowed.
        """
        parts = urlsplit(url)
        if parts.scheme == "data" and len(url) <= MAX_RESOURCE_BYTES:
            return super().fetch(url, headers)
        if parts.scheme != "file" or parts.netloc not in ("", "localhost"):
            raise ForbiddenResource(url)
        path = Path(unquote(parts.path)).resolve()
        inside = any(path.is_relative_to(folder) for folder in self._folders)
        if not (path in self._files or inside) or not path.is_file():
            raise ForbiddenResource(url)
        if path not in self._files and path.stat().st_size > MAX_RESOURCE_BYTES:
            raise ForbiddenResource(url)
        return super().fetch(url, headers)
