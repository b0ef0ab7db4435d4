"""What a build of a server ends with where it finds nothing left to do."""

from contextlib import suppress
from typing import Any


class UpToDateError(Exception):
    """The site is up to date, and MkDocs has nothing left to do."""


def go_on_when_up_to_date() -> None:
    """Let a server go on where a build, also its first one, found nothing left to do."""
    from mkdocs.commands import serve  # noqa: PLC0415 - a build that serves nothing needs none of it

    build = serve.build  # type: ignore[attr-defined] # MkDocs, which is frozen, has no hook for it

    def build_or_stop(*arguments: Any, **options: Any) -> None:
        with suppress(UpToDateError):
            build(*arguments, **options)

    serve.build = build_or_stop  # type: ignore[attr-defined]
