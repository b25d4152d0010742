"""Grounds: places that a sentence names without a name of their own.

"The border with Mexico", "the US-Mexico border", "the Guatemalan border" stand for a curated border; "the city", "this
border town" for the town named last. Each becomes a chunk with a place, and no mention.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from routes.gazetteer.index import GazetteerIndex
from routes.model import Place, PlaceSource
from routes.reading.chunks import Chunk, Row
from routes.reading.language import Entry, Language, Mark, Senses
from routes.reading.seats import seat_of

__all__ = ["UNNAMED", "Scene", "with_grounds"]


@dataclass(slots=True)
class Scene:
    """What the text has named so far: the town, and every country with how often it was named.

    `named` are the towns and spots of the whole text, `barrier` is the last river, bridge or border.
    """

    index: GazetteerIndex
    lang: Language
    town: Place | None = None
    town_source: PlaceSource | None = None
    named: Sequence[Place] = ()
    home: str | None = None
    dateline: Place | None = None
    state: str | None = None
    border: Place | None = None
    barrier: Place | None = None
    countries: Counter[str] = field(default_factory=Counter)

    def capital(self) -> Place | None:
        """The capital of the country that the text is in: "the capital" without a name."""
        country = (
            self.town.country if self.town else next((c for c, _ in self.countries.most_common() if c != "US"), None)
        )
        return seat_of(country, self.index)

    def is_desk(self) -> bool:
        """Whether the dateline is the capital, where news of the whole country is written."""
        return self.dateline is not None and self.dateline == seat_of(self.dateline.country, self.index)

    def state_capital(self) -> Place | None:
        """The seat of the state that the text is in, or of the paper's home: "the capital of the state"."""
        return seat_of(self.state or (self.town and self.town.admin1) or self.home, self.index)

    def unit(self) -> Place | None:
        """The first-level unit of the paper or the dateline: "the state" without a name."""
        code = self.home or (self.dateline.admin1 if self.dateline else None)
        units = [p for p in self.index.within(code) if p.kind == "state"]
        return min(units, key=lambda p: p.id, default=None)

    def homeland(self, before: Sequence[Chunk]) -> Place | None:
        """The country of the people spoken of: "the Hondurans left their country"."""
        people = [c.get("demonym") for c in before if c.can_be("demonym")]
        code = people[-1].value if people and people[-1] is not None else None
        return self.index.country(code)

    def note_dateline(self, row: Row) -> None:
        """Remember the town with which a text opens: "TIJUANA, Mexico (Wire) -", "Villahermosa, Tab."."""
        places = [c for c in row.chunks[:3] if c.place is not None and c.place.feature == "P" and c.mention is not None]
        marks = [c.mark for c in row.chunks[1:8] if c.mark]
        if self.dateline is None and places and marks and marks[0] in (",", "(", "-", "."):
            self.dateline = places[0].place

    def note(self, row: Row) -> None:
        """Remember the places of a row that has been read."""
        if not row.places:
            return
        hoped = False
        for i, chunk in enumerate(row.chunks[: row.places[-1] + 1]):
            home = i > 0 and _tells_origin(row.chunks, i)
            hoped = (hoped or chunk.can_be("planned")) and not chunk.mark
            if chunk.place is not None and chunk.place.kind == "border":
                self.border = chunk.place
            if chunk.place is not None and chunk.place.kind in _SPANNED:
                self.barrier = chunk.place
            if chunk.mention is None or chunk.place is None:
                continue
            if chunk.place.kind == "country" and chunk.place.country:
                self.countries[chunk.place.country] += 1
            elif chunk.place.kind == "state":
                self.state = chunk.place.admin1
            elif chunk.place.feature == "P" and chunk.mention.literal and not (hoped and self.town) and not home:
                self.town, self.town_source = chunk.place, chunk.source


def _tells_origin(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether chunk i only tells where somebody comes from: "who hails from X", not "walked from X"."""
    before = chunks[i - 1]
    away = before.can_be("preposition", "from") and not before.can_be("preposition", "of")
    return away and not any(chunk.can_be("motion") for chunk in chunks[max(0, i - 4) : i])


def with_grounds(row: Row, scene: Scene) -> Row:
    """The row with a chunk for every border and every "the city" that stands for a place."""
    if row.marks.isdisjoint(UNNAMED):
        return row
    return _with_towns(_with_borders(row, scene), scene)


_TOWNS = frozenset[Mark](
    ("there", *(("generic", value) for value in ("city", "capital", "state-capital", "unit", "country", "land")))
)
_BORDERS = frozenset[Mark](("generic", value) for value in ("border", "crossing", "span"))
_BETWEEN: Mark = ("preposition", "between")
UNNAMED = _TOWNS | _BORDERS | {_BETWEEN}
"""What a sentence has that may stand for a place."""


# --- borders -----------------------------------------------------------------------------------


def _with_borders(row: Row, scene: Scene) -> Row:
    if row.marks.isdisjoint(_BORDERS) and _BETWEEN not in row.marks:
        return row
    chunks, last = row.chunks, scene.border
    made: list[tuple[Chunk, int, int]] = []
    skip_to = 0
    for i, bounds in enumerate(zip(chunks, row.starts, row.ends, strict=True)):
        if i < skip_to:
            continue
        made.append(bounds)
        found = _border_at(chunks, i, last, scene)
        if found is not None:
            border, left, right = found
            last, skip_to = border.place, right + 1
            while made and made[-1][1] >= row.starts[left]:
                made.pop()
            made.append((border, row.starts[left], row.ends[right]))
    if skip_to == 0:
        return row
    with_borders, starts, ends = zip(*made, strict=True)
    return Row.of(row.sentence, with_borders, starts, ends)


def _border_at(chunks: Sequence[Chunk], i: int, last: Place | None, scene: Scene) -> tuple[Chunk, int, int] | None:
    """The chunk of the border that is named at chunk i, with the first and the last chunk that it stands for."""
    if _is_between_countries(chunks, i):
        right, codes = _countries_right(chunks, i - 1)
        place = scene.index.border(*codes) if len(set(codes)) == len(("one", "other")) else None
        return (Chunk(place=place, source="gazetteer"), i + 1, right) if place is not None else None
    if not chunks[i].can_be_any(_BORDERS) or _is_near_border(chunks, i):
        return None
    (left, before), (right, after) = _countries_left(chunks, i), _countries_right(chunks, i)
    again = chunks[i].can_be("generic", "border") or (chunks[i].can_be("generic", "span") and _is_definite(chunks, i))
    if not (before or after or again):
        return None
    codes = [*before, *after]
    place = _border(codes, chunks, i, scene) if codes else _border_again(chunks, i, last, scene)
    if place is None:
        return None
    entries = chunks[i].entries if codes else Senses((*chunks[i].entries, _BARE))
    return replace(chunks[i], place=place, source="gazetteer", entries=entries), left, right


def _is_near_border(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether "border" only tells what kind of town or unit is meant: "the border province of Izabal"."""
    after = chunks[i + 1 : i + 2]
    return chunks[i].can_be("generic", "border") and any(c.can_be("generic", "city", "state") for c in after)


_BARE = Entry(kind="bare")
"""Marks "the border" without a country, which is the one named before."""


def _is_between_countries(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether those who stay are between two countries, on their border: "stranded between Serbia and Croatia"."""
    return i > 0 and chunks[i].can_be("preposition", "between") and chunks[i - 1].can_be("motion", "stay", "block")


def _country(chunk: Chunk) -> str | None:
    if chunk.place is not None and chunk.mention is not None and chunk.place.feature == "A":
        return chunk.place.country
    demonym = chunk.get("demonym")
    return demonym.value if demonym else None


def _country_of_town(chunk: Chunk) -> str | None:
    return chunk.place.country if chunk.place is not None and _is_town(chunk) else None


def _countries_left(chunks: Sequence[Chunk], i: int) -> tuple[int, list[str]]:
    """The countries right before "border" ("the US-Mexico border"), and the chunk with which they begin."""
    left, found, j = i, list[str](), i - 1
    while j >= 0 and len(found) < 2:
        code = _country(chunks[j])
        if code:
            found.append(code)
            left = j
        elif not _is_before_border(chunks, j):
            break
        j -= 1
    return left, found


def _is_before_border(chunks: Sequence[Chunk], j: int) -> bool:
    """Whether chunk j can stand between a country and "border": "Mexico's southern", "the Mexican side of the"."""
    chunk = chunks[j]
    if chunk.mark in ("-", "'", "/") or chunk.can_be("modifier") or chunk.text == "s" or chunk.can_be("conjunction"):
        return True
    side = any(c.can_be("side") for c in chunks[max(0, j - 3) : j + 1])
    return side and (chunk.can_be("side") or chunk.can_be("determiner") or chunk.can_be("preposition", "of"))


def _countries_right(chunks: Sequence[Chunk], i: int) -> tuple[int, list[str]]:
    """The countries after "border with", "border between", "frontera sur de", and the chunk with which they end."""
    right, found, j = i, list[str](), i + 1
    j += j < len(chunks) and chunks[j].can_be_any(_SIDES)
    if j >= len(chunks) or not chunks[j].can_be("preposition", "with", "between", "of", "from"):
        return right, found
    between, source = chunks[j].can_be("preposition", "between"), chunks[j].can_be("preposition", "from")
    j += 1
    while j < len(chunks) and len(found) < 2:
        code = _country(chunks[j]) or (_country_of_town(chunks[j]) if between else None)
        if code and (place := chunks[j].place) is not None and not (source and place.kind == "state"):
            found.append(code)
            right = j
        elif not (
            chunks[j].can_be("determiner") or chunks[j].can_be("conjunction") or chunks[j].can_be("preposition", "with")
        ):
            break
        j += 1
    return right, found


_SIDES = frozenset[Mark](("south", "north"))


def _border_again(chunks: Sequence[Chunk], i: int, last: Place | None, scene: Scene) -> Place | None:
    """ "the border", after a border has been named, or "its border" between the only two countries of the sentence."""
    named = sorted({c.place.country for c in chunks if c.place and c.place.kind == "country" and c.place.country})
    between = scene.index.border(*named) if len(named) == len(("one", "other")) else None
    if not _is_definite(chunks, i):
        return between if _has_before(chunks, i, "owned") else None
    options = [place for code in named for place in scene.index.borders_of(code)]
    if chunks[i].can_be("generic", "span") and scene.barrier is not None:
        return scene.barrier
    return last or between or (options[0] if len(options) == 1 else None)


_SPANNED = ("border", "river", "bridge")
"""What "the bridge" leads over, or is."""


def _border(countries: Sequence[str], chunks: Sequence[Chunk], i: int, scene: Scene) -> Place | None:
    first = countries[0]
    others = [code for code in countries if code != first]
    if others:
        return scene.index.border(first, others[0])
    if len(countries) > 1:  # of two states: "la frontera entre Sinaloa y Sonora"
        return None
    by_latitude = sorted(scene.index.borders_of(first), key=lambda place: place.position.lat)
    for kind, end in (("south", 0), ("north", -1)):
        if by_latitude and any(chunk.can_be(kind) for chunk in chunks[max(0, i - 2) : i + 2]):
            return by_latitude[end]
    here = Counter(code for chunk in chunks if (code := _country(chunk)))
    options = scene.index.borders_of(first)
    around = Counter(_side_of(options, town) for town in scene.named if options)
    return max(options, key=lambda place: _likelihood(place, first, here, around, scene), default=None)


def _side_of(options: Sequence[Place], town: Place) -> str:
    """The border that a town speaks for: the nearest of its country; "" where it has none."""
    shared = [option for option in options if town.country in option.countries]
    near = min(shared, key=lambda option: (option.position.km_to(town.position), option.id), default=None)
    return near.id if near is not None else ""


def _likelihood(place: Place, first: str, here: Counter[str], around: Counter[str], scene: Scene) -> tuple[float, ...]:
    """What speaks for a border: its other country in the sentence, the town near to it, what the article names."""
    other = next(code for code in place.countries if code != first)
    here_about = scene.town is not None and scene.town.country == first
    near = -scene.town.position.km_to(place.position) if scene.town is not None and here_about else 0.0
    everywhere = other == _EVERYWHERE
    article = around[place.id] + (0 if everywhere else scene.countries[other])
    return (0 if everywhere else here[other], near, article, not everywhere, len(place.names))


_EVERYWHERE = "US"
"""Named in nearly every text as the goal, so that naming it says nothing of where the border is."""


# --- towns -------------------------------------------------------------------------------------


def _with_towns(row: Row, scene: Scene) -> Row:
    if row.marks.isdisjoint(_TOWNS):
        return row
    chunks = row.chunks
    town, source = scene.town, scene.town_source
    made = list(chunks)
    for i, chunk in enumerate(chunks):
        if (
            chunk.mention is not None
            and chunk.place is not None
            and chunk.place.feature == "P"
            and chunk.mention.literal
            and not any(c.can_be("preposition", "beside") for c in chunks[max(0, i - 2) : i])
        ):
            town, source = chunk.place, chunk.source
        elif chunk.can_be_any(_TOWNS) and _stands_for_town(chunks, i):
            made[i] = replace(chunk, place=_unnamed(chunks, i, town, scene), source=source or "gazetteer")
    return row if made == list(chunks) else Row.of(row.sentence, made, row.starts, row.ends)


def _unnamed(chunks: Sequence[Chunk], i: int, town: Place | None, scene: Scene) -> Place | None:
    """The place of "the city", "the capital", "the state capital", "this last country" at chunk i."""
    chunk, owner = chunks[i], _owned_by(chunks, i)
    if owner is not None:
        return seat_of(owner, scene.index) if chunk.can_be("generic", "capital") else _land(owner, scene.index)
    if chunk.can_be("generic", "country"):
        if _has_before(chunks, i, "possessive"):
            return scene.homeland(chunks[:i])
        named = [c.place for c in chunks[:i] if c.place is not None and c.place.kind == "country"]
        return named[-1] if named else None
    if chunk.can_be("here") and scene.dateline is not None:
        return scene.dateline
    if chunk.can_be("generic", "state-capital"):
        return scene.state_capital()
    if chunk.can_be("generic", "unit"):
        return scene.unit()
    if chunk.can_be("generic", "capital"):
        return scene.capital()
    return scene.dateline if scene.dateline is not None and _has_before(chunks, i, "demonstrative") else town


def _owned_by(chunks: Sequence[Chunk], i: int) -> str | None:
    """The code of the country or unit whose land or capital chunk i is: "Mexican territory", "la capital poblana"."""
    if chunks[i].mention is not None or chunks[i].place is not None:
        return None
    if chunks[i].can_be("generic", "capital") and (unit := _unit_of(chunks, i)) is not None:
        return unit.country if unit.kind == "country" else unit.admin1
    beside = (*chunks[i + 1 : i + 2], *(chunks[i - 1 : i] if chunks[i].can_be("generic", "land", "capital") else ()))
    owners = (owner for chunk in beside if (owner := chunk.get("native") or chunk.get("demonym")) is not None)
    return next((owner.value for owner in owners), None)


def _unit_of(chunks: Sequence[Chunk], i: int) -> Place | None:
    """The country or unit of "the capital of Honduras" and of "Mexico's capital"."""
    of, behind = (*chunks[i + 1 : i + 3], None, None)[:2]
    owner = None
    if of is not None and behind is not None and of.can_be("preposition", "of"):
        owner = behind.place
    elif i >= len(("Mexico", "'", "s")) and chunks[i - 1].text == "s" and chunks[i - 2].mark == "'":
        owner = chunks[i - 3].place
    return owner if owner is not None and owner.kind in ("country", "state") else None


def _land(code: str, index: GazetteerIndex) -> Place | None:
    """The country or unit of this code."""
    units = (place for place in index.within(code) if place.kind == "state")
    return next(units, None) if "-" in code else index.country(code)


def _stands_for_town(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether chunk i is "the city" or "this border town" with no name of its own, or "there"."""
    chunk = chunks[i]
    if chunk.can_be("generic", "land", "capital", "unit") and _owned_by(chunks, i) is not None:
        return _unit_of(chunks, i) is not None or not _is_named(chunks, i)
    if chunk.can_be("there"):
        following = chunks[i + 1] if i + 1 < len(chunks) else None
        return following is None or not following.can_be("auxiliary-passive")
    if chunk.can_be("generic", "country"):
        own = chunks[i].can_be("generic", "country") and _has_before(chunks, i, "possessive")
        return (own or _has_before(chunks, i, "demonstrative")) and not _is_named(chunks, i)
    if not chunk.can_be("generic", "city", "capital", "state-capital", "unit") or chunk.place is not None:
        return False
    if i > 1 and chunks[i - 2].mark == "," and any(c.place is not None for c in chunks[max(0, i - 4) : i - 2]):
        return False
    if chunk.can_be("generic", "capital") and i + 1 < len(chunks) and (chunks[i + 1].plain or chunks[i + 1].proper):
        return False
    return _is_definite(chunks, i) and not _is_named(chunks, i)


def _is_definite(chunks: Sequence[Chunk], i: int) -> bool:
    return _has_before(chunks, i, "definite")


def _has_before(chunks: Sequence[Chunk], i: int, kind: str) -> bool:
    """Whether such a word stands before chunk i, with nothing but adjectives between, one of them an unknown word."""
    j = i - 1
    while j >= 0 and not chunks[j].can_be(kind) and (chunks[j].can_be("modifier") or chunks[j].can_be("demonym")):
        j -= 1
    j -= j > 0 and chunks[j].plain and not chunks[j].can_be(kind) and chunks[j - 1].can_be(kind)
    return j >= 0 and chunks[j].can_be(kind)


def _is_town(chunk: Chunk) -> bool:
    return chunk.mention is not None and chunk.place is not None and chunk.place.feature == "P"


def _is_named(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a name follows: "the city of X", "the city X", "the state capital, X", "the city's mayor"."""
    following = chunks[i + 1 : i + 4]
    if len(following) > 1 and following[0].mark == "," and _is_town(following[1]):
        return True
    if any(c.mention is not None for c in following[:1]) or (following and following[0].mark == "'"):
        return True
    if not following or not following[0].can_be("preposition", "of"):
        return False
    return not any(c.can_be("generic", "country") for c in following[1:])
