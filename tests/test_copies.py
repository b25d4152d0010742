"""A dispatch in several papers is one source in a corpus too: the same routes, sources and outlets as in a build."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from projects import project
from routes.assembly import Gist
from routes.assembly.dispatches import dispatches
from routes.assembly.sketches import packed, sketch
from routes.corpus.copies import Families, dispatched, families, shares
from routes.corpus.tables import Row
from routes.model import Article

# --- the same as a build -----------------------------------------------------------------------

ARRIVED = (
    "The first caravan arrived in Tapachula, Mexico, on Sunday, after two days on the road. It had spent Saturday "
    "night in Ciudad Hidalgo. The mayor opened the park for them, and neighbours from the whole town brought water "
    "and bread until late at night. A man of thirty said that he had walked with his sister since the first day."
)
BRIDGE = (
    "Police and migrants clashed on the Rodolfo Robles bridge on Friday, as the first caravan crossed into Mexico. "
    "Some jumped into the river, others were let through a few at a time. The first caravan arrived in "
    "Villa Inventada, Mexico, in the evening, where a priest rang the bells and opened the doors of his church."
)
OWN = "On Sunday the first caravan reached Tapachula, Mexico. The shelter of the town had no bed left for anybody."
NEWS = (
    ("Wire A", "2018-10-22", ARRIVED),
    ("Wire B", "2018-10-20", BRIDGE),
    ("Late A", "2018-10-29", ARRIVED),  # whose Sunday is another one
    ("Edited B", "2018-10-21", BRIDGE.replace("a few at a time", "in small groups")),
    ("Own words", "2018-10-22", OWN),
    ("Cut A", "2018-10-23", ARRIVED.replace(" It had spent Saturday night in Ciudad Hidalgo.", "")),
    ("More A", "2018-10-25", f"{ARRIVED} On Wednesday the first caravan reached Huixtla, Mexico."),
    ("Again B", "2018-10-24", BRIDGE),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose articles are lines of one file."""
    made = project(tmp_path_factory.mktemp("copies") / "project", [])
    lines = [
        json.dumps({"publisher": paper, "published": day, "lang": "en", "text": text}) for paper, day, text in NEWS
    ]
    (made / "articles" / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return made


def routes(*words: str) -> None:
    subprocess.run([sys.executable, "-m", "routes", *words], check=True, capture_output=True)


def told(maps: Path, papers: Mapping[str, str]) -> list[tuple[Any, ...]]:
    """Every stop, leg and event with its sources: which paper's, with which quote and other outlets."""
    features = json.loads((maps / "routes.geojson").read_text(encoding="utf-8"))["features"]
    for feature in features:
        for source in feature["properties"]["sources"]:
            source["article"] = papers[source["article"].rpartition("/")[2]]
    return [feature["properties"] for feature in features]


def test_a_corpus_with_copies_has_the_routes_and_outlets_of_a_build(folder: Path, tmp_path: Path) -> None:
    file = folder / "articles" / "news.jsonl"
    papers = [paper for paper, _, _ in NEWS]
    starts = accumulate((len(line) + 1 for line in file.read_bytes().split(b"\n")), initial=0)
    routes("build", "--offline", str(folder))
    routes("corpus", str(file), "--out", str(tmp_path), "--project", str(folder), "--jobs", "2", "--part-size", "0.01")
    built = told(folder / "maps", {f"news.jsonl#{number}": paper for number, paper in enumerate(papers, start=1)})
    found = told(tmp_path / "maps", {f"news.jsonl@{at}": paper for at, paper in zip(starts, papers, strict=False)})
    assert found == built
    outlets = {one["article"]: one.get("outlets") for feature in found for one in feature["sources"]}
    assert outlets == {
        "Wire A": ["Cut A", "More A", "Late A"],
        "Wire B": ["Edited B", "Again B"],
        "Cut A": None,  # where it is another town of which the mayor opened the park
        "More A": None,
        "Own words": None,
    }


# --- share by share ----------------------------------------------------------------------------


def texts() -> list[Article]:
    """Forty texts of made-up words, and of each of some three copies that lost more and more of it."""
    chance = random.Random(7)  # noqa: S311 - no secret
    words = [f"w{number}" for number in range(5000)]
    made = [[chance.choice(words) for _ in range(120)] for _ in range(40)]
    made += [one[: 120 - cut] for number, one in enumerate(made) if number % 3 == 0 for cut in (5, 30, 70)]
    return [
        Article(path=f"a{number}", title="", body=" ".join(one), published=date(2018, 10, 1 + number % 9))
        for number, one in enumerate(made)
    ]


def row(article: Article) -> Row:
    told = {"article": article.path, "title": "", "publisher": None, "url": None, "published": article.published}
    return {**told, "lang": "en", "sketch": packed(sketch(article))}


@pytest.mark.parametrize("count", [1, 100_000, 1_000_000])
def test_the_dispatches_are_the_same_however_many_shares_look_for_them(count: int) -> None:
    articles = texts()
    rows = list(map(row, articles))
    found = Families()
    for share in reversed(shares(count)):
        for family in families(rows, share):
            found.join(family)
    groups = dispatches([Gist(article=one, sketch=sketch(one)) for one in articles])
    expected = {tuple(articles[number].path for number in group) for group in groups}
    assert len(expected) > 10
    assert {tuple(one.path for one in group) for group in dispatched(found, rows)} == expected


def test_every_band_falls_to_one_share() -> None:
    (whole,) = shares(1)
    for one in texts()[:5]:
        sketched = packed(sketch(one))
        parts: Sequence[bytes] = [band for share in shares(1_000_000) for band in share.bands(sketched)]
        assert sorted(parts) == sorted(whole.bands(sketched))
        assert len(parts) == len(set(parts))
