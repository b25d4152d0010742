"""Made-up news of made-up caravans, as many articles as one likes, with the routes that they tell of.

Every caravan goes from town to town of the example's gazetteer, a stop a day or two; each article tells of one to three
of its stops, in one of many ways, and stands among nine that tell of something else. Nothing is drawn by chance that
is not drawn alike each time.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from routes.model import Place, Position

__all__ = ["Journey", "articles", "caravans_yaml", "journeys", "news", "write_corpus"]

_SYLLABLES = "ba ce di fo gu ka le mi no pu ra se ti vo zu".split()  # noqa: SIM905 - easier to read
_FIRST = date(2018, 1, 3)
_STOPS = 12
_STEP_KM = (15.0, 55.0)
_TOLD = (
    "The {name} caravan arrived in {place}, {state}, on {day}.",
    "On {day}, the {name} caravan reached {place}, in the state of {state}.",
    "Members of the {name} caravan spent the night in {place}, {state}, on {day}.",
    "The migrants of the {name} caravan left {place}, {state}, on {day}.",
    "By nightfall on {day} the {name} caravan had arrived in {place}, {state}.",
)
_BESIDE = (
    "Volunteers handed out water and shoes.",
    "“We are tired, but we go on,” said a woman with two children.",
    "Officials had no comment.",
    "It rained for most of the afternoon.",
)
_OTHER = (
    "The mayor of {place} opened a new market hall, and prices of maize fell by a tenth.",
    "A storm is expected to bring rain to {place} and the coast over the weekend.",
    "The team of {place} won two to one after a penalty in the last minute.",
    "The bank left its interest rate as it was, and analysts in {place} had thought so.",
    "A museum in {place} shows drawings of birds, most of them for the first time.",
    "Doctors in {place} said that the number of cases of influenza had not grown.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A made-up caravan: its name, and where it was on which day."""

    name: str
    stops: tuple[tuple[Place, date], ...]

    @property
    def id(self) -> str:
        """Its id in `caravans.yaml`."""
        return self.name.lower().replace(" ", "-")


def journeys(places: list[Place], count: int) -> list[Journey]:
    """So many caravans, each with its route; `places` are those of the example."""
    states = _states(places)
    towns = sorted((p for p in places if p.feature == "P" and p.admin1 in states), key=lambda p: p.id)
    names = ["".join(parts).capitalize() for parts in product(_SYLLABLES, repeat=3)]
    return [_journey(names[number], towns, number) for number in range(count)]


def _journey(name: str, towns: list[Place], number: int) -> Journey:
    chance = random.Random(number)  # noqa: S311 - no secret
    at, day = chance.choice(towns), _FIRST + timedelta(days=chance.randrange(1500))
    stops = [(at, day)]
    while len(stops) < _STOPS:
        near = [p for p in towns if all(p is not q for q, _ in stops) and _is_step(p.position, at.position)]
        if not near:
            break
        at, day = chance.choice(near), day + timedelta(days=chance.choice((1, 1, 2)))
        stops.append((at, day))
    return Journey(name=name, stops=tuple(stops))


def _states(places: list[Place]) -> dict[str | None, str]:
    """Mexico's states by their code."""
    return {p.admin1: p.name for p in places if p.kind == "state" and p.country == "MX" and p.admin1}


def _is_step(one: Position, other: Position) -> bool:
    return _STEP_KM[0] <= one.km_to(other) <= _STEP_KM[1]


def articles(made: list[Journey], places: list[Place], count: int) -> Iterator[dict[str, str]]:
    """So many articles, one in ten of a caravan."""
    states = _states(places)
    towns = [p.name for p in places if p.feature == "P"]
    for number in range(count):
        chance = random.Random(number)  # noqa: S311 - as above
        told = made[number // 10 % len(made)]
        yield _news(told, states, number, chance) if number % 10 == 0 else _other(towns, number, chance)


def news(made: list[Journey], places: list[Place], count: int) -> Iterator[dict[str, str]]:
    """So many articles, all of caravans."""
    states = _states(places)
    for number in range(count):
        chance = random.Random(number)  # noqa: S311 - as above
        yield _news(made[number % len(made)], states, number, chance)


def _news(told: Journey, states: dict[str | None, str], number: int, chance: random.Random) -> dict[str, str]:
    first = chance.randrange(len(told.stops))
    lines = []
    for place, day in told.stops[first : first + chance.randint(1, 3)]:
        when = f"{day:%B} {day.day}, {day.year}"
        words = {"name": told.name, "place": place.name, "state": states[place.admin1], "day": when}
        lines += [chance.choice(_TOLD).format(**words), chance.choice(_BESIDE)]
    last = told.stops[min(first + 2, len(told.stops) - 1)][1]
    return _article(number, f"On the way with the {told.name} caravan", last, "\n\n".join(lines))


def _other(towns: list[str], number: int, chance: random.Random) -> dict[str, str]:
    lines = [chance.choice(_OTHER).format(place=chance.choice(towns)) for _ in range(chance.randint(3, 9))]
    return _article(number, f"News of the day {number}", _FIRST + timedelta(days=number % 1500), "\n\n".join(lines))


def _article(number: int, title: str, day: date, text: str) -> dict[str, str]:
    told = {"title": title, "publisher": f"Paper {number % 97}", "published": day.isoformat(), "lang": "en"}
    return {**told, "text": text}


def caravans_yaml(made: list[Journey]) -> str:
    """A registry of the caravans."""
    entries = [{"id": one.id, "name": f"{one.name} caravan", "departed": one.stops[0][1].isoformat()} for one in made]
    return json.dumps({"caravans": entries}, indent=1)


def write_corpus(file: Path, made: list[Journey], places: list[Place], count: int) -> None:
    """So many articles as lines of JSON."""
    with file.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(one) + "\n" for one in articles(made, places, count))
