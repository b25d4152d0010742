"""Names that no list has: what looks like a place, and what it may mean."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reading.facts import article, knowledge, known
from routes.articles import read_folder
from routes.building import build
from routes.curation import named, suggestions
from routes.gazetteer.geocoding import GeocoderSettings
from routes.gazetteer.index import GazetteerIndex
from routes.gazetteer.refused import Refusals
from routes.model import Atlas
from routes.project import open_project
from routes.reading import Knowledge, read
from routes.sightings import sightings
from routes.suggest import suggest

PLACES = [
    "They slept in Villa Inventada, Chiapas.",
    "By dusk they reached Villa Inventada and stopped.",
    "In Villa Inventada the caravan rested.",
    "It came to the southern town of Villa Inventada.",
    "A bus took them from Huixtla to a camp near Villa Inventada on Tuesday.",
    "They washed on the banks of the Villa Inventada river.",
    "VILLA INVENTADA, Mexico — They rested in Villa Inventada.",
    "The municipality of Villa Inventada gave them water.",
]
LUGARES = [
    "Durmieron en Villa Inventada, Chiapas.",
    "La caravana llegó a Villa Inventada el lunes.",
    "Pasaron por el poblado de Villa Inventada.",
    "Caminan hacia Villa Inventada.",
]
NO_PLACES = [
    "In Juan Inventado they found a friend.",
    "President Inventado said that he saw it in Chiapas.",
    "Irineo Inventado, 46, walked with them in Chiapas.",
    "The caravan is watched by the Inventado Institute in Chiapas.",
    "They wrote on Facebook and in English.",
    "In March and on Monday they rested.",
    "According to Inventado, they rest.",
    "The National Institute of Inventado (INI) counted them.",
    "They marched with Inventado to the border.",
    "Inventado told them so. They spoke to Inventado.",
    "They waited for Congress. In Congress they were heard.",
    "Migrants Walk From Inventado Toward Border Town",
]


def likely(text: str, lang: str = "en") -> list[str]:
    reading = read(article(text, "2018-10-24", lang), knowledge())
    found = suggest([sightings(reading, knowledge())], Atlas(), lambda _: (), Refusals())
    return [one.name for one in found]


@pytest.mark.parametrize("text", PLACES)
def test_a_name_behind_a_word_of_place_looks_like_one(text: str) -> None:
    assert likely(text) == ["Villa Inventada"]


@pytest.mark.parametrize("text", LUGARES)
def test_in_spanish_too(text: str) -> None:
    assert likely(text, "es") == ["Villa Inventada"]


@pytest.mark.parametrize("text", NO_PLACES)
def test_persons_offices_days_and_headlines_do_not(text: str) -> None:
    assert likely(text) == []


def test_a_person_of_the_article_is_none_where_a_preposition_stands_before_the_name() -> None:
    assert likely("President Juan Inventado spoke. Faith in Inventado is gone.") == []


def test_the_most_frequent_comes_first_in_its_usual_spelling() -> None:
    text = "VILLA UNO, Mexico — They left Villa Uno. They slept in Villa Dos. They saw Villa Uno."
    assert likely(text) == ["Villa Uno", "Villa Dos"]


def test_of_the_names_of_the_example_that_no_list_has_all_are_places() -> None:
    units = tuple(place for place in known().places if place.feature == "A")
    knowing = Knowledge(index=GazetteerIndex.build(units))
    articles, _ = read_folder(Path(__file__).parents[1] / "articles", "articles")
    met = [sightings(read(one, knowing), knowing) for one in articles]
    found = [one.name for one in suggest(met, Atlas(), lambda _: (), Refusals())]
    assert len(found) > 30
    assert [name for name in found if not knowledge().index.named(name)] == ["Palillo", "Sula"]


# --- in a project ------------------------------------------------------------------------------

GAZETTEER = """\
places:
  - {id: mexico, name: Mexico, class: A, kind: country, country: MX, lat: 23, lon: -102}
  - {id: huixtla, name: Huixtla, class: P, kind: town, country: MX, lat: 15.1392, lon: -92.4634}
  - {id: arriaga, name: Arriaga, class: P, kind: town, country: MX, lat: 16.2356, lon: -93.8997}
"""
ARTICLE = """\
---
published: 2018-10-27
---
The first caravan arrived in Huixtla, Mexico, on Tuesday. On Thursday the men slept near Buenavista. On Friday the
caravan reached Arriaga. The police of Villa Inventada, Mexico, watched. In Villa Inventada nobody slept.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "gazetteer.yaml").write_text(GAZETTEER, encoding="utf-8")
    (tmp_path / "articles" / "a.md").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_proposals_are_ordered_by_their_distance_to_the_stops_before_and_after(folder: Path) -> None:
    one = named(open_project(folder)[0], "Buenavista")
    assert [stop.place.id for stop in one.stops] == ["huixtla", "arriaga"]
    assert [proposal.number for proposal in one.proposals] == [1, 2, 3, 4, 5]
    away = [sum(proposal.km) for proposal in one.proposals]
    assert away == sorted(away)
    assert away[0] < 300
    assert {proposal.meaning.place.name for proposal in one.proposals} == {"Buenavista"}


def test_what_a_geocoder_found_comes_behind_the_bundled_lists(folder: Path) -> None:
    block = (
        "  - {id: bv, name: Buenavista, class: P, kind: hamlet, country: MX, lat: 15.6, lon: -93, source: geocoder}\n"
    )
    (folder / "candidates.yaml").write_text(f"places:\n{block}", encoding="utf-8")
    lists = [proposal.meaning.found_in for proposal in named(open_project(folder)[0], "Buenavista").proposals]
    assert lists == ["towns", "towns", "towns", "towns", "candidates"]


def test_a_place_of_the_gazetteer_of_routes_is_proposed_without_what_refers_to_others(folder: Path) -> None:
    (proposal, *_) = named(open_project(folder)[0], "Escuintla").proposals
    assert proposal.meaning.found_in == "shipped"
    assert set(proposal.meaning.record.get("prefer_near", ())) <= {"mexico", "huixtla", "arriaga"}


def test_a_build_and_the_suggestions_count_the_same_names(folder: Path) -> None:
    text = "On Friday they arrived in Villa Xolótla, Mexico. On Saturday they arrived in Villa Xolotla, Mexico."
    (folder / "articles" / "b.md").write_text(f"---\npublished: 2018-10-28\n---\n{text}\n", encoding="utf-8")
    project = open_project(folder)[0]
    found, _ = suggestions(project)
    offline = GeocoderSettings(offline=True)
    built = build(project, geocoder=offline, today=date(2026, 1, 1), tell=lambda _: None).unplaced
    assert len(built) == 1
    assert sorted(built) == sorted(one.name for one in found if one.is_read)
    assert [one.name for one in found if not one.is_read] == ["Villa Inventada"]


def test_the_sentences_are_those_of_the_name(folder: Path) -> None:
    found, problems = suggestions(open_project(folder)[0])
    assert problems == ()
    assert [(one.name, one.times, one.articles) for one in found] == [("Villa Inventada", 2, 1)]
    assert [source.quote for source in found[0].sources] == [
        "The police of Villa Inventada, Mexico, watched.",
        "In Villa Inventada nobody slept.",
    ]
