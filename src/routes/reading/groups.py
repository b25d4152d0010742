"""Groups: which caravan a phrase speaks of.

An article has one main caravan. A phrase means another one where it says so: by a proper name, an ordinal ("a second
caravan"), the people ("the Salvadoran caravan"), "an earlier caravan", a part that split off.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from routes.folding import fold, normalize_name
from routes.model import Article, Caravan, DateSpan, Mention, Place, PlaceName, Timex
from routes.reading.chunks import Chunk, Row
from routes.reading.clauses import is_about
from routes.reading.numbering import first_ordinal, numbers_of, words_for_caravans
from routes.reading.text import Text

__all__ = ["GroupBook", "group_book"]

_STILL_TOLD = timedelta(days=60)
"""How long after its departure (where no end is registered) a caravan is still the news."""
_AFTERMATH = timedelta(days=14)
"""How long after its registered end a caravan is still the news."""
_LONG_BEFORE = timedelta(days=20)
"""A report from so long before a caravan's departure is not of it."""
_SETTING_OUT = timedelta(days=10)
"""How long after its departure stragglers of a caravan may still leave its origin."""
_AHEAD = timedelta(days=5)
"""How long before its departure a caravan may be announced."""


@dataclass(slots=True)
class GroupBook:
    """The caravans of one article: the main one, and others as the text brings them up."""

    text: Text
    main: Caravan
    season: tuple[Caravan, ...]
    known: tuple[Caravan, ...]
    numbers: frozenset[int]
    met: dict[str, Caravan] = field(default_factory=dict)
    last: str | None = None
    _named_before: dict[tuple[int, int], Caravan] = field(default_factory=dict)

    def of(self, row: Row, at: int | None) -> str:
        """The id of the caravan that the group (or pronoun) at chunk `at` stands for; None: nobody is named."""
        if at is None:
            return self._meet(self.main)
        known = self._named_before.get((row.sentence.start, at))
        if known is not None:
            return self._meet(known)
        chunk = row.chunks[at]
        if not chunk.can_be("group"):
            return self._meet(self.met.get(self.last or "", self.main))
        self._named_before[row.sentence.start, at] = named = self._named(row, at, chunk)
        return self._meet(named)

    def left_long_ago(self, caravan: str, today: date | None) -> bool:
        """Whether a registered caravan had left days before, so that an undated departure is no news."""
        departed = self.met[caravan].departed if caravan in self.met else None
        return departed is not None and today is not None and today - departed > _AHEAD

    def of_then(self, caravan: str, days: DateSpan | None) -> str:
        """The caravan that a report of these days is of: one from long before the caravan's departure is another's."""
        if days is None or not self._is_long_before(caravan, days):
            return caravan
        last = self.last
        then = self._of_those_days(days)
        other = then[-1] if then else _made(f"{self.main.id}-earlier", "an earlier caravan")
        found = self._meet(other)
        self.last = last
        return found

    def is_background(self, row: Row, at: int | None, caravan: str, days: DateSpan | None) -> bool:
        """Whether people are spoken of as they were long before the caravan, when there was no other one."""
        named = at is not None and row.chunks[at].can_be("group", "caravan")
        return not named and days is not None and self._is_long_before(caravan, days) and not self._of_those_days(days)

    def _is_long_before(self, caravan: str, days: DateSpan) -> bool:
        departed = self.met[caravan].departed if caravan in self.met else None
        return departed is not None and days.last <= departed - _LONG_BEFORE

    def _of_those_days(self, days: DateSpan) -> list[Caravan]:
        return [c for c in self.known if not c.branch_of and c.departed is not None and _is_news(c, days.last)]

    def leaving(self, caravan: str, place: Place, days: DateSpan | None, *, lead: bool) -> str:
        """The caravan that leaves a place on these days: the origin of a registered one is left but once.

        Where the text leads with it (`lead`) the later one is the caravan that the text is about.
        """
        known = self.met.get(caravan)
        again = known is not None and known.departed is not None and place.id == known.origin and days is not None
        if known is None or not again or days is None or days.first - (known.departed or days.first) <= _SETTING_OUT:
            return caravan
        later = Caravan(id=f"{known.id}-later", name="a later caravan", origin=place.id, departed=days.first)
        if lead and self.main is known:
            self.main = later
        return self._meet(later)

    def _meet(self, caravan: Caravan) -> str:
        self.met[caravan.id] = caravan
        self.last = caravan.id
        return caravan.id

    def _named(self, row: Row, at: int, chunk: Chunk) -> Caravan:
        whole = _whole_of(row.chunks, at) or _made_of(row.chunks, at)
        if whole is not None:
            return self._named(row, whole, row.chunks[whole])
        before, after = _phrase(row.chunks, at)
        is_caravan = chunk.can_be("group", "caravan")
        if _has(before, "earlier") and is_caravan:
            return self._earlier()
        ordinal = next((c.get("ordinal") for c in (chunk, *before) if c.can_be("ordinal")), None)
        numbered = (
            is_caravan or chunk.can_be("pro-form") or (ordinal is not None and self._counts(ordinal.value, before))
        )
        if ordinal is not None and numbered:
            return self._with_ordinal(int(ordinal.value), _people([*before, *after]))
        if _is_split(row, at, before):
            return self._branch([*before, *after])
        people = _people([chunk, *before]) or (_origin_people(after) if is_caravan else None)
        if people and people != self.main.people:
            other = next((c for c in self.season if c.people == people), None)
            if other is not None and self.main.people is not None:
                return other
        if self.met and _is_part(row.chunks, at, before, after):
            return self._branch([*before, *after])
        if not is_caravan and self.last is not None:
            return self.met[self.last]
        if (
            is_caravan
            and _has(before, "another")
            and not _has(before, "definite")
            and self.met
            and not self._is_main(row)
        ):
            return self._another(before)
        return self.main

    def _counts(self, ordinal: str, phrase: Sequence[Chunk]) -> bool:
        """Whether a group has the number of a caravan of the text ("the first group"), or the next ("a fourth one")."""
        return int(ordinal) in self.numbers or (int(ordinal) - 1 in self.numbers and not _has(phrase, "definite"))

    def _is_main(self, row: Row) -> bool:
        """Whether the sentence tells the main caravan's departure: then "a new caravan" is that one."""
        days = [c.timex.value for c in row.chunks if c.timex is not None and c.timex.value is not None]
        return self.main.departed is None or any(d.first == self.main.departed for d in days)

    def _earlier(self) -> Caravan:
        departed = self.main.departed
        before = [c for c in self.known if departed and c.departed and c.departed < departed and not c.branch_of]
        season = [c for c in before if departed and c.departed and departed - c.departed > timedelta(days=60)]
        found = max(season, key=lambda c: (c.departed, c.id), default=None)
        return found or _made(f"{self.main.id}-earlier", "an earlier caravan")

    def _with_ordinal(self, ordinal: int, people: str | None) -> Caravan:
        if self.main.ordinal == ordinal or (ordinal == 1 and self.main.ordinal is None):
            return self.main
        fitting = [c for c in self.season if c.ordinal == ordinal and not c.branch_of]
        fitting = [c for c in fitting if people is None or c.people in (None, people)] or fitting
        return fitting[0] if fitting else _made(f"{self.main.id}-{ordinal}", f"caravan no. {ordinal}")

    def _another(self, before: Sequence[Chunk]) -> Caravan:
        people = _people(before)
        other = next((c for c in self.season if people and c.people == people and c.id != self.main.id), None)
        return other or _made(f"{self.main.id}-another", "another caravan")

    def _branch(self, phrase: Sequence[Chunk]) -> Caravan:
        size = next((c.text.replace(" ", "") for c in phrase if c.text.replace(" ", "").isdigit()), "")
        parts = [c for c in self.met.values() if c.branch_of == self.main.id]
        same = [c for c in parts if not size or c.id.endswith(f"-{size}")]
        if same:
            return same[-1]
        ident = f"{self.main.id}-branch{f'-{size}' if size else ''}"
        return Caravan(
            id=ident, name=f"{self.main.name}: branch{f' of {size}' if size else ''}", branch_of=self.main.id
        )


def _made(ident: str, name: str) -> Caravan:
    return Caravan(id=ident, name=name)


def _phrase(chunks: Sequence[Chunk], at: int) -> tuple[list[Chunk], list[Chunk]]:
    """The words of the noun phrase before its head, and those right after it."""
    before: list[Chunk] = []
    for j in range(at - 1, max(-1, at - 7), -1):
        motion = chunks[j].can_be("motion") and not chunks[j].can_be("ordinal")
        bound = chunks[j].can_be("preposition") and not (_counts(chunks, j) or is_about(chunks, j))
        joins = chunks[j].mark == "," and j > 0 and chunks[j - 1].can_be("ordinal")
        if (chunks[j].mark and chunks[j].mark not in "'\"" and not joins) or motion or bound:
            break
        before.append(chunks[j])
    after: list[Chunk] = []
    for chunk in chunks[at + 1 : at + 9]:
        if chunk.can_be("motion") or chunk.can_be("relative"):
            break
        after.append(chunk)
    return before, after


def _counts(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether "of" at chunk j only tells what a group is made of: "a smaller group of about 80 migrants"."""
    return j > 0 and chunks[j].can_be("preposition", "of") and chunks[j - 1].can_be("collective")


def _whole_of(chunks: Sequence[Chunk], at: int) -> int | None:
    """The caravan that the group at chunk `at` is a part of: "members of the second caravan"."""
    if chunks[at].can_be("group", "caravan"):
        return None
    for j in range(at + 1, min(len(chunks), at + 7)):
        if chunks[j].can_be("group", "caravan"):
            return j if any(c.can_be("preposition", "of") for c in chunks[at + 1 : j]) else None
        if chunks[j].mark or chunks[j].can_be("relative") or chunks[j].can_be("motion"):
            return None
    return None


def _made_of(chunks: Sequence[Chunk], at: int) -> int | None:
    """The caravan that is one of the people at chunk `at`: "the second caravan of migrants"."""
    j = at - 1
    while j > 0 and not chunks[j].can_be("preposition") and chunks[j].can_be_any(_OF_PEOPLE):
        j -= 1
    of = j > 0 and chunks[j].can_be("preposition", "of") and not chunks[at].can_be("group", "caravan")
    return j - 1 if of and chunks[j - 1].can_be("group", "caravan") else None


_OF_PEOPLE = frozenset(("determiner", "modifier", "demonym"))


def _has(chunks: Iterable[Chunk], kind: str) -> bool:
    return any(chunk.can_be(kind) for chunk in chunks)


def _people(chunks: Iterable[Chunk]) -> str | None:
    return next((entry.value for chunk in chunks if (entry := chunk.get("demonym"))), None)


def _origin_people(after: Sequence[Chunk]) -> str | None:
    """The country of "a caravan with 2,000 migrants from El Salvador"."""
    for j, chunk in enumerate(after[1:], start=1):
        if chunk.place is not None and chunk.place.kind == "country" and after[j - 1].can_be("preposition", "from"):
            return chunk.place.country
    return _people(after)


def _is_another_group(chunks: Sequence[Chunk], at: int, before: Sequence[Chunk]) -> bool:
    """Whether the phrase opens another part of the caravan: "another group", "another 150", "hundreds more"."""
    if chunks[at].can_be("another"):
        return True
    if not (chunks[at].can_be("collective") or chunks[at].number is not None) or _has(before, "definite"):
        return False
    return _has(before, "another") or _has(before, "ordinal")


def _is_part(chunks: Sequence[Chunk], at: int, before: Sequence[Chunk], after: Sequence[Chunk]) -> bool:
    """Whether the phrase is of a part: "another group", "several hundred of the caravan", "a group of 150 migrants"."""
    if chunks[at].can_be("group", "caravan"):
        whole = next((j for j in range(at - 1, max(-1, at - 3), -1) if chunks[j].can_be("preposition", "of")), 0)
        return whole > 0 and chunks[whole - 1].can_be("many") and _has(before, "definite")
    apart = _is_another_group(chunks, at, before) or _is_some_group(chunks[at], before, after)
    return apart or _is_contrasted(chunks, at, before)


def _is_contrasted(chunks: Sequence[Chunk], at: int, before: Sequence[Chunk]) -> bool:
    """ "The caravan reached X, while a group of women came to Y": some group, told of beside the caravan."""
    if not (_has(before, "band") or chunks[at].can_be("band")) or _has(before, "definite"):
        return False
    contrast = next((k for k in range(at - 1, -1, -1) if chunks[k].can_be("meanwhile")), 0)
    return any(chunk.can_be("group", "caravan") for chunk in chunks[:contrast])


def _is_some_group(head: Chunk, before: Sequence[Chunk], after: Sequence[Chunk]) -> bool:
    """ "A group of about 150 migrants": indefinite, and with a number of its own."""
    if _has(before, "definite"):
        return False
    if head.can_be("band"):
        return any(chunk.number is not None for chunk in after[:5])
    return _has(before, "band") and any(chunk.number is not None for chunk in before)


def _is_split(row: Row, at: int, before: Sequence[Chunk]) -> bool:
    """Whether the phrase is of a part that left the main group: "a smaller group", "300 migrants left the group"."""
    if row.chunks[at].can_be("splits") or _has(before, "splits"):
        return True
    return any(chunk.can_be("splits") for chunk in row.chunks[at + 1 : at + 10])


# --- the main caravan --------------------------------------------------------------------------


def group_book(
    article: Article, text: Text, mentions: Sequence[Mention], timexes: Sequence[Timex], known: Sequence[Caravan]
) -> GroupBook:
    """The caravans of an article, its main one found by name, departure, ordinal and season."""
    season = tuple(c for c in known if _is_news(c, article.published))
    main = _registered(article, text, mentions, timexes, season) or _found(article, text)
    numbers = frozenset(number for _, number in numbers_of(text))
    return GroupBook(text=text, main=main, season=season, known=tuple(known), numbers=numbers)


def _is_news(caravan: Caravan, today: date | None) -> bool:
    if today is None or caravan.departed is None:
        return today is None
    ended = caravan.ended + _AFTERMATH if caravan.ended else caravan.departed + _STILL_TOLD
    return caravan.departed - _AHEAD <= today <= ended


def _registered(
    article: Article, text: Text, mentions: Sequence[Mention], timexes: Sequence[Timex], season: Sequence[Caravan]
) -> Caravan | None:
    if not season or not _speaks_of_caravan(text):
        return None
    told = _Told.of(text, mentions, timexes)
    scored = [(told.evidence(c), c) for c in season if not c.branch_of]
    scored = [s for s in scored if s[0] > 0 or article.published is not None]
    if not scored:
        return None
    return max(scored, key=lambda s: (s[0], -(s[1].ordinal or 0), s[1].departed or date.min, s[1].id))[1]


def _speaks_of_caravan(text: Text) -> bool:
    return not words_for_caravans(text.lang).isdisjoint(text.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What a text tells of caravans: its words, single days, places and the first number of a caravan."""

    words: str
    days: frozenset[date]
    places: frozenset[str]
    ordinal: int | None

    @classmethod
    def of(cls, text: Text, mentions: Sequence[Mention], timexes: Sequence[Timex]) -> _Told:
        return cls(
            words=f" {' '.join(text.words)} ",
            days=frozenset(t.value.first for t in timexes if t.value is not None and t.value.days == 1),
            places=frozenset(m.place.id for m in mentions if m.place is not None),
            ordinal=first_ordinal(text),
        )

    def evidence(self, caravan: Caravan) -> int:
        """How much of a caravan stands in the text: its name 6, its departure 3, its number 2, its origin 1."""
        forms = (caravan.name, *(name.text for name in caravan.names))
        named = any(f" {normalize_name(form)} " in self.words for form in forms)
        left = any(caravan.departed is not None and abs((day - caravan.departed).days) <= 1 for day in self.days)
        origin = caravan.origin in self.places
        counted = caravan.ordinal is not None and caravan.ordinal == self.ordinal
        return 6 * named + 3 * (left and origin) + 2 * counted + origin


def _found(article: Article, text: Text) -> Caravan:
    """A caravan that no registry has, named from the text and the month."""
    month = f"{article.published:%Y-%m}" if article.published else "undated"
    proper = _proper_name(text)
    if proper:
        slug = re.sub(r"\W+", "-", " ".join(fold(proper).split()))
        return Caravan(id=f"{month}-{slug}", name=proper, names=(PlaceName(text=proper, lang=text.lang.code),))
    return Caravan(id=f"{month}-caravan", name=f"Caravan, {month}", ordinal=first_ordinal(text))


def _proper_name(text: Text) -> str | None:
    """The commonest capitalised name that begins with a word for a caravan: "Caravana por la Paz"."""
    found: dict[str, int] = {}
    joiners = "|".join(sorted(text.lang.names["name_joiners"] | text.lang.names["name_words"]))
    for word in sorted(text.lang.names["proper_caravan"]):
        regex = re.compile(rf"\b{word.capitalize()}(?: (?:[A-ZÁÉÍÓÚÑ]\w+|{joiners}))+")
        for match in regex.finditer(text.body):
            name = _trimmed(match.group(), text)
            if " " in name:
                found[name] = found.get(name, 0) + 1
    return max(found, key=lambda name: (found[name], len(name), name), default=None)


def _trimmed(name: str, text: Text) -> str:
    words = name.split()
    while words and fold(words[-1]).strip() in text.lang.names["name_joiners"]:
        words.pop()
    return " ".join(words)
