"""The sieve before the reading: what it lets fall tells of nothing, and most of the world's news falls."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from routes.articles import read_folder
from routes.gazetteer.index import GazetteerIndex
from routes.gazetteer.parse import parse_gazetteer
from routes.model import Article
from routes.reading import Knowledge, read
from routes.reading.sift import may_tell

ROOT = Path(__file__).parent.parent


@cache
def knowledge() -> Knowledge:
    places, _ = parse_gazetteer((ROOT / "gazetteer.yaml").read_bytes(), "gazetteer.yaml")
    return Knowledge(index=GazetteerIndex.build(places))


def told(body: str, lang: str = "en") -> bool:
    return may_tell(Article(path="a.txt", title="A", body=body, lang=lang), knowledge())


@pytest.mark.parametrize("folder", ["articles", "tests/outlets"])
def test_no_article_that_tells_something_falls_through(folder: str) -> None:
    articles, _ = read_folder(ROOT / folder, folder)
    fallen = [one for one in articles if not may_tell(one, knowledge())]
    assert not [one.path for one in fallen if (found := read(one, knowledge())).reports or found.events]


def test_a_caravan_that_arrives_somewhere_stays() -> None:
    assert told("On Friday the caravan arrived in Tapachula.")
    assert told("La caravana llegó el viernes a Tapachula.", "es")


@pytest.mark.parametrize(
    "body",
    [
        "The central bank left its interest rate as it was, analysts in Guatemala said.",
        "Rain is expected to reach Veracruz on Friday.",
        "A museum in Tijuana shows birds, some of them for the first time; most arrived in crates.",
        "The caravan slept well, and so did the dogs.",
        "Caravan prices in Tijuana: a survey.",
    ],
    ids=["no group", "no group, rain", "a part of none", "no place", "no motion"],
)
def test_without_a_group_a_motion_or_a_place_an_article_falls_through(body: str) -> None:
    assert not told(body)
