"""Names that no list has: where they stand in an article, and what there speaks for and against a place.

    "They slept in Villa Inventada, Chiapas."     for: preposition, unit behind
    "In March Irineo Mujica, 46, said"            against: age, speech

How often a name is met says nothing: persons, parties and offices are met oftenest. Nothing here is drawn; an editor
is asked (`routes gazetteer suggest`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from routes.folding import fold
from routes.model import Mention, Reading, Span
from routes.reading.knowledge import Knowledge
from routes.reading.language import language, languages
from routes.reading.recognition import Text, names_after_prepositions
from routes.reading.sentences import Sentence, split_sentences

__all__ = ["Seen", "only_bundled", "unlisted"]


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
    around = _Around.of(text, reading.mentions)
    names = [name for sentence in text.sentences for name in _names(sentence, around)]
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
_CONTRACTED = re.compile(r"'(?:m|ve|re|ll|d|t)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Around:
    """A text and what reading found in it.

    `placed` are the characters of known places, `mentions` these by where they begin; `unplaced` gives the end of each
    name that reading takes for a place of no list, `governed` where names begin behind a preposition or verb of place.
    """

    text: Text
    placed: frozenset[int]
    unplaced: dict[int, int]
    mentions: dict[int, Mention]
    governed: frozenset[int]
    phrases: dict[str, frozenset[str]]

    @classmethod
    def of(cls, text: Text, mentions: Sequence[Mention]) -> _Around:
        known = [m for m in mentions if m.place is not None]
        return cls(
            text=text,
            placed=frozenset(at for m in known for at in range(m.span.start, m.span.end)),
            unplaced={m.span.start: m.span.end for m in mentions if m.place is None},
            mentions={m.span.start: m for m in known},
            governed=frozenset(start for start, _ in names_after_prepositions(text)),
            phrases=_phrases(text),
        )


def _phrases(text: Text) -> dict[str, frozenset[str]]:
    """Prepositions of place that are sure, those that are much besides, and nouns for a settlement or a spot."""
    found: dict[str, set[str]] = {kind: set() for kind in ("sure", "loose", "any", "generic", "speech")}
    loose = text.lang.names["loose_prepositions"]
    for phrases in text.lang.lexicon.values():
        for words, senses in phrases:
            phrase = " ".join(words)
            if any(senses_of in senses.marks for senses_of in _PLACING):
                found["loose" if phrase in loose or len(phrase) == 1 else "sure"].add(phrase)
            if "preposition" in senses.marks:
                found["any"].add(phrase)
            if senses.marks & _SETTLED:
                found["generic"].add(phrase)
            if "speech" in senses.marks:
                found["speech"].add(phrase)
    return {kind: frozenset(phrases) for kind, phrases in found.items()}


_PLACING = tuple(("preposition", role) for role in ("at", "to", "near", "toward", "through"))
_SETTLED = {("generic", "city"), ("generic", "spot")}


@dataclass(frozen=True, kw_only=True)
class _Name:
    """One name where it stands, with what its rules ask for."""

    start: int
    end: int
    sentence: Sentence
    around: _Around

    @property
    def text(self) -> Text:
        return self.around.text

    @cached_property
    def written(self) -> str:
        return self.text.body[self.start : self.end]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.folded[self.start : self.end].split())

    @cached_property
    def before(self) -> str:
        """The plain text of the sentence before the name."""
        return self.text.plain[max(self.sentence.start, self.start - 40) : self.start]

    @cached_property
    def after(self) -> str:
        """The plain text of the sentence behind the name."""
        return self.text.plain[self.end : min(self.sentence.end, self.end + 40)]

    def follows(self, phrases: frozenset[str]) -> bool:
        return self.start > self.sentence.start and self.text.ends_with(self.start, phrases)


def _names(sentence: Sentence, around: _Around) -> Iterator[_Name]:
    """The names of a sentence; none of a headline, where every word has a capital."""
    if _is_headline(sentence, around.text):
        return
    for match in _NAME.finditer(around.text.plain, sentence.start, sentence.end):
        start, end = _proper(match.start(), match.end(), around.text)
        if (
            start < end
            and not _CONTRACTED.search(around.text.plain[start:end])
            and around.placed.isdisjoint(range(start, end))
        ):
            yield _Name(start=start, end=end, sentence=sentence, around=around)


def _proper(start: int, end: int, text: Text) -> tuple[int, int]:
    """The name without a possessive, and without words before it that only begin a sentence ("In Huixtla")."""
    end -= len(re.search(r"(?:'s?)?\Z", text.plain[start:end])[0])  # type: ignore[index]
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


# --- evidence ----------------------------------------------------------------------------------


def _is_unplaced(name: _Name) -> bool:
    """Reading itself takes it for a place: "the town of X", "in X, State"."""
    return name.around.unplaced.get(name.start) == name.end


def _after_noun(name: _Name) -> bool:
    names = name.text.lang.names
    of = names["unknown_before"] | names["city_before"] | names["state_before"]
    return name.follows(of) or name.follows(name.around.phrases["generic"])


def _before_unit(name: _Name) -> bool:
    match = re.match(r", | \(", name.after)
    behind = name.around.mentions.get(name.end + match.end()) if match else None
    opens = name.start == name.sentence.start and len(name.words) == 1
    return behind is not None and behind.place is not None and behind.place.feature == "A" and not opens


def _after_sure_preposition(name: _Name) -> bool:
    return name.follows(name.around.phrases["sure"])


def _after_motion(name: _Name) -> bool:
    """ "reached X", "llegaron a X"."""
    return name.start in name.around.governed and not _after_sure_preposition(name)


def _after_loose_preposition(name: _Name) -> bool:
    return name.follows(name.around.phrases["loose"])


def _in_list(name: _Name) -> bool:
    """It stands in one list with a town: "Fresnillo, Jerez and X"."""
    match = re.search(r"(?:, | (?:and|y|e) |, (?:and|y|e) )\Z", name.before)
    end = name.start - len(match[0]) if match else -1
    return any(m.span.end == end and m.place and m.place.feature == "P" for m in name.around.mentions.values())


def _with_noun(name: _Name) -> bool:
    """ "Ciudad X", "X River"."""
    generic = name.around.phrases["generic"]
    return len(name.words) > 1 and (name.words[0] in generic or name.words[-1] in generic)


def _before_noun(name: _Name) -> bool:
    """ "X river", "X station"."""
    return name.text.begins_with(name.end, name.text.lang.names["spots_after"])


def _has_title(name: _Name) -> bool:
    titles = name.text.lang.names["titles"]
    return (
        name.follows(titles) or bool(titles.intersection(name.words)) or bool(re.search(r"\b[A-Z]\. \Z", name.before))
    )


def _speaks(name: _Name) -> bool:
    """ "X said", "X, who said", "according to X"; in "officials in X said" somebody else does."""
    speech = name.around.phrases["speech"] | name.text.lang.names["speaks"]
    if name.follows(speech):
        return True
    behind = fold(name.after).split()[:1]
    return bool(speech.intersection(behind)) and not name.follows(name.around.phrases["any"])


_AGE = re.compile(r", (?:de )?\d\d(?:[,.;)]| years| anos)")


def _has_age(name: _Name) -> bool:
    return _AGE.match(name.after) is not None


_SHORT = 5


def _is_acronym(name: _Name) -> bool:
    """A dateline is written in capitals too, but few towns' names are as short as an abbreviation."""
    words = re.findall(r"[^\W_]+", name.written)
    return len(words) == 1 and len(words[0]) <= _SHORT and words[0].isupper()


def _is_office(name: _Name) -> bool:
    """A party, an office, a paper; or its abbreviation follows: "(INM)"."""
    names = name.text.lang.names
    words = {*name.words, *fold(name.after).split()[:1]} if name.after.startswith(" ") else set(name.words)
    return bool((names["institution_words"] | names["office_words"]) & words) or bool(
        re.match(r" \([A-Z]{2,}", name.after) or name.text.begins_with(name.end, names["metonym_after"])
    )


def _is_people(name: _Name) -> bool:
    peoples = name.text.lang.demonyms.keys() | name.text.lang.names["peoples"]
    return bool(peoples & set(name.words)) or " ".join(name.words) in peoples


def _has_article(name: _Name) -> bool:
    """ "the X": an office or a group, unless it says that it is a river or a square."""
    return bool(re.search(r"\b(?:the|el|la|los|las|al|del) \Z", name.before, re.IGNORECASE)) and not (
        _with_noun(name) or _before_noun(name)
    )


def _is_part(name: _Name) -> bool:
    """A part of a longer name: "Institute of X", "X of Entry"."""
    before = re.search(r"[A-Z][\w.]+(?: (?:of|de|del)(?: the| la| los| las)?)? \Z", name.before)
    at_start = before is not None and name.start - len(before[0]) == name.sentence.start
    behind = re.match(r" (?:of|de|del)(?: the| la| los| las)? [A-Z]", name.after)
    return (before is not None and not at_start) or behind is not None


def _is_first_name(name: _Name) -> bool:
    return len(name.words) > 1 and name.words[0] in _first_names()


@cache
def _first_names() -> frozenset[str]:
    """Those of every language: people travel."""
    return frozenset[str]().union(*(language(code).names["first_names"] for code in languages()))


Rule = Callable[[_Name], bool]
_RULES: tuple[tuple[str, int, Rule], ...] = (
    ("read as a place", 3, _is_unplaced),
    ("noun before", 3, _after_noun),
    ("unit behind", 2, _before_unit),
    ("preposition", 2, _after_sure_preposition),
    ("motion", 2, _after_motion),
    ("loose preposition", 1, _after_loose_preposition),
    ("list", 1, _in_list),
    ("noun within", 1, _with_noun),
    ("noun behind", 3, _before_noun),
    ("title", -5, _has_title),
    ("speech", -5, _speaks),
    ("age", -3, _has_age),
    ("abbreviation", -4, _is_acronym),
    ("office", -4, _is_office),
    ("people", -5, _is_people),
    ("article", -2, _has_article),
    ("part of a name", -3, _is_part),
    ("first name", -3, _is_first_name),
)
_SURNAME = ("surname", -4)
_PERSONAL = {"title", "speech", "age", "first name"}


def _seen(name: _Name, persons: frozenset[str]) -> Seen:
    found = [(rule, points) for rule, points, holds in _RULES if holds(name)]
    if persons.intersection((name.words[-1],)) and not any(rule in _SURE for rule, _ in found):
        found.append(_SURNAME)
    return Seen(
        span=Span(start=name.start, end=name.end),
        sentence=name.sentence.span,
        text=" ".join(name.written.split()),
        evidence=tuple(rule for rule, _ in found),
        points=sum(points for _, points in found),
    )


_SURE = {"read as a place", "noun before", "noun within"}


def _surnames(names: Iterable[_Name]) -> frozenset[str]:
    """The last words of names that are persons' in this article."""
    personal = [rule for rule in _RULES if rule[0] in _PERSONAL]
    return frozenset(name.words[-1] for name in names if any(holds(name) for _, _, holds in personal))
