"""A language as tables: what a word can be, how a day is written, what stands beside a name.

`lang/xx.yaml` holds nothing but words and patterns; this module turns it into look-up tables once a process. No rule
of reading names a word or a language: it asks these tables.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal, Self

from routes.folding import normalize_name
from routes.model import EventType
from routes.reading.date_grammar import DateGrammar, compile_dates, date_words
from routes.strict_yaml import load_yaml

__all__ = ["NONE", "Entry", "Language", "Mark", "Phrase", "Phrases", "Senses", "Tense", "language", "languages"]

Tense = Literal["base", "present", "past", "perfect", "participle", "gerund", "infinitive", "future", "any", "noun"]
"""`base` is a form that is both infinitive and present ("walk"); `any` a phrase that has no tense of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a word or phrase can be.

    Its `kind` ("motion", "group", "preposition", ...), the `value` within the kind ("arrive", "caravan", "toward",
    ...) and, for verbs, the tense of the form.
    """

    kind: str
    value: str = ""
    tense: Tense = "any"


Mark = str | tuple[str, str]
"""A kind, or a kind and a value of it."""


class Senses(tuple[Entry, ...]):
    """All that a word or phrase can be; `marks` holds every kind and every (kind, value), to be asked quickly."""

    marks: frozenset[Mark]

    def __new__(cls, entries: Iterable[Entry] = ()) -> Self:
        """The senses of some entries, in order."""
        senses = super().__new__(cls, entries)
        senses.marks = frozenset(mark for entry in senses for mark in (entry.kind, (entry.kind, entry.value)))
        return senses

    def can_be(self, kind: str, *values: str) -> bool:
        """Whether one of them is of a kind (and of one of the values)."""
        if not values or kind not in self.marks:
            return kind in self.marks
        return any((kind, value) in self.marks for value in values)


NONE = Senses()


class Phrases(frozenset[str]):
    """Normalised phrases of a table; `firsts` and `lasts` are the words with which they begin and end."""

    firsts: frozenset[str]
    lasts: frozenset[str]

    def __new__(cls, phrases: Iterable[str] = ()) -> Self:
        """The phrases, empty ones left out."""
        made = super().__new__(cls, filter(None, phrases))
        made.firsts = frozenset(phrase.split()[0] for phrase in made)
        made.lasts = frozenset(phrase.split()[-1] for phrase in made)
        return made

    @property
    def pattern(self) -> str:
        """A regular expression of them, the longest first; where there are none, one that matches nothing."""
        return (
            f"(?:{'|'.join(map(re.escape, sorted(self, key=lambda phrase: (-len(phrase), phrase))))})"
            if self
            else "(?!)"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRule:
    """Words that tell of an event of a type, each with its tense where it is a form of a verb.

    `needs` holds words one of which stands in the sentence too (empty: a group does), `near` words one of which stands
    within a few chunks of them; `told` is "finite" where the words are a participle that somebody must do or suffer,
    "others" where no group does it, "day" where the sentence must give a day.
    """

    type: EventType
    triggers: tuple[tuple[str, Tense], ...]
    needs: frozenset[str]
    near: frozenset[str]
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StateRule:
    """Where the name of a country stands for its state: patterns of the name, the text before and the text after."""

    form: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


Phrase = tuple[str, ...]
Lexicon = Mapping[str, tuple[tuple[Phrase, Senses], ...]]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """All tables of one language.

    `lexicon` maps a first word to the phrases that begin with it, longest first; `senses` a word to what it can be by
    itself.
    """

    code: str
    lexicon: Lexicon
    senses: Mapping[str, Senses]
    event_lexicon: Lexicon
    dates: DateGrammar
    date_hint: re.Pattern[str]
    names: Mapping[str, Phrases]
    demonyms: Mapping[str, str]
    abbreviations: frozenset[str]
    openers: frozenset[str]
    event_rules: tuple[EventRule, ...]
    state_rules: tuple[StateRule, ...]

    def senses_of(self, word: str) -> Senses:
        """What a folded word can be by itself."""
        return self.senses.get(word, NONE)


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a table, sorted."""
    files = resources.files("routes.reading").joinpath("lang").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


@cache
def language(code: str) -> Language:
    """The tables of a language; those of English where there are none for `code`."""
    known = code if code in languages() else "en"
    text = resources.files("routes.reading").joinpath(f"lang/{known}.yaml").read_text(encoding="utf-8")
    return compile_language(text, f"{known}.yaml")


def compile_language(text: str, file: str) -> Language:
    """A language from the text of its table. Raises ValueError where the table is wrong: tables ship with routes."""
    tree, problems = load_yaml(text, file)
    if tree is None or problems:
        raise ValueError("\n".join(str(problem) for problem in problems))
    table = tree.value
    event_rules = tuple(_event_rules(table))
    lexicon = _lexicon(_entries(table))
    return Language(
        code=table["lang"],
        lexicon=lexicon,
        senses={word: senses for word, found in lexicon.items() for phrase, senses in found if len(phrase) == 1},
        event_lexicon=_lexicon(_event_entries(event_rules)),
        dates=compile_dates(table["dates"]),
        date_hint=_hint(table["dates"]),
        names=defaultdict(Phrases, {key: _phrases(values) for key, values in table["names"].items()}),
        demonyms={form: country for country, forms in table["demonyms"].items() for form in _phrases(forms)},
        abbreviations=frozenset(str(word).lower() for word in table["abbreviations"]),
        openers=frozenset(table["openers"]),
        event_rules=event_rules,
        state_rules=tuple(_state_rules(table.get("states", {}))),
    )


def _phrases(values: object) -> Phrases:
    return Phrases(normalize_name(str(value)) for value in (values if isinstance(values, list) else [values]))


# --- the lexicon -------------------------------------------------------------------------------


def _lexicon(phrases: Iterable[tuple[str, Entry]]) -> Lexicon:
    entries: dict[Phrase, dict[Entry, None]] = {}
    for phrase, entry in phrases:
        words = tuple(normalize_name(phrase).split())
        if words:
            entries.setdefault(words, {})[entry] = None
    by_first: dict[str, list[tuple[Phrase, Senses]]] = {}
    for words, found in entries.items():
        by_first.setdefault(words[0], []).append((words, Senses(found)))
    return {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in by_first.items()}


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for kind, words in table["words"].items():
        yield from ((word, Entry(kind=kind)) for word in words)
    yield from _of_kind("preposition", table["prepositions"])
    yield from _of_kind("generic", table["generic"])
    yield from ((word, Entry(kind="modifier")) for word in table["modifiers"])
    yield from _of_kind("demonym", table["demonyms"])
    for kind in ("native", "modifier"):
        yield from _of_kind(kind, table.get("natives", {}))
    yield from _group_entries(table["groups"])
    for motion, forms in table["motion"].items():
        yield from _motion_entries(motion, forms, table.get("conjugations", {}))
        yield from _standing(forms.get("phrases", ()), table["words"])
    if "plural" in table:
        yield from _numbers(table)


_FINITE: tuple[Tense, ...] = ("past", "present", "future")


def _numbers(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    """Whether verbs and those who act are many, by how their first word ends."""
    plural, conjugations = table["plural"], table.get("conjugations", {})
    moves = (_motion_entries(motion, forms, conjugations) for motion, forms in table["motion"].items())
    verbs = {form for entries in moves for form, entry in entries if entry.tense in _FINITE}
    for ending, words in ((plural["verbs"], sorted(verbs)), (plural["actors"], table["groups"]["actor"])):
        for word in words:
            yield word, Entry(kind="number", value="plural" if word.split()[0].endswith(ending) else "singular")


def _event_rules(table: Mapping[str, Any]) -> Iterator[EventRule]:
    """The rules, every `<name>` among their words replaced by the words of that name."""
    named = {f"<{name}>": words for name, words in table.get("event_words", {}).items()}
    events: Mapping[EventType, list[Mapping[str, Any]]] = table["events"]
    for kind, rules in events.items():
        for rule in rules:
            needs, near = (
                _phrases([word for entry in rule.get(key, []) for word in named.get(entry, [entry])])
                for key in ("needs", "near")
            )
            yield EventRule(
                type=kind, triggers=tuple(_triggers(rule, table)), needs=needs, near=near, told=rule.get("told", "")
            )


def _triggers(rule: Mapping[str, Any], table: Mapping[str, Any]) -> Iterator[tuple[str, Tense]]:
    yield from ((str(trigger), "any") for trigger in rule.get("triggers", []))
    for verb in rule.get("verbs", []):
        forms = _verb_forms(verb, table.get("conjugations", {}))
        yield from ((form.replace("-", " "), tense) for form, tense in forms)


def _state_rules(table: Mapping[str, Any]) -> Iterator[StateRule]:
    """The rules, every `<part>` of a pattern replaced by the words of that name."""
    parts = {f"<{name}>": f"(?:{'|'.join(map(re.escape, words))})" for name, words in table.get("parts", {}).items()}
    for rule in table.get("rules", []):
        patterns = {key: rule.get(key, "") for key in ("form", "before", "after")}
        for part, words in parts.items():
            patterns = {key: pattern.replace(part, words) for key, pattern in patterns.items()}
        yield StateRule(**{key: re.compile(pattern) for key, pattern in patterns.items()})


def _event_entries(rules: Sequence[EventRule]) -> Iterator[tuple[str, Entry]]:
    """Every trigger, its value the number of its rule."""
    for number, rule in enumerate(rules):
        yield from ((trigger, Entry(kind="event", value=str(number), tense=tense)) for trigger, tense in rule.triggers)


def _of_kind(kind: str, table: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, Entry]]:
    return ((str(word), Entry(kind=kind, value=value)) for value, words in table.items() for word in words)


def _group_entries(groups: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for value in ("caravan", "people", "some"):
        yield from ((word, Entry(kind="group", value=value)) for word in groups[value])
    for kind in ("splits", "earlier", "another", "actor"):
        yield from ((word, Entry(kind=kind)) for word in groups[kind])
    yield from ((word, Entry(kind="ordinal", value=str(number))) for word, number in groups["ordinals"].items())


def _motion_entries(
    motion: str, forms: Mapping[str, Any], conjugations: Mapping[str, Mapping[str, list[str]]]
) -> Iterator[tuple[str, Entry]]:
    for verb in forms.get("verbs", ()):
        for form, tense in _verb_forms(verb, conjugations):
            yield form.replace("-", " "), Entry(kind="motion", value=motion, tense=tense)
    for compound in forms.get("compounds", ()):
        for form, tense in _verb_forms(compound["verb"], conjugations):
            entry = Entry(kind="motion", value=motion, tense=tense)
            yield from ((f"{form} {rest}", entry) for rest in compound["with"])
    for noun in forms.get("nouns", ()):
        yield noun, Entry(kind="motion", value=motion, tense="noun")
    for phrase in forms.get("phrases", ()):
        yield phrase, Entry(kind="motion", value=motion)


def _standing(phrases: Iterable[str], words: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Entry]]:
    """What a phrase of motion tells of the day of writing: "is in", and "is now in" too."""
    for phrase in phrases:
        if phrase.split()[0] in words["present-be"]:
            yield phrase, Entry(kind="present-be")
            if not set(phrase.split()).isdisjoint(words["now"]):
                yield phrase, Entry(kind="now")


_PARTS: tuple[Tense, ...] = ("base", "present", "past", "participle", "gerund")


def _verb_forms(
    verb: str | Mapping[Tense, list[str]], conjugations: Mapping[str, Mapping[str, list[str]]]
) -> Iterator[tuple[str, Tense]]:
    """The forms of one verb, from one of four ways to write it.

    `walk` (regular), `go goes went gone going` (principal parts), `lleg|ar` (by table), a mapping of tenses to forms.
    """
    if isinstance(verb, Mapping):
        yield from ((form, tense) for tense, forms in verb.items() for form in forms)
        return
    stem, bar, like = verb.partition("|")
    if bar:
        ending, _, irregular = like.partition(" ")
        for tense, endings in conjugations[ending].items():
            yield from ((stem + part, tense) for part in endings)  # type: ignore[misc]
        for form in irregular.split():
            tense, _, word = form.partition("=")
            yield word, tense  # type: ignore[misc]
        return
    parts = verb.split()
    if len(parts) == 1:
        parts = [verb, *_regular(verb)]
    yield from zip(parts, _PARTS, strict=True)


def _regular(verb: str) -> tuple[str, str, str, str]:
    """Third person, past, participle and gerund of a regular English verb of one or more words (hyphens between)."""
    head, dash, tail = verb.partition("-")
    base = head.removesuffix("e")
    third = f"{head}es" if head.endswith(("s", "sh", "ch", "x")) else f"{head}s"
    past, gerund = f"{base}ed", f"{base}ing"
    return f"{third}{dash}{tail}", f"{past}{dash}{tail}", f"{past}{dash}{tail}", f"{gerund}{dash}{tail}"


# --- dates -------------------------------------------------------------------------------------


def _hint(dates: Mapping[str, Any]) -> re.Pattern[str]:
    """What begins like a date expression; for telling a name from a day of the week."""
    words = "|".join(map(re.escape, sorted(date_words(dates))))
    return re.compile(rf"(?<!\w)(?:{words}|(?:19|20)\d\d)", re.IGNORECASE)
