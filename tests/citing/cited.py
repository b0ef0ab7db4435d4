"""Papers that are hard to cite, and makers of any."""

from hypothesis import strategies as st

from papershelf.model import Paper, PartialDate

HARD = (
    Paper(
        id="preprint-with-a-formula",
        title=r"K-Means in $\mathcal{O}(n \log n)$ and 100\% of GPUs: {braces}, \foo & a--b",
        authors=("Laurens van der Maaten", "Martin Luther King Jr.", "山田 太郎", "OpenAI"),
        published=PartialDate(2024, 4, 10),
        arxiv="2404.06780",
        links={"code": "https://code.example/a_(b)"},
        tags=("one", "two"),
        note="Read  it.",
        added=PartialDate(2024, 5, 1),
        abstract="Costs $x_i$ < 5\\% of {braces}, \\foo & a--b.\n\n"
        "Two  paragraphs 🤖 ]]> @misc{x, and «שלום».",
    ),
    Paper(
        id="conference",
        title="A plain sentence about LaTeX in Berlin, and what this means: Paris",
        authors=("Kwan-Yee Lin", "J.R.R. Tolkien"),
        published=PartialDate(2023, 10, 1),
        venue="NeurIPS 2024",
        arxiv="2310.00001v2",
        doi="10.1145/3575693.1",
    ),
    Paper(
        id="journal",
        title="Is <this> a Title?",
        authors=("Research & Development, Inc.",),
        published=PartialDate(2018, 1),
        venue="Journal of Things 2018",
        doi="10.1000/a<b",
    ),
    Paper(id="bare", title="Nothing is known"),
    Paper(
        id="others",
        title="Many Hands",
        authors=("Ada Lovelace", "The ATLAS Collaboration"),
        others=True,
        published=PartialDate(1988),
        venue="Ordinary Lives, 1870–1973",
    ),
    Paper(
        id="volume",
        title="Small Worlds",
        authors=("Ada Lovelace",),
        published=PartialDate(2016, 3, 30),
        issued=PartialDate(2020),
        venue="IEEE TPAMI 42(4)",
        arxiv="1603.09320",
    ),
)

LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéßøŁñ王İ")
WORDS = st.text(LETTERS, min_size=1, max_size=8)
GLUE = st.sampled_from(
    [
        " ",
        " ",
        "-",
        "--",
        "---",
        ": ",
        " & ",
        "_",
        "$",
        "$5 ",
        "%",
        "#",
        "~",
        "^",
        "\\",
        "{",
        "}",
        "''",
        "``",
        "'",
        '"',
        "<",
        ">",
        "<i>",
        "&amp;",
        "@",
        "|",
        "* ",
        "$x_i^2$",
        " $\\alpha$ ",
    ]
)
TITLES = st.lists(WORDS | GLUE | st.integers(0, 99).map(str), min_size=1, max_size=14).map("".join)
PLAIN_NAMES = st.builds(
    lambda given, particle, family, suffix: " ".join(filter(None, (given, particle, family, suffix))),
    st.sampled_from(["Ada", "Kwan-Yee", "J. R. R.", "D'Arcy", "Émile", "小明"]),
    st.sampled_from(["", "van der", "de la", "bin", "'t", "Van", "De La"]),
    st.sampled_from(["Lovelace", "O'Neill", "Łukasiewicz", "Li", "王", "Sánchez"]),
    st.sampled_from(["", "Jr.", "Sr", "III"]),
)
SINGLE_NAMES = st.sampled_from(
    ["OpenAI", "王小明", "The Team", "Plato", "R&D", "100% Us", "C_3 Group", "A {Team}"]
)
ORGANISATIONS = st.sampled_from(
    [
        "The ATLAS Collaboration",
        "NASA Ames Research Center, Inc.",
        "DeepSeek-AI",
        "Google DeepMind Gemini Team",
        "Barnes & Noble",
        "Research, Development and Co.",
        "Institute for Logic and Language",
    ]
)
EAST_ASIAN_NAMES = st.sampled_from(["山田 太郎", "王小明", "김철수", "이 영희", "ジョン・スミス"])
NAMES = PLAIN_NAMES | SINGLE_NAMES | ORGANISATIONS | EAST_ASIAN_NAMES
DATES = st.builds(
    lambda date, precision: PartialDate(date.year, date.month * (precision > 0), date.day * (precision > 1)),
    st.dates(),
    st.integers(0, 2),
)
VENUES = st.sampled_from(
    [
        "NeurIPS 2024",
        "R&D_Conf 100% 2019",
        "Journal of {Things} 2018",
        "IEEE TPAMI 42(4)",
        "IEEE TPAMI 42(4), 824-836",
        "MIT Press 2016",
        "VLDB",
        "Nature #7",
        "Ordinary Lives, 1870–1973",
    ]
)
PAPERS = st.builds(
    Paper,
    id=st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,3}", fullmatch=True),
    title=TITLES.filter(str.strip),
    authors=st.lists(NAMES, max_size=5).map(tuple),
    others=st.sampled_from([None, True]),
    published=DATES,
    issued=st.none() | DATES,
    arxiv=st.none() | st.sampled_from(["2404.06780", "2310.00001v2", "cs/0102003", "math.GT/0309136"]),
    tags=st.lists(st.sampled_from(["one", "two", "three"]), unique=True).map(tuple),
    added=st.none() | st.dates().map(lambda day: PartialDate(day.year, day.month, day.day)),
    abstract=st.none() | TITLES.filter(str.strip),
    doi=st.none()
    | st.from_regex(r"10\.[1-9][0-9]{3}/[a-z0-9]{1,6}([._()-][a-z0-9]{1,6}){0,2}", fullmatch=True),
    venue=st.none() | VENUES,
)
