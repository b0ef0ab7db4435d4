"""Links."""

import pytest

from papershelf.text import repair, shown

X = "https://github.com/o/x"
# raw: (what readers see, the links in it)
LINKS = {
    f"at {X}.": (f"at {X}.", [X]),
    f"at {X}, and ({X}).": (f"at {X}, and ({X}).", [X, X]),
    f"GPPerf [{X}].": (f"GPPerf [{X}].", [X]),
    f'<{X}> and "{X}" and **{X}**': (f'<{X}> and "{X}" and {X}', [X, X, X]),
    "code: https: //github.com/o/x.": (f"code: {X}.", [X]),
    "at https:// github.com/o/x.": (f"at {X}.", [X]),
    f"at {X}}}{{{X}.": (f"at {X}.", [X]),
    f"{X}/{{{X}/}}.": (f"{X}/.", [f"{X}/"]),
    f"{X}}}{{github.com/o/x and": (f"{X} and", [X]),
    f"on the {X}/{{project page}}.": ("on the project page.", [f"{X}/"]),
    f"at {X}/{{here}}.": ("at here.", [f"{X}/"]),
    f'site: <a href="{X}">this https URL.</a>': (f"site: {X}", [X]),
    f'site: <a href="{X}">our code</a>': ("site: our code", [X]),
    f"on GitHub.{X}, page:{X} .": (f"on GitHub. {X}, page: {X}.", [X, X]),
    f"at {{\\footnotesizeblue{{{X}}}}}.": (f"at {X}.", [X]),
    f"at {{\\footnotesize{{\\color{{blue}}{{\\url{{{X}}}}}}}}}.": (f"at {X}.", [X]),
    f"\\url{{{X}}}, url{{{X}}}": (f"{X}, {X}", [X, X]),
    f"\\href{{{X}}}{{the \\textbf{{code}}}}": ("the code", [X]),
    f"\\href{{{X}.}}{{}}": (f"{X}.", [f"{X}."]),
    f"{X}{{entropy-llm}}.": ("entropy-llm.", [X]),
    f"{{{X}}}{{label}}": ("label", [X]),
    f"at {X}}}}}.": (f"at {X}.", [X]),
    f"{{see {X}}}.": (f"{{see {X}}}.", [X]),
    f"\\textbf{{see {X} for 5\\%}}": (f"see {X} for 5%", [X]),
    f"``see {X}''": (f"“see {X}”", [X]),
    "http://a.org/b_(c) (http://a.org/d)": ("http://a.org/b_(c) (http://a.org/d)",
                                             ["http://a.org/b_(c)", "http://a.org/d"]),
    "https://x.org/~u/H_2O^2": ("https://x.org/~u/H_2O^2", ["https://x.org/~u/H_2O^2"]),
    r"https://x.org/a\_b\%20c": ("https://x.org/a_b%20c", ["https://x.org/a_b%20c"]),
    "https://x.org/a?b=1&c=2#d, ok": ("https://x.org/a?b=1&c=2#d, ok", ["https://x.org/a?b=1&c=2#d"]),
    "https://x.org:8080/a;https://y.org": ("https://x.org:8080/a;https://y.org",
                                            ["https://x.org:8080/a", "https://y.org"]),
    f"\\foo{{{X}}}": (f"\\foo{{{X}}}", [X]),
    f"[code]({X})": (f"[code]({X})", [X]),
    "HTTPS://X.org/A": ("https://X.org/A", ["https://X.org/A"]),
    "https://hf.co/{model}": ("https://hf.co/{model}", ["https://hf.co/"]),
    "https://delta-diffusion.github.io/.": ("https://delta-diffusion.github.io/.",
                                             ["https://delta-diffusion.github.io/"]),
}  # fmt: skip
NO_LINKS = [
    "www.example.org/a_1 and github.com/o/x_1",
    "javascript:alert(1)",
    r"\href{javascript:alert(1)}{x}",
    r"\url{javascript:alert(1)}"[5:],
    "data:text/html,x ftp://a.org/x_1 file:///etc/x_1",
    "https://localhost/x_1",
    "https://github.com@evil.org/x",
    "https:// and http: //",
    r"\foo{https://localhost} and {https://localhost}",
]


@pytest.mark.parametrize(("raw", "readable", "hrefs"), [(raw, *rest) for raw, rest in LINKS.items()])
def test_links_are_freed_from_their_sentence(raw: str, readable: str, hrefs: list[str]) -> None:
    """A URL links without the sentence's marks and TeX remains around it; split and doubled ones are one."""
    assert shown(raw) == readable
    assert [segment.href for segment in repair(raw) if segment.href] == hrefs


@pytest.mark.parametrize("raw", NO_LINKS)
def test_what_is_no_safe_url_stays_text(raw: str) -> None:
    """Other schemes, addresses without a scheme, hosts without a dot and user names in URLs do not link."""
    assert shown(raw) == raw
    assert not any(segment.href for segment in repair(raw))
