"""The text of one file to an `Article`: front matter, title, day of publication, language, furniture.

---
title: A caravan leaves San Pedro Sula
published: 2018-10-13
---
The body begins here, with character 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from routes.articles.dateline import dateline, is_date_line
from routes.articles.furniture import furniture
from routes.articles.languages import detect_language
from routes.articles.lines import body_lines
from routes.files import Tree, load_yaml
from routes.model import Article, Problem, PublishedFrom, Span

__all__ = ["parse_article"]

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?P<yaml>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_UNCLOSED = re.compile(r"\ufeff?---[ \t]*\n\s*[A-Za-z_]+:")
_PAIR = re.compile(r"(?P<key>[A-Za-z_]\w*):[ \t]+(?P<value>\S.*)")
_NOTHING = frozenset({"", "unknown", "none", "null", "n/a", "-", "desconocido", "desconocida"})
_TITLE_LENGTH = 120
# No newspaper is older, and a later year is a slip; near the ends of the calendar no "last week" can be reckoned.
_YEARS = range(1500, 3000)
# A title stands near the top or nowhere.
_HEAD_LINES = 50
# UTF-8 that was read as Windows-1252 and saved so: "TecÃºn", "donâ€™t".
_MOJIBAKE = re.compile(
    r"Ã[\u0080-\u00bf\u0192\u2018-\u2022\u0152\u0153\u0160\u0161\u017d\u017e\u0178]|â€[™œ“”˜¦\u009d]"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """The front matter: its text values by key, and the line that each stands on."""

    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def text(self, key: str) -> str | None:
        """The value; None where there is none or it says that nobody knows."""
        value = self.values.get(key, "").strip()
        return None if value.lower() in _NOTHING else value


def parse_article(text: str, path: str) -> tuple[Article, tuple[Problem, ...]]:
    """The article in `text`, and what is wrong with it; `path` is its name, with `/` between the parts.

    The body is what follows the front matter, character for character; only a carriage return or a NUL becomes a
    blank or a newline, so that every offset stays true. A mistake in the front matter never costs the body.
    """
    clean = text.replace("\r\n", " \n").replace("\r", "\n").replace("\0", " ")
    match = _FRONT_MATTER.match(clean)
    facts, problems = _facts(match["yaml"], path) if match else (_Facts(), _unclosed(clean, path))
    body = clean[match.end() :] if match else clean.removeprefix("\ufeff")
    lang, lang_problems = _language(facts, body, path)
    title = facts.text("title")
    spans = furniture(body)
    published, published_from, date_problems = _published(facts, body, lang, spans, path)
    url, url_problems = _url(facts, path)
    article = Article(
        path=path,
        title=title or _first_line(body, spans) or path.rpartition("/")[2],
        body=body,
        url=url,
        publisher=facts.text("publisher"),
        published=published,
        published_from=published_from,
        lang=lang,
        furniture=spans,
    )
    return article, (*problems, *lang_problems, *date_problems, *url_problems, *_text_problems(text, path))


def _facts(yaml: str, path: str) -> tuple[_Facts, tuple[Problem, ...]]:
    """The front matter's values. Where it is no YAML its lines are taken as `key: value`, and that is said."""
    tree, problems = load_yaml("\n" + yaml, path)  # the first line is the `---` above
    if tree is not None and isinstance(tree.value, dict):
        return _values(tree), problems
    if tree is not None and tree.value is None:
        return _Facts(), problems
    pairs = [(number, match) for number, line in enumerate(yaml.split("\n"), 2) if (match := _PAIR.fullmatch(line))]
    values = {match["key"]: match["value"].strip().strip("\"'") for _, match in pairs}
    what = "the front matter is no list of `key: value`"
    wrong = problems or (Problem(file=path, line=2, what=what, mend="write `title: ...`, `published: 2018-10-13`"),)
    return _Facts(values=values, lines={match["key"]: number for number, match in pairs}), wrong


def _values(tree: Tree) -> _Facts:
    values = {key: str(value) for key, value in tree.value.items() if isinstance(value, str | int | float)}
    return _Facts(values=values, lines={key: tree.at((key,)).line for key in values})


def _unclosed(text: str, path: str) -> tuple[Problem, ...]:
    if not _UNCLOSED.match(text):
        return ()
    what = "the front matter is not closed, so it was taken for the article"
    return (Problem(file=path, line=1, what=what, mend="put a line `---` after it"),)


def _language(facts: _Facts, body: str, path: str) -> tuple[str, tuple[Problem, ...]]:
    given = facts.text("lang")
    if given is None:
        return detect_language(body), ()
    code = re.split(r"[-_]", given.lower())[0]
    if re.fullmatch(r"[a-z]{2}", code):
        return code, ()
    detected = detect_language(body)
    what = f"lang: {given} is no language code; taken as {detected}"
    return detected, (_fact_problem(facts, "lang", path, what, "write `lang: en` or `lang: es`"),)


def _published(
    facts: _Facts, body: str, lang: str, spans: tuple[Span, ...], path: str
) -> tuple[date | None, PublishedFrom | None, tuple[Problem, ...]]:
    given = facts.text("published")
    problems: tuple[Problem, ...] = ()
    if given is not None:
        day = _iso_day(given)
        if day and day.year in _YEARS:
            return day, "front-matter", ()
        why = f"in no year from {_YEARS[0]} to {_YEARS[-1]}" if day else "not a day"
        mend = "write it as year-month-day, `published: 2018-10-13`, or `unknown`"
        problems = (_fact_problem(facts, "published", path, f"published: {given} is {why}", mend),)
    day = dateline(body, lang, spans, facts.text("title") or "")
    return day, "dateline" if day else None, problems


def _iso_day(text: str) -> date | None:
    """`2018-10-13`, also with a time after it; None for a month or year alone, and all else."""
    match = re.fullmatch(r"(\d{4}-\d\d-\d\d)(?:[T ]\d\d:\d\d.*)?", text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:  # 30 February
        return None


def _url(facts: _Facts, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    given = facts.text("url")
    if given is None or re.match(r"https?://[^\s/]+", given, re.IGNORECASE):
        return given, ()
    what = f"url: {given[:80]} is no web address"
    return None, (_fact_problem(facts, "url", path, what, "write it with https://, or leave it out"),)


def _fact_problem(facts: _Facts, key: str, path: str, what: str, mend: str) -> Problem:
    return Problem(file=path, line=facts.lines.get(key), what=what, mend=mend, severity="warning")


def _first_line(body: str, spans: tuple[Span, ...]) -> str:
    """The first line that is no furniture and no date, without a heading's mark; cut where it is a paragraph."""
    own = (
        line.text
        for line in islice(body_lines(body), _HEAD_LINES)
        if not any(span.start <= line.start < span.end for span in spans) and not is_date_line(line.text)
    )
    title = next(own, "").strip("#*_ ")
    return title if len(title) <= _TITLE_LENGTH else title[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"


def _text_problems(text: str, path: str) -> tuple[Problem, ...]:
    """Warnings about characters that no article has."""
    checks = (
        (re.search("\0", text), "holds NUL bytes, read as blanks", "save it again as plain text"),
        (match := _MOJIBAKE.search(text), f"was decoded wrongly: {_word_at(text, match)}", "save the page as UTF-8"),
    )
    return tuple(
        Problem(file=path, line=line, column=column, what=what, mend=mend, severity="warning")
        for found, what, mend in checks
        if found
        for line, column in (_address(text, found.start()),)
    )


def _word_at(text: str, match: re.Match[str] | None) -> str:
    """The word around the match, in quotes."""
    if match is None:
        return ""
    before = re.search(r"\S{0,20}\Z", text[: match.start()])
    after = re.match(r"\S{0,20}", text[match.start() :])
    return f'"{before[0] if before else ""}{after[0] if after else ""}"'


def _address(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
