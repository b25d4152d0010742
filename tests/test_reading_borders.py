"""Borders, rivers, bridges, and places that a text does not name again. Articles are of Friday, 26 October 2018."""

import pytest

from reading.facts import FIRST, Event, Report, events_of, fact, reports_of

BORDERS = [
    fact(
        "On Friday the caravan camped at the Suchiate River. Officials closed the border between Guatemala and Mexico."
        " The migrants waded across a shallow stretch of the river.",
        (FIRST, "suchiate-river", "present", "2018-10-26"),
        (FIRST, "suchiate-river", "passed", "2018-10-26"),
    ),
    fact(
        "On Monday the migrants were stranded between Serbia and Croatia.",
        ("2018-10-caravan", "croatia-serbia-border", "present", "2018-10-22"),
    ),
    fact(
        "On Friday they rushed across the border between Guatemala and Mexico. They spent that night on the bridge.",
        ("2018-10-caravan", "mexico-guatemala-border", "passed", "2018-10-26"),
        ("2018-10-caravan", "mexico-guatemala-border", "present", "2018-10-26"),
    ),
    fact("The caravan reached the U.S.-Mexico border on Monday.", (FIRST, "mexico-us-border", "arrived", "2018-10-22")),
    fact("The caravan reached the US-Mexico border on Monday.", (FIRST, "mexico-us-border", "arrived", "2018-10-22")),
    fact(
        "The caravan reached the border between Guatemala and Mexico on Friday, October 19.",
        (FIRST, "mexico-guatemala-border", "arrived", "2018-10-19"),
    ),
    fact(
        "The caravan reached Mexico's southern border on October 19.",
        (FIRST, "mexico-guatemala-border", "arrived", "2018-10-19"),
    ),
    fact(
        "The caravan reached the southern border of Mexico on October 19.",
        (FIRST, "mexico-guatemala-border", "arrived", "2018-10-19"),
    ),
    fact(
        "The caravan reached the Guatemalan border with Mexico on October 19.",
        (FIRST, "mexico-guatemala-border", "arrived", "2018-10-19"),
    ),
    fact(
        "The caravan, still in Guatemala, reached Mexico's border on October 19.",
        (FIRST, "mexico-guatemala-border", "arrived", "2018-10-19"),
    ),
    fact("The caravan hopes to reach the U.S. border.", (FIRST, "mexico-us-border", "planned", None)),
    fact(
        "The caravan hopes to reach the southern border of the United States.",
        (FIRST, "mexico-us-border", "planned", None),
    ),
    fact(
        "The caravan reached the Suchiate River on October 19. On October 20 they crossed the river.",
        (FIRST, "suchiate-river", "arrived", "2018-10-19"),
        (FIRST, "suchiate-river", "passed", "2018-10-20"),
    ),
    fact(
        "The caravan crossed the Suchiate River on rafts on Saturday.",
        (FIRST, "suchiate-river", "passed", "2018-10-20"),
    ),
    fact(
        "The caravan crossed from Guatemala into Mexico on October 19.",
        (FIRST, "guatemala", "departed", "2018-10-19"),
        (FIRST, "mexico", "arrived", "2018-10-19"),
    ),
    fact(
        "The caravan was blocked on the Rodolfo Robles bridge on October 19.",
        (FIRST, "rodolfo-robles-bridge", "blocked", "2018-10-19"),
    ),
    fact(
        "The caravan entered Guatemala at Agua Caliente on October 15.",
        (FIRST, "agua-caliente", "arrived", "2018-10-15"),
    ),
    fact(
        "The caravan arrived in Tapachula on Sunday. The first of them reached the border city from Ciudad Hidalgo.",
        (FIRST, "tapachula", "arrived", "2018-10-21"),
        (FIRST, "ciudad-hidalgo", "departed", "2018-10-21"),
        fails="an origin without a verb of leaving",
    ),
]

BORDERS_ES = [
    fact(
        "La caravana llegó el 19 de octubre a la frontera con Guatemala.",
        (FIRST, "mexico-guatemala-border", "arrived", "2018-10-19"),
    ),
    fact(
        "La caravana llegó el 19 de octubre a la frontera entre Guatemala y México.",
        (FIRST, "mexico-guatemala-border", "arrived", "2018-10-19"),
    ),
    fact(
        "La caravana llegó el 19 de octubre a la frontera sur de México.",
        (FIRST, "mexico-guatemala-border", "arrived", "2018-10-19"),
    ),
    fact("La caravana espera llegar a la frontera con Estados Unidos.", (FIRST, "mexico-us-border", "planned", None)),
    fact("La caravana cruzó el río Suchiate el sábado.", (FIRST, "suchiate-river", "passed", "2018-10-20")),
    fact(
        "La caravana llegó al río Suchiate el 19 de octubre. El sábado los migrantes cruzaron el río.",
        (FIRST, "suchiate-river", "arrived", "2018-10-19"),
        (FIRST, "suchiate-river", "passed", "2018-10-20"),
    ),
    fact(
        "La caravana fue bloqueada en el puente Rodolfo Robles el 19 de octubre.",
        (FIRST, "rodolfo-robles-bridge", "blocked", "2018-10-19"),
    ),
]

CROSSINGS = [
    fact("The caravan crossed the Suchiate River on rafts on Saturday.", ("crossing", "suchiate-river", "2018-10-20")),
    fact(
        "The caravan crossed into Guatemala at Agua Caliente on October 15.",
        ("crossing", "agua-caliente", "2018-10-15"),
    ),
    fact(
        "The caravan reached the Suchiate River on October 19. On October 20 they crossed the river.",
        ("crossing", "suchiate-river", "2018-10-20"),
    ),
]

CROSSINGS_ES = [
    fact("La caravana cruzó el río Suchiate el sábado.", ("crossing", "suchiate-river", "2018-10-20")),
    fact(
        "Los migrantes de la caravana cruzaron el río Suchiate el sábado.", ("crossing", "suchiate-river", "2018-10-20")
    ),
]


@pytest.mark.parametrize(("text", "reports", "more"), BORDERS)
def test_borders_are_places(text: str, reports: list[Report], more: dict[str, str]) -> None:
    assert reports_of(text, **more) == reports


@pytest.mark.parametrize(("text", "reports", "more"), BORDERS_ES)
def test_borders_are_places_in_spanish(text: str, reports: list[Report], more: dict[str, str]) -> None:
    assert reports_of(text, lang="es", **more) == reports


@pytest.mark.parametrize(("text", "events", "more"), CROSSINGS)
def test_a_border_crossed_is_an_event(text: str, events: list[Event], more: dict[str, str]) -> None:
    assert events_of(text, **more) == events


@pytest.mark.parametrize(("text", "events", "more"), CROSSINGS_ES)
def test_a_border_crossed_is_an_event_in_spanish(text: str, events: list[Event], more: dict[str, str]) -> None:
    assert events_of(text, lang="es", **more) == events


def test_the_border_city_is_the_town_that_the_text_stands_in() -> None:
    text = (
        "TIJUANA, Mexico (Reuters) - The first caravan was tired. "
        "About 300 migrants of the caravan arrived in the border city on Tuesday."
    )
    assert reports_of(text, published="2018-11-14") == [(FIRST, "tijuana", "arrived", "2018-11-13")]


def test_a_river_that_no_sentence_names_is_the_last_one_told_of() -> None:
    text = "The caravan stood on the Rodolfo Robles bridge on Friday, October 19. On Saturday they crossed."
    statuses = {(place, status) for _, place, status, _ in reports_of(text)}
    assert ("rodolfo-robles-bridge", "passed") in statuses
