"""Literalness: whether a name stands for the place, or for its government, its law, an institution that bears it."""

from __future__ import annotations

import re
from functools import cache

from routes.folding import fold
from routes.model import Place
from routes.reading.language import Language, Phrases
from routes.reading.text import Text

__all__ = ["is_literal"]


def is_literal(place: Place | None, start: int, end: int, text: Text) -> bool:
    """Whether the name at `start`, `end` stands for the ground itself."""
    names = text.lang.names
    if text.name(start, end) in names["seats"]:
        return text.ends_with(start, names["seat_literal_before"])
    if place is not None and place.feature == "L":
        return not _after_metonym(start, text)
    if place is not None and place.feature not in "AP":
        return True
    return not (
        text.begins_with(_without_possessive(end, text), names["metonym_after"])
        or text.begins_with(end, names["metonym_after"])
        or _after_metonym(start, text)
        or _is_in_organisation(start, end, text)
        or (_can_govern(place) and _is_agent(start, end, text))
        or (place is not None and place.kind == "country" and _is_state(start, end, text))
    )


_POSSESSIVE = re.compile(r"'s?(?=\W)")


def _without_possessive(end: int, text: Text) -> int:
    match = _POSSESSIVE.match(text.plain, end)
    return match.end() if match else end


def _without_article(start: int, text: Text) -> int:
    before = text.plain[max(0, start - 5) : start].lower()
    articles = text.lang.names["articles"]
    return start - max((len(one) + 1 for one in articles if before.endswith(f"{one} ")), default=0)


def _after_metonym(start: int, text: Text) -> bool:
    begin, words = _without_article(start, text), text.lang.names["metonym_before"]
    return text.ends_with(start, words) or (begin != start and text.ends_with(begin, words))


def _can_govern(place: Place | None) -> bool:
    return place is not None and (place.feature == "A" or place.kind == "city")


_CLAUSE_OPENS = re.compile(
    r"(?:^|[.!?;:,\"\n(]\s*|\b(?:and|And|that|as|but|y|Y|que|pero|while) )(?:the |The )?(?:el |la )?\Z"
)
_LIST_OF_GROUND = re.compile(
    r"\b(?:in|from|to|between|through|across|via|near|en|desde|entre|por) "
    r"(?:(?:the |el |los )?[A-ZÁÉÍÓÚÑ][\w.]*,? )+(?:and|or|y|e|o) (?:the |el |los )?\Z"
)


def _is_agent(start: int, end: int, text: Text) -> bool:
    """Whether the name opens a clause and the next word is a verb of governing: "Mexico warned that"."""
    verbs = text.lang.names["metonym_verbs"]
    if not text.begins_with(end, verbs) or _LIST_OF_GROUND.search(text.plain, max(0, start - _WINDOW), start):
        return False
    return start == 0 or _CLAUSE_OPENS.search(text.plain, max(0, start - 12), start) is not None


_WINDOW = 70
"""Characters before and after a name that a rule for states may look at."""


def _is_state(start: int, end: int, text: Text) -> bool:
    """Whether a country acts, is acted upon, or owns what does not lie on the ground: "deported by Mexico"."""
    name, after = text.body[start:end], text.plain[end : end + _WINDOW]
    before = text.plain[max(0, start - _WINDOW) : start]
    return any(
        rule.after.match(after) and rule.form.search(name) and rule.before.search(before)
        for rule in text.lang.state_rules
    )


_CAPITAL_AFTER = re.compile(r" (?!I\b)([A-Z][a-z]\w+)")


@cache
def _of(lang: Language) -> Phrases:
    """What joins the name of an institution to that of a place, with or without an article."""
    return Phrases(
        f"{word} {article}".strip() for word in lang.names["of_words"] for article in ("", *lang.names["articles"])
    )


@cache
def _capital_of(lang: Language) -> re.Pattern[str]:
    words, articles = lang.names["of_words"].pattern, lang.names["articles"].pattern
    return re.compile(rf"([A-Z]\w+) {words} (?:{articles} )?\Z")


def _is_in_organisation(start: int, end: int, text: Text) -> bool:
    """Whether capitalised words that the lexicon does not know make one name with it: "Arizona Republic"."""
    if text.body[start:end].isupper() and len(text.body[start:end].strip(".")) > 3:
        return False
    if text.plain.startswith(" (@", end):
        return True
    after = _CAPITAL_AFTER.match(text.plain, end)
    if after and fold(after.group(1)) not in text.lang.lexicon and not text.lang.date_hint.match(after.group(1)):
        return not text.lang.names["place_words"] & {fold(after.group(1))}
    if not text.ends_with(start, _of(text.lang)):
        return False
    before = _capital_of(text.lang).search(text.plain, max(0, start - 30), start)
    if before is None:
        return False
    word = fold(before.group(1))
    opens = any(s.start == before.start(1) for s in text.sentences) or word in text.lang.lexicon
    return not opens and word not in text.lang.names["place_words"] | text.lang.names["state_before_words"]
