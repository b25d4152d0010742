"""Names that no list has: where they stand in an article, and what there speaks for and against a place.

    "They slept in Villa Inventada, Chiapas."     for: preposition, unit behind
    "In March Irineo Mujica, 46, said"            against: age, speech

How often a name is met says nothing: persons, parties and offices are met oftenest. Nothing here is drawn; an editor
is asked (`routes gazetteer suggest`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from routes.folding import fold
from routes.model import Reading, Span
from routes.reading.evidence import AS_A_PLACE, PERSONAL, RULES, Around, Name
from routes.reading.knowledge import Knowledge
from routes.reading.sentences import Sentence, split_sentences
from routes.reading.text import Text

__all__ = ["AS_A_PLACE", "Seen", "only_bundled", "unlisted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One occurrence of a capitalised name that no list has, its sentence, and the evidence by name.

    `points` is above 0 where more speaks for a place than against it.
    """

    span: Span
    sentence: Span
    text: str
    evidence: tuple[str, ...]
    points: int


def unlisted(reading: Reading, knowledge: Knowledge) -> tuple[Seen, ...]:
    """Every name of the article that is no mention of a known place, in order."""
    text = _text(reading, knowledge)
    around = Around.of(text, reading.mentions)
    names = [name for sentence in text.sentences for name in _names(sentence, around)]
    names.sort(key=lambda name: name.start)
    persons = _surnames(names)
    return tuple(_seen(name, persons) for name in names)


def only_bundled(reading: Reading, knowledge: Knowledge) -> tuple[Seen, ...]:
    """Every town and spot of the article that only a bundled list has, in order."""
    sentences = _text(reading, knowledge).sentences
    starts = [sentence.start for sentence in sentences]
    listed = [m for m in reading.mentions if m.source == "world" and m.place is not None and m.place.feature in "PS"]
    return tuple(
        Seen(
            span=mention.span,
            sentence=sentences[bisect_right(starts, mention.span.start) - 1].span,
            text=" ".join(mention.text.split()),
            evidence=(mention.rule,),
            points=_LISTED,
        )
        for mention in listed
        if mention.literal
    )


_LISTED = 3
"""Points of a name that a list has: as much as the surest sign."""


def _text(reading: Reading, knowledge: Knowledge) -> Text:
    article = reading.article
    lang = knowledge.language(article.lang)
    return Text.of(article.body, lang, split_sentences(article.body, lang, article.furniture))


# --- what stands there -------------------------------------------------------------------------

_WORD = r"[A-Z][\w']*(?:-[A-Z][\w']*)*(?!-?\w)"
_NAME = re.compile(rf"(?<![\w@#/.-]){_WORD}(?: (?:(?:de|del|de la|de las|de los|la|las|los|el) )?{_WORD}){{0,4}}")
_POSSESSIVE = re.compile(r"'s?\Z")
_CONTRACTED = re.compile(r"'(?:m|ve|re|ll|d|t)\b")


def _names(sentence: Sentence, around: Around) -> Iterator[Name]:
    """The names of a sentence: those that reading itself takes for places, and others, none of a headline."""
    for start, end in around.unplaced.items():
        if sentence.start <= start < sentence.end:
            yield Name(start=start, end=end, sentence=sentence, around=around)
    if _is_headline(sentence, around.text):
        return
    for match in _NAME.finditer(around.text.plain, sentence.start, sentence.end):
        start, end = _proper(match.start(), match.end(), around.text)
        if start < end and around.taken.isdisjoint(range(start, end)):
            yield Name(start=start, end=end, sentence=sentence, around=around)


def _proper(start: int, end: int, text: Text) -> tuple[int, int]:
    """The name without a possessive and words before it that only begin a sentence ("In Huixtla"); empty for "I'm"."""
    if _CONTRACTED.search(text.plain[start:end]):
        return end, end
    possessive = _POSSESSIVE.search(text.plain, start, end)
    end = possessive.start() if possessive else end
    for word in re.finditer(r"\S+", text.plain[start:end]):
        if not _only_opens(word[0], text):
            return start + word.start(), end
    return end, end


def _only_opens(word: str, text: Text) -> bool:
    folded = fold(word).strip()
    senses = [found for words, found in text.lang.lexicon.get(folded, ()) if len(words) == 1]
    return bool(text.lang.date_hint.fullmatch(word)) or any(not found.marks & _IN_NAMES for found in senses)


_IN_NAMES = {"generic", "modifier"}
"""Words of the lexicon with which a name may begin: "Ciudad Hidalgo", "Nueva Concepción"."""


def _is_headline(sentence: Sentence, text: Text) -> bool:
    """Whether nearly all words behind the first have a capital; those of a dateline, all in capitals, do not count."""
    words = re.findall(r"[^\W\d_]{4,}", text.plain[sentence.start : sentence.end])
    told = [word for word in words[1:] if not word.isupper()]
    return len(told) >= _HEADLINE and sum(word[0].isupper() for word in told) > _MOSTLY * len(told)


_HEADLINE = 5
_MOSTLY = 0.8


# --- points ------------------------------------------------------------------------------------

_SURNAME = ("surname", -4)


def _seen(name: Name, persons: frozenset[str]) -> Seen:
    found = [(rule, points) for rule, points, holds in RULES if holds(name)]
    if persons.intersection(name.words[-1:]) and not any(rule in _SURE for rule, _ in found):
        found.append(_SURNAME)
    return Seen(
        span=Span(start=name.start, end=name.end),
        sentence=name.sentence.span,
        text=" ".join(name.written.split()),
        evidence=tuple(rule for rule, _ in found),
        points=sum(points for _, points in found),
    )


_SURE = {AS_A_PLACE, "noun before", "noun within"}


def _surnames(names: Iterable[Name]) -> frozenset[str]:
    """The last words of names that are persons' in this article."""
    personal = [rule for rule in RULES if rule[0] in PERSONAL]
    return frozenset(name.words[-1] for name in names if name.words and any(holds(name) for _, _, holds in personal))
