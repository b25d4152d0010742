"""The date grammar against sentences that people read first: tests/dates/*.yaml."""

from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from routes.model import DateSpan
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
