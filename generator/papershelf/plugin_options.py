"""The options of the plugin, and what is wrong with them."""

import re
from typing import Any

from mkdocs.config import base
from mkdocs.config import config_options as option

from papershelf.settings import digest_faults, feed_faults, prefix_fault

COLOUR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


class _Colour(option.Type[str]):
    """A colour as CSS writes it in hexadecimal."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> Any:
        text = super().run_validation(value)
        if not COLOUR.fullmatch(text):
            raise base.ValidationError(f"'{text}' is not a colour; write it like '#1b5e58', in quotes")
        return text


class Accent(base.Config):
    """Colour of links and buttons, on a light and on a dark ground."""

    light = option.Optional(_Colour())
    dark = option.Optional(_Colour())


class _Feed(base.BaseConfigOption[object]):
    """What the daily import proposes; `papershelf propose-feed` reads and checks it in the same way."""

    def run_validation(self, value: object) -> object:
        if faults := feed_faults(value):
            raise base.ValidationError("; ".join(faults))
        return value


class _Digest(base.BaseConfigOption[object]):
    """The addresses of the digest; `papershelf digest` reads and checks them in the same way."""

    def run_validation(self, value: object) -> object:
        if faults := digest_faults(value):
            raise base.ValidationError("; ".join(faults))
        return value


class _Prefix(option.Type[str]):
    """The folder of a list inside another site."""

    def __init__(self) -> None:
        super().__init__(str, default="")

    def run_validation(self, value: object) -> Any:
        text = super().run_validation(value).strip("/")
        if fault := prefix_fault(text):
            raise base.ValidationError(fault)
        return text


class Options(base.Config):
    """What `plugins: - papershelf:` may say in mkdocs.yml."""

    accent = option.SubConfig(Accent)
    feed: option.Optional[object] = option.Optional(_Feed())
    digest: option.Optional[object] = option.Optional(_Digest())
    embedding = option.Optional(option.Type(str))
    tree = option.Optional(option.Type(str))
    prefix = _Prefix()
    name = option.Optional(option.Type(str))
    description = option.Optional(option.Type(str))
    cards = option.Optional(option.Choice(("all", "lists", "none")))
