"""Where and when papers appeared, as lists say it: "EMNLP'21", "(Jan. 2021, EMNLP 2021)", "2023.5"."""

import re
from typing import NamedTuple

from papershelf.feeds.record_values import partial_date
from papershelf.feeds.written_dates import written_date
from papershelf.model import PartialDate

SERIES = (
    r"(?:(?:ACM|IEEE|USENIX|AAAI)[ /-]+)?(?:NeurIPS|NIPS|ICML|ICLR|CVPR|ICCV|ECCV|WACV|BMVC|ACCV|3DV|ACL"
    r"|EMNLP"
    r"|NAACL(?:-HLT)?|EACL|AACL|IJCNLP|COLING|LREC|CoNLL|TACL|TMLR|JMLR|MLSys|COLM|AAAI|IJCAI|AAMAS|ECAI|KDD"
    r"|SIGKDD|WWW|TheWebConf|SIGIR|CIKM|WSDM|RecSys|ICDM|SDM|PAKDD|ECML[- ]?PKDD|UAI|AISTATS|COLT|ALT|CoRL"
    r"|ICRA|IROS|RSS|RA-?L|T?PAMI|TIP|TOG|TVCG|TMM|TCSVT|TNNLS|TKDE|TKDD|TITS|TMI|TRO|T-RO|TGRS|IJCV|CVIU|IJRR"
    r"|SIGGRAPH(?: Asia)?|Eurographics|ICIP|ICASSP|ICME|ICPR|Interspeech|ASRU|SLT|MICCAI|MIDL|CHI|UIST|CSCW"
    r"|IUI"
    r"|ISMAR|VRST|IEEE VR|VR|FG|S&P|CCS|USENIX Security|NDSS|OSDI|SOSP|NSDI|ATC|EuroSys|ASPLOS|ISCA|MICRO"
    r"|HPCA"
    r"|SC|PPoPP|DAC|ICCAD|DATE|P?VLDB|SIGMOD|ICDE|EDBT|FSE|ESEC/FSE|ICSE|ASE|ISSTA|PLDI|POPL|OOPSLA|FOCS|STOC"
    r"|SODA|ITCS|MM|ACM MM|ACMMM|MMSys|ICMR|Nature(?: [A-Z][a-z]+)*|Science(?: [A-Z][a-z]+)*|PNAS|Distill"
    r"|JAIR"
    r"|LoG|ICWSM|GECCO|ISMIR|ICMI|IJCNN|ICANN|IEEE(?: [A-Z][A-Za-z&]+){1,6}|ACM(?: [A-Z][A-Za-z&]+){1,6})"
)
YEAR = r"(?:(?:19|20)[0-9]{2}|['’‘`]\s?[0-9]{2}(?![0-9])|(?<=[A-Za-z-])[0-9]{2}(?![0-9]))"
TRACK = (
    r"(?:Findings|[Ww]orkshops?|Demo|Main|Long|Short|Industry|Datasets? (?:and|&) Benchmarks(?: Track)?|D&B"
    r"|Oral|Spotlight|Poster|Best Paper)"
)
TRACKS = re.compile(rf"\(?{TRACK}(?: [Pp]aper)?\)?")
VENUE = re.compile(
    rf"(?<![A-Za-z])(?:(?P<first>(?:19|20)[0-9]{{2}})\s+)?(?P<before>Findings of (?:the )?|Findings[ :]+)?"
    rf"(?P<series>{SERIES})(?P<track>(?:[ :,-]+{TRACK})*)"
    rf"(?P<sep>[\s,:@.-]{{0,3}})(?:\(?(?P<year>{YEAR})\)?)?(?P<after>(?:[ :,-]*\(?{TRACK}\)?)*)(?![A-Za-z])"
)
# Of a name that isn't in the table above: a short one, and its year
UNKNOWN = re.compile(
    r"(?P<series>[A-Z][\w&/.'’-]*(?: (?:[A-Z&][\w&/.'’-]*|of|on|and|for|in|the)){0,9}),?"
    r"\s+(?P<year>(?:19|20)[0-9]{2})\.?"
)
NAMES_ONE = re.compile(
    r"[A-Z]{2}|(?:[A-Za-z]{1,6}\.){2}"
    r"|\b(?:Journal|Conference|Proceedings|Transactions|Workshop|Symposium|Letters|Review)\b"
)
PERIODICAL = re.compile(r"\b(?:Journal|Letters|Proceedings|Transactions)\b")
FIRST_YEAR, LAST_YEAR = 1900, 2099  # of numbers that may be years
KEPT_TRACK = re.compile(r"Findings|Workshops?|Demo|Datasets? (?:and|&) Benchmarks", re.IGNORECASE)
PREPRINT = re.compile(
    r"\b(?:arxiv|corr|preprint|biorxiv|openreview|under review|tech(?:nical)? report)\b", re.IGNORECASE
)
# Of a paper at arXiv; no date, even where it begins like one: "2012.05120"
ARXIV_NUMBER = re.compile(r"(?<![0-9.])[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?(?![0-9])")
YEAR_POINT_MONTH = re.compile(
    r"(?<![0-9.])((?:19|20)[0-9]{2})\s?[.,/-]\s?([01]?[0-9])(?:[./-]([0-3]?[0-9]))?(?![0-9])"
)
SHORT_YEAR = re.compile(r"\b(?:arxiv|preprint)\s?['’]([0-9]{2})(?![0-9])", re.IGNORECASE)
MONTH_YEAR = re.compile(r"(?<![0-9])(?<![0-9]/)([01]?[0-9])/((?:19|20)[0-9]{2})(?![0-9])")
DATE_WORDS = re.compile(
    r"(?:[\s,.()\[\]/'’:|-]|[0-9]{1,4}(?:st|nd|rd|th)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*|arxiv|preprint|submitted|on|v[0-9])*+",
    re.IGNORECASE,
)


class Occasion(NamedTuple):
    """Where and when a paper appeared; `rest` is the text without that."""

    venue: str | None = None
    year: PartialDate | None = None
    date: PartialDate | None = None
    rest: str = ""


def occasion(text: str) -> Occasion:
    """Read the venue of a text, its year, and a date that is more than a year or stands alone."""
    match = next(
        (m for m in VENUE.finditer(text) if m["year"] or m["first"] or m["before"] or _stands_alone(m, text)),
        None,
    )
    if match is None:
        date, rest = _date(text)
        return Occasion(date=date, rest=rest)
    year = _year(match["year"] or match["first"])
    tracks = f"{match['before'] or ''} {match['track'] or ''} {match['after'] or ''}"
    track = KEPT_TRACK.search(tracks)
    name = " ".join(match["series"].split())
    words = [name, track.group() if track else "", str(year or "")]
    date, rest = _date(f"{text[: match.start()]} {text[match.end() :]}")
    return Occasion(" ".join(filter(None, words)), year, date, rest)


def unknown_venue(text: str) -> Occasion | None:
    """Read a text that is nothing but a name with a word or the capitals of a venue, and a year."""
    match = UNKNOWN.fullmatch(text.strip(" .,;()[]"))
    if not match or not NAMES_ONE.search(match["series"]) or PREPRINT.search(match["series"]):
        return None
    year = _year(match["year"])
    return Occasion(f"{match['series'].rstrip(',')} {match['year']}", year)


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Tell a venue without a year: nothing but punctuation is around it."""
    return not re.search(r"\w", PREPRINT.sub("", text[: match.start()] + text[match.end() :]))


def _year(text: str | None) -> PartialDate | None:
    if not text:
        return None
    digits = re.sub(r"[^0-9]", "", text)
    if len(digits) == len("23"):
        digits = ("19" if digits > "50" else "20") + digits
    return partial_date(digits)


def _date(text: str) -> tuple[PartialDate | None, str]:
    """Read the date that a text is, beside the name of a preprint server, and return the rest."""
    text = ARXIV_NUMBER.sub("", text)
    if not re.search(r"[0-9]", text):
        return None, text
    for pattern, order in ((YEAR_POINT_MONTH, (1, 2, 3)), (MONTH_YEAR, (2, 1))):
        if (match := pattern.search(text)) and 1 <= int(match[order[1]]) <= 12:  # noqa: PLR2004 - months
            numbers = [match[group] for group in order if match[group]]
            rest = text[: match.start()] + text[match.end() :]
            return partial_date(*numbers), "" if DATE_WORDS.fullmatch(rest) else rest
    if short := SHORT_YEAR.search(text):
        return _year(short[1]), text[: short.start()] + text[short.end() :]
    if DATE_WORDS.fullmatch(text):
        date = written_date(text.strip(" ,.()[]/:|-"))
        return (date, "") if date and FIRST_YEAR <= date.year <= LAST_YEAR else (None, text)
    return None, text
