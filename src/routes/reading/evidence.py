"""Evidence: what stands beside a name that no list has, as a table of rules that speak for or against a place.

Each rule asks one thing of a name where it stands; what it is worth is a number of points, weighed by hand on the
development articles and the example so that one sure sign ("in X", "the town of X") is enough and a title, an age or
an office undoes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from routes.folding import fold
from routes.model import Mention
from routes.reading.language import Phrases, language, languages
from routes.reading.sentences import Sentence
from routes.reading.text import Text
from routes.reading.unknown import names_after_prepositions

__all__ = ["AS_A_PLACE", "PERSONAL", "RULES", "Around", "Name", "first_names"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A text and what reading found in it.

    `mentions` are those of known places by where they begin, `taken` the characters of all. `unplaced` gives the end of
    each name that reading takes for a place of no list, `governed` where names begin behind a word of place.
    """

    text: Text
    taken: frozenset[int]
    unplaced: dict[int, int]
    mentions: dict[int, Mention]
    governed: frozenset[int]
    phrases: Mapping[str, Phrases]

    @classmethod
    def of(cls, text: Text, mentions: Sequence[Mention]) -> Around:
        """What the rules ask of a text and its mentions."""
        known = [m for m in mentions if m.place is not None]
        return cls(
            text=text,
            taken=frozenset(at for m in mentions for at in range(m.span.start, m.span.end)),
            unplaced={m.span.start: m.span.end for m in mentions if m.is_unplaced},
            mentions={m.span.start: m for m in known},
            governed=frozenset(start for start, _ in names_after_prepositions(text)),
            phrases=_phrases(text),
        )


_PHRASES: Mapping[str, frozenset[str | tuple[str, str]]] = {
    "placing": frozenset(("preposition", role) for role in ("at", "to", "near", "toward", "through")),
    "any": frozenset({"preposition"}),
    "generic": frozenset({("generic", "city"), ("generic", "spot")}),
    "speech": frozenset({"speech"}),
    "from": frozenset({("preposition", "from"), ("preposition", "of")}),
}


def _phrases(text: Text) -> Mapping[str, Phrases]:
    """The phrases of the language by what they do; prepositions of place are `sure`, or `loose`: much else besides."""
    known = [(" ".join(words), senses.marks) for found in text.lang.lexicon.values() for words, senses in found]
    phrases = {kind: Phrases(one for one, marks in known if marks & wanted) for kind, wanted in _PHRASES.items()}
    loose = {one for one in phrases["placing"] if len(one) == 1 or one in text.lang.names["loose_prepositions"]}
    return {**phrases, "loose": Phrases(loose), "sure": Phrases(phrases["placing"] - loose)}


@dataclass(frozen=True, kw_only=True)
class Name:
    """One name where it stands: half-open characters of the body, and the sentence."""

    start: int
    end: int
    sentence: Sentence
    around: Around

    @property
    def text(self) -> Text:
        """The text that it stands in."""
        return self.around.text

    @cached_property
    def written(self) -> str:
        """The name as it is written."""
        return self.text.body[self.start : self.end]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, folded."""
        return tuple(self.text.folded[self.start : self.end].split())

    @cached_property
    def before(self) -> str:
        """The plain text of the sentence before the name."""
        return self.text.plain[max(self.sentence.start, self.start - 40) : self.start]

    @cached_property
    def after(self) -> str:
        """The plain text of the sentence behind the name."""
        return self.text.plain[self.end : min(self.sentence.end, self.end + 40)]

    def follows(self, phrases: Phrases) -> bool:
        """Whether one of the phrases stands right before it, in its sentence."""
        return self.start > self.sentence.start and self.text.ends_with(self.start, phrases)


# --- rules -------------------------------------------------------------------------------------


def _is_unplaced(name: Name) -> bool:
    """Reading itself takes it for a place: "the town of X", "in X, State"."""
    return name.start in name.around.unplaced


def _after_noun(name: Name) -> bool:
    names = name.text.lang.names
    of = (names["unknown_before"], names["city_before"], names["state_before"], name.around.phrases["generic"])
    return any(map(name.follows, of))


def _before_unit(name: Name) -> bool:
    match = re.match(r", | \(", name.after)
    behind = name.around.mentions.get(name.end + match.end()) if match else None
    opens = name.start == name.sentence.start and len(name.words) == 1
    return behind is not None and behind.place is not None and behind.place.feature == "A" and not opens


def _after_sure_preposition(name: Name) -> bool:
    return name.follows(name.around.phrases["sure"])


def _after_motion(name: Name) -> bool:
    """ "reached X", "llegaron a X"."""
    return name.start in name.around.governed and not _after_sure_preposition(name)


def _after_loose_preposition(name: Name) -> bool:
    return name.follows(name.around.phrases["loose"])


def _in_list(name: Name) -> bool:
    """It stands in one list with a town: "Fresnillo, Jerez and X"."""
    match = re.search(r"(?:, | (?:and|y|e) |, (?:and|y|e) )\Z", name.before)
    end = name.start - len(match[0]) if match else -1
    return any(m.span.end == end and m.place and m.place.feature == "P" for m in name.around.mentions.values())


def _with_noun(name: Name) -> bool:
    """ "Ciudad X", "X River"."""
    generic = name.around.phrases["generic"]
    return len(name.words) > 1 and (name.words[0] in generic or name.words[-1] in generic)


def _before_noun(name: Name) -> bool:
    """ "X river", "X station"."""
    return name.text.begins_with(name.end, name.text.lang.names["spots_after"])


def _has_title(name: Name) -> bool:
    titles = name.text.lang.names["titles"]
    return (
        name.follows(titles) or bool(titles.intersection(name.words)) or bool(re.search(r"\b[A-Z]\. \Z", name.before))
    )


def _speaks(name: Name) -> bool:
    """ "X said", "X, who said", "according to X"; in "officials in X said" somebody else does."""
    speech = name.around.phrases["speech"] | name.text.lang.names["speaks"]
    if name.follows(name.around.phrases["speech"]) or name.follows(name.text.lang.names["speaks"]):
        return True
    behind = fold(name.after).split()[:1]
    return bool(speech.intersection(behind)) and not name.follows(name.around.phrases["any"])


_AGE = re.compile(r", (?:de )?\d\d(?:[,.;)]| years| anos)")


def _has_age(name: Name) -> bool:
    return _AGE.match(name.after) is not None


_SHORT = 5  # letters


def _is_acronym(name: Name) -> bool:
    """A dateline is written in capitals too, but few towns' names are as short as an abbreviation."""
    words = re.findall(r"[^\W_]+", name.written)
    return len(words) == 1 and len(words[0]) <= _SHORT and words[0].isupper()


def _is_office(name: Name) -> bool:
    """A party, an office, a paper; or its abbreviation follows: "(INM)"."""
    names = name.text.lang.names
    words = {*name.words, *fold(name.after).split()[:1]} if name.after.startswith(" ") else set(name.words)
    return bool((names["institution_words"] | names["office_words"]) & words) or bool(
        re.match(r" \([A-Z]{2,}", name.after) or name.text.begins_with(name.end, names["metonym_after"])
    )


def _is_people(name: Name) -> bool:
    peoples = name.text.lang.demonyms.keys() | name.text.lang.names["peoples"]
    return bool(peoples & set(name.words)) or " ".join(name.words) in peoples


def _has_article(name: Name) -> bool:
    """ "the X": an office or a group, unless it says that it is a river or a square."""
    return bool(re.search(r"\b(?:the|el|la|los|las|al|del) \Z", name.before, re.IGNORECASE)) and not (
        _with_noun(name) or _before_noun(name)
    )


def _is_part(name: Name) -> bool:
    """A part of a longer name: "Institute of X", "X of Entry"."""
    before = re.search(r"[A-Z][\w.]+(?: (?:of|de|del)(?: the| la| los| las)?)? \Z", name.before)
    at_start = before is not None and name.start - len(before[0]) == name.sentence.start
    behind = re.match(r" (?:of|de|del)(?: the| la| los| las)? [A-Z]", name.after)
    return (before is not None and not at_start) or behind is not None


def _is_first_name(name: Name) -> bool:
    return len(name.words) > 1 and name.words[0] in first_names()


@cache
def first_names() -> frozenset[str]:
    """Those of every language: people travel."""
    return frozenset[str]().union(*(language(code).names["first_names"] for code in languages()))


Rule = Callable[[Name], bool]
"""Whether something holds for a name."""

AS_A_PLACE = "read as a place"
"""The evidence of a name that reading itself took for a place."""

RULES: tuple[tuple[str, int, Rule], ...] = (
    (AS_A_PLACE, 3, _is_unplaced),
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
"""Every rule by its name, with its points."""

PERSONAL = frozenset({"title", "speech", "age", "first name"})
"""The rules that say that a name is a person's."""
