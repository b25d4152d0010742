"""How well places are found in news of the whole world: precision, recall and F1 on three corpora, from raw text.

    ROUTES_CORPORA=folder python -m benchmarks geoparsing

The folder holds `TR-News.xml`, `lgl.xml` and `GeoVirus.xml` as they come with "A Pragmatic Guide to Geoparsing
Evaluation" (Gritta, Pilehvar, Collier); none of their text is part of routes. A mention is right where it overlaps one
of the corpus and its place lies within 161 km of that one's; each counts once. Mentions to which a corpus gives no
position count neither way. Two of the corpora take "Turkish" for a mention of Turkey, which to routes is evidence and
no mention: a second figure counts the demonyms of the language's table as mentions of their countries.

Rules were weighed on the articles of even number only, the "first half"; the other was not looked at.
"""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.project import ROOT
from benchmarks.table import show
from routes.gazetteer.world import world_places
from routes.load import load
from routes.model import Article, Mention, Position, Span
from routes.project import open_project
from routes.reading import Knowledge
from routes.reading.home import home_of
from routes.reading.mentions import read_mentions
from routes.reading.sentences import split_sentences
from routes.reading.text import Text

__all__ = ["Marked", "Score", "corpora", "main", "score"]

VARIABLE = "ROUTES_CORPORA"
NEAR_KM = 161.0
_FILES = {"TR-News": "TR-News.xml", "LGL": "lgl.xml", "GeoVirus": "GeoVirus.xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A mention and where it lies; None where that is not told."""

    span: Span
    position: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An article with the mentions that people marked in it."""

    article: Article
    gold: tuple[Located, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many mentions the corpus has, how many were said, and how many of those are right."""

    gold: int
    said: int
    right: int

    @property
    def figures(self) -> tuple[float, float, float]:
        """Precision, recall and F1; 0 where there is nothing to count."""
        precision, recall = self.right / max(self.said, 1), self.right / max(self.gold, 1)
        return precision, recall, 2 * precision * recall / (precision + recall or 1)


Read = Callable[[Article], Sequence[Located]]


def main(quick: bool) -> None:
    """Prints the table; a tenth of the articles where it has to be quick."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        print(f"Geoparsing: skipped; {VARIABLE} names no folder with {', '.join(_FILES.values())}\n", flush=True)
        return
    knowledge = worldwide()
    readers = {"": lambda article: _mentions(article, knowledge), ", demonyms too": lambda a: _all(a, knowledge)}
    rows = [
        (f"{name}, {half}{also}", str(found.gold), *(f"{figure:.3f}" for figure in found.figures))
        for name, marked in corpora(Path(folder)).items()
        for half, part in (("first half", marked[::2]), ("second half", marked[1::2]), ("all", marked))
        for also, read in readers.items()
        for found in [score(part[:: 10 if quick else 1], read)]
    ]
    show(f"Geoparsing, within {NEAR_KM:.0f} km", ("", "mentions", "precision", "recall", "F1"), rows)


def worldwide() -> Knowledge:
    """The example's lists and the wide list behind them."""
    project = open_project(ROOT)[0]
    return load(replace(project, settings=replace(project.settings, world=True)))[0].knowledge()


def score(marked: Sequence[Marked], read: Read) -> Score:
    """What a reader of articles finds of what people marked."""
    gold = said = right = 0
    for one in marked:
        counted = [g for g in one.gold if g.position is not None]
        loose = [g for g in one.gold if g.position is None]
        found = [f for f in read(one.article) if f.position is not None and not any(_meet(f, g) for g in loose)]
        gold, said, right = gold + len(counted), said + len(found), right + _right(found, counted)
    return Score(gold=gold, said=said, right=right)


def _right(found: Sequence[Located], gold: Sequence[Located]) -> int:
    """How many of what was found overlap a mention, each its own, and lie near it."""
    left = list(gold)
    count = 0
    for one in found:
        match = next((g for g in left if _meet(one, g)), None)
        if match is not None:
            left.remove(match)
            count += _km(one, match) <= NEAR_KM
    return count


def _meet(one: Located, other: Located) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _km(one: Located, other: Located) -> float:
    return one.position.km_to(other.position) if one.position and other.position else float("inf")


# --- the reader ----------------------------------------------------------------------------------


def _text(article: Article, knowledge: Knowledge) -> Text:
    lang = knowledge.language(article.lang)
    return Text.of(article.body, lang, split_sentences(article.body, lang, article.furniture))


def _mentions(article: Article, knowledge: Knowledge) -> list[Located]:
    found = mentions_of(article, knowledge)
    return [Located(span=m.span, position=m.place.position) for m in found if m.place is not None]


def mentions_of(article: Article, knowledge: Knowledge) -> Sequence[Mention]:
    """What reading finds in an article, by its own way from text to mentions."""
    text = _text(article, knowledge)
    return read_mentions(text, knowledge.index, home=home_of(article, knowledge.index, text.lang))


def _all(article: Article, knowledge: Knowledge) -> list[Located]:
    """The mentions, and the words for people as mentions of their countries."""
    text, mentions = _text(article, knowledge), _mentions(article, knowledge)
    taken = {at for m in mentions for at in range(m.span.start, m.span.end)}
    countries = {p.country: p for p in world_places() if p.kind == "country"}
    for word in re.finditer(r"\w+", text.folded):
        country = countries.get(text.lang.demonyms.get(word[0]))
        if country is not None and word.start() not in taken:
            mentions.append(Located(span=Span(start=word.start(), end=word.end()), position=country.position))
    return mentions


# --- the corpora ---------------------------------------------------------------------------------


def corpora(folder: Path) -> dict[str, tuple[Marked, ...]]:
    """The corpora of the folder by name; those that it does not have are left out."""
    return {name: tuple(_articles(folder / file)) for name, file in _FILES.items() if (folder / file).is_file()}


def _articles(file: Path) -> Iterator[Marked]:
    for number, element in enumerate(ET.parse(file).getroot().iter("article")):  # noqa: S314 - the user's own file
        yield Marked(
            article=Article(
                path=f"{file.name}#{number}",
                title=(element.findtext("title") or "").strip(),
                body=element.findtext("text") or "",
                url=_address(element),
            ),
            gold=tuple(
                _located(one, element.findtext("text") or "")
                for tag in ("toponym", "location")
                for one in element.iter(tag)
            ),
        )


def _address(element: ET.Element) -> str | None:
    domain = (element.findtext("domain") or "").strip()
    return f"https://{domain}/" if domain else (element.findtext("source") or "").strip() or None


def _located(element: ET.Element, body: str) -> Located:
    """A mention; where its characters are not those of its name, the name nearest to them."""
    start, end = int(element.findtext("start") or 0), int(element.findtext("end") or 0)
    name = element.findtext("phrase") or (element.findtext("name") if element.tag == "location" else "") or ""
    if name and body[start:end] != name:
        found = [match.start() for match in re.finditer(re.escape(name), body)]
        start = min(found, key=lambda at: abs(at - start), default=start)
        end = start + len(name)
    lat, lon = (next((float(one.text or "") for one in element.iter(tag)), None) for tag in ("lat", "lon"))
    return Located(
        span=Span(start=start, end=end),
        position=None if lat is None or lon is None else Position(lat=lat, lon=lon),
    )
