"""The commands of TeX that occur in bibliographies, by what becomes of them in plain text."""

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307", '"': "\u0308",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "r": "\u030a", "k": "\u0328", "c": "\u0327", "d": "\u0323",
    "b": "\u0331", "t": "\u0361", "textcommabelow": "\u0326",
}  # fmt: skip
# Missing in `papershelf.text.tex`, or something else there
SYMBOLS = {
    "textless": "<", "textgreater": ">", "textbar": "|", "textunderscore": "_", "textasciicircum": "^",
    "textbraceleft": "{", "textbraceright": "}", "textperiodcentered": "·", "euro": "€", "slash": "/",
    "celsius": "°C", "og": "« ", "fg": " »", "glqq": "„", "grqq": "“", "textquotedbl": '"',
    "flqq": "«", "frqq": "»", "space": " ", "thinspace": " ", "enspace": " ", "qquad": " ",
    "nobreakspace": " ", "newline": " ", "par": " ", "texttildelow": "~", "linebreak": " ", "hfill": " ",
}  # fmt: skip
SPACES = {
    ",": " ",
    ";": " ",
    ":": " ",
    " ": " ",
    "\n": " ",
    "\t": " ",
    "!": "",
    "/": "",
    "-": "",
    "@": "",
    "\\": " ",
}
ESCAPED = frozenset("%&#_${}")
# Commands of which readers see only their last argument, and how many they have
STYLES = {
    **dict.fromkeys(
        (
            *("emph", "text", "textbf", "textit", "texttt", "textsc", "textrm", "textsf", "textsl", "textup"),
            *("textmd", "textnormal", "textsubscript", "mathrm", "mathbf", "mathit", "mathsf", "mathtt"),
            *("mathcal", "boldsymbol", "bm", "operatorname", "ce", "mbox", "hbox", "underline", "uline"),
            *("url", "path", "nolinkurl", "uppercase", "MakeUppercase", "lowercase", "MakeLowercase"),
            *("mkbibemph", "mkbibbold", "mkbibitalic", "bibstring"),
        ),
        1,
    ),
    **dict.fromkeys(("textcolor", "foreignlanguage", "texorpdfstring", "textlang", "color"), 2),
}  # fmt: skip
QUOTED = frozenset({"enquote", "mkbibquote", "textquote"})
UNSEEN = frozenset({"noop", "noopsort", "SortNoop", "hspace", "vspace", "label", "color"})
# Commands for what follows them
DECLARATIONS = frozenset(
    {
        *(
            "em",
            "it",
            "bf",
            "rm",
            "sc",
            "tt",
            "sl",
            "sf",
            "bfseries",
            "itshape",
            "scshape",
            "upshape",
            "ttfamily",
        ),
        *(
            "rmfamily",
            "sffamily",
            "slshape",
            "mdseries",
            "normalfont",
            "tiny",
            "scriptsize",
            "footnotesize",
            "small",
        ),
        *(
            "normalsize",
            "large",
            "Large",
            "LARGE",
            "protect",
            "relax",
            "noindent",
            "null",
            "unskip",
            "newblock",
        ),
        *(
            "ignorespaces",
            "allowbreak",
            "break",
            "sloppy",
            "nobreak",
            "leavevmode",
            "xspace",
            "bgroup",
            "egroup",
        ),
    }
)
