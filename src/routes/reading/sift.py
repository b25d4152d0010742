"""A sieve before the full reading, much faster: articles that can tell of no group on the move fall through."""

from __future__ import annotations

from functools import cache

from routes.folding import fold
from routes.model import Article
from routes.reading.knowledge import Knowledge
from routes.reading.language import Language, Mark

__all__ = ["may_tell"]

_MARKS = str.maketrans(dict.fromkeys(".,;:!?()[]\"'“”‘’«»—–-…/#", " "))
_GROUP: frozenset[Mark] = frozenset(("group",))
_DONE: frozenset[Mark] = frozenset(("motion", "event"))


def may_tell(article: Article, knowledge: Knowledge) -> bool:
    """Whether a full reading can find a report or an event: there are words for a group, of motion, and a place.

    What falls through lacks one of them; what stays need not tell anything.
    """
    lang = knowledge.language(article.lang)
    folded = fold(article.body)
    plain = f" {' '.join(folded.translate(_MARKS).split())} "
    words = set(plain.split())
    has_both = all(_has(plain, words, *_forms(lang, marks)) for marks in (_GROUP, _DONE))
    return has_both and knowledge.index.has_name(folded)


def _has(plain: str, words: set[str], single: frozenset[str], longer: tuple[str, ...]) -> bool:
    return not single.isdisjoint(words) or any(phrase in plain for phrase in longer)


@cache
def _forms(lang: Language, marks: frozenset[Mark]) -> tuple[frozenset[str], tuple[str, ...]]:
    """All that can be one of these: the single words, and phrases of several with a blank at both ends.

    Words for a part ("some", "most") tell of a group only where another word has told of it.
    """
    found = {
        " ".join(phrase)
        for lexicon in (lang.lexicon, lang.event_lexicon)
        for phrases in lexicon.values()
        for phrase, senses in phrases
        if not marks.isdisjoint(senses.marks) and "partly" not in senses.marks
    }
    return frozenset(one for one in found if " " not in one), tuple(sorted(f" {one} " for one in found if " " in one))
