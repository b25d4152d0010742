"""The date grammar against sentences that people read first: tests/dates/*.yaml."""

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.model import DateSpan
from routes.reading.date_grammar import compile_dates
from routes.reading.dates import Frame, find_dates
from routes.reading.language import language

Reading = tuple[str, str]


class Sentence(NamedTuple):
    text: str
    lang: str
    frame: Frame
    expected: list[Reading]


def sentences(lang: str) -> list[Sentence]:
    rows = yaml.safe_load((Path(__file__).parent / "dates" / f"{lang}.yaml").read_text(encoding="utf-8"))
    return [sentence(lang, *row) for row in rows]


def sentence(
    lang: str,
    text: str,
    published: date | None,
    dates: list[list[str]] | None = None,
    more: dict[str, Any] | None = None,
) -> Sentence:
    more = more or {}
    anchor = DateSpan.parse(str(more["anchor"])) if "anchor" in more else None
    frame = Frame(published=published, anchor=anchor, year=more.get("year"))
    return Sentence(text, lang, frame, [(said, str(value)) for said, value in dates or []])


def read(s: Sentence) -> list[Reading]:
    return [(t.text, str(t.value)) for t in find_dates(s.text, language(s.lang), s.frame)]


ALL = {lang: sentences(lang) for lang in ("en", "es")}


@pytest.mark.parametrize("lang", ALL)
def test_sentences_are_read_as_people_read_them(lang: str) -> None:
    right = found = wanted = 0
    misses = []
    for s in ALL[lang]:
        said = read(s)
        right += len(set(said) & set(s.expected))
        found, wanted = found + len(said), wanted + len(s.expected)
        if said != s.expected:
            misses.append(f"{s.text}\n    expected {s.expected}\n    read     {said}")
    f1 = 2 * right / (found + wanted)
    print(f"{lang}: {len(ALL[lang])} sentences, F1 {f1:.3f}", *misses, sep="\n")
    assert f1 >= 0.97, "\n".join(misses)


@pytest.mark.parametrize("lang", ALL)
def test_no_date_is_read_where_there_is_none(lang: str) -> None:
    assert {s.text: read(s) for s in ALL[lang] if not s.expected and read(s)} == {}


def test_the_table_is_large_and_a_third_of_it_has_no_date() -> None:
    every = [s for table in ALL.values() for s in table]
    assert len(ALL["en"]) >= 100
    assert len(ALL["es"]) >= 50
    assert sum(not s.expected for s in every) * 3 >= len(every)


@settings(deadline=None, max_examples=60)
@given(
    text=st.lists(
        st.sampled_from(
            ["Oct.", "12", "lunes", "Monday", "a", "day", "before", "mañana", "2018", ",", "-", "y", "and", "\n"]
        )
        | st.text(max_size=6),
        max_size=40,
    ).map(" ".join),
    lang=st.sampled_from(sorted(ALL)),
    published=st.none() | st.dates(date(1990, 1, 1), date(2060, 1, 1)),
)
def test_spans_point_at_the_text_in_order(text: str, lang: str, published: date | None) -> None:
    reach = 0
    for timex in find_dates(text, language(lang), Frame(published=published)):
        assert text[timex.span.start : timex.span.end] == timex.text != ""
        assert timex.span.start >= reach
        reach = timex.span.end


@pytest.mark.parametrize(
    "piece", ["a day before ", "12, ", "12-", "Oct. 12, ", "lunes y ", "la mañana ", "on the ", " ", "\n"]
)
@pytest.mark.parametrize("lang", ALL)
def test_time_grows_no_faster_than_the_text(lang: str, piece: str) -> None:
    texts = [piece * (size // len(piece)) for size in (4_000, 32_000)]
    seconds = [min(seconds_for(text, lang) for _ in range(3)) for text in texts]
    assert seconds[1] < 8 * 6 * max(seconds[0], 0.002)


def seconds_for(text: str, lang: str) -> float:
    begin = time.process_time()
    find_dates(text, language(lang), Frame(published=date(2018, 10, 22)))
    return time.process_time() - begin


@pytest.mark.parametrize(
    ("text", "dated_from"),
    [
        ("on Monday", "weekday"),
        ("on Oct. 12", "date"),
        ("on Monday, Oct. 15", "date"),
        ("two days ago", "anchor"),
        ("the following day", "anchor"),
        ("last week", "anchor"),
        ("in October", "date"),
    ],
)
def test_what_a_day_was_reckoned_from(text: str, dated_from: str) -> None:
    (timex,) = find_dates(text, language("en"), Frame(published=date(2018, 10, 22)))
    assert timex.dated_from == dated_from


def test_without_a_day_of_publication_a_full_date_gives_the_year_of_those_after_it() -> None:
    said = find_dates("It left on Oct. 12, 2018. On Oct. 19 it crossed.", language("en"), Frame())
    assert [str(t.value) for t in said] == ["2018-10-12", "2018-10-19"]


FRENCH = {
    "months": {"octobre": 10, "août": 8},
    "weekdays": {"lundi": 0, "mardi": 1},
    "directions": {"dernier": -1, "prochain": 1},
    "offsets": {"hier": -1},
    "counted": "personnes|migrants",
    "patterns": [
        {"kind": "day", "pattern": "{day} {month}(?: {year})?"},
        {"kind": "offset", "pattern": "{offset}"},
        {"kind": "weekday", "pattern": "{weekday}(?: {direction})?"},
    ],
    "direction_words": {
        "ahead": r"\w+ra\b|veulent\b",
        "said": r"a dit\b",
        "past": r"(?:est|sont) \w+\b",
        "openers": ["que"],
        "lead_in": ["le"],
        "until": r"jusqu'à $",
    },
}


def test_another_language_is_a_table() -> None:
    french = replace(language("en"), code="fr", dates=compile_dates(FRENCH))
    text = "Ils sont partis le 12 octobre; hier ils marchaient. Le groupe arrivera mardi. Lundi dernier, 2018 migrants."
    said = find_dates(text, french, Frame(published=date(2018, 10, 22)))
    assert [(t.text, str(t.value)) for t in said] == [
        ("12 octobre", "2018-10-12"),
        ("hier", "2018-10-21"),
        ("mardi", "2018-10-23"),
        ("Lundi dernier", "2018-10-15"),
    ]
