"""`candidates.yaml`: proposals in the gazetteer's own form, added below what an editor wrote."""

from __future__ import annotations

from dataclasses import replace

from routes.gazetteer.candidates import candidates_yaml, place_block
from routes.gazetteer.geocoding import Answer
from routes.gazetteer.parse import parse_gazetteer
from routes.model import BoundingBox, Place, PlaceName, Position

FRONTERA = Place(
    id="frontera-comalapa-mx",
    name="Frontera Comalapa",
    names=(PlaceName(text="Frontera Comalapa"), PlaceName(text="Comalapa: the border")),
    feature="P",
    kind="town",
    country="MX",
    countries=("MX",),
    position=Position(lat=15.6606, lon=-92.1439),
    bbox=BoundingBox(west=-92.18, south=15.62, east=-92.1, north=15.7),
    source="geocoder: nominatim, OpenStreetMap node 316",
)
OTHER = replace(FRONTERA, id="other-mx", name="Other", names=(PlaceName(text="Other"),), bbox=None)


def answer(name: str, *places: Place) -> Answer:
    return Answer(name=name, outcome="found", places=places)


def test_proposals_have_the_form_of_the_gazetteer() -> None:
    text = candidates_yaml([answer("Comalapa", FRONTERA, OTHER)])
    assert parse_gazetteer(text, "candidates.yaml") == ((FRONTERA, OTHER), ())
    assert "  # asked for: Comalapa (proposal 1 of 2)\n  - id: frontera-comalapa-mx\n" in text
    assert "move its block into gazetteer.yaml" in text


def test_the_order_of_answers_does_not_matter() -> None:
    one, two = answer("Zeta", FRONTERA), answer("Álamo", OTHER)
    assert candidates_yaml([one, two]) == candidates_yaml([two, one])
    assert candidates_yaml([one, two]).index("other-mx") < candidates_yaml([one, two]).index("frontera-comalapa-mx")


def test_the_same_answers_again_change_nothing() -> None:
    text = candidates_yaml([answer("Comalapa", FRONTERA)])
    assert candidates_yaml([answer("Comalapa", FRONTERA)], text) == text


def test_nothing_found_writes_nothing() -> None:
    assert candidates_yaml([]) == ""
    assert candidates_yaml([Answer(name="x", outcome="not_found")], "# mine\n") == "# mine\n"


def test_what_an_editor_wrote_stays_and_new_proposals_come_below() -> None:
    mine = candidates_yaml([answer("Comalapa", FRONTERA)]).replace("15.6606", "15.7  # mended, J.") + "  # my note"
    text = candidates_yaml([answer("Comalapa", FRONTERA), answer("Other", OTHER)], mine)
    assert text.startswith(mine)
    assert text.count("- id:") == 2
    assert [place.id for place in parse_gazetteer(text, "c")[0]] == ["frontera-comalapa-mx", "other-mx"]


def test_a_block_behind_a_hash_is_refused_for_good() -> None:
    text = candidates_yaml([answer("Comalapa", FRONTERA)])
    head, blocks = text.split("places:\n")
    refused = head + "places:\n" + "".join(f"#{line}\n" for line in blocks.splitlines())
    assert candidates_yaml([answer("Comalapa", FRONTERA)], refused) == refused


def test_proposals_stay_in_the_list_when_other_keys_follow() -> None:
    text = candidates_yaml([answer("Other", OTHER)], "places:\n# none yet\nrefused:\n  - Comalapa\n")
    assert text.endswith('OpenStreetMap node 316"\nrefused:\n  - Comalapa\n')
    assert candidates_yaml([answer("Other", OTHER)], "# mine").startswith("# mine\nplaces:\n  # asked for: Other\n")


def test_hostile_names_are_read_back_as_they_are() -> None:
    for name in ("No", "12:30", "a: b", "x #y", '"q" \\ \'', "- a", "{{7*7}}", "ñ", "*x", "&x", "!x", "true", "14"):
        place = replace(OTHER, name=name, names=(PlaceName(text=name), PlaceName(text=name + " 2", lang="es")))
        assert parse_gazetteer("places:\n" + place_block(place), "c") == ((place,), ())


def test_line_ends_in_a_name_cannot_break_the_file() -> None:
    place = replace(OTHER, name="a\n  - id: b\u2028c", names=(PlaceName(text="a\n  - id: b\u2028c"),))
    text = candidates_yaml([answer("x\ny: z", place)])
    ((read,), problems) = parse_gazetteer(text, "c")
    assert (read.name, problems) == ("a   - id: b c", ())
