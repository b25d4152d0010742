"""How the news is written: brackets, apposition, what is left out, what only stands beside it.

Every article is of Friday, 26 October 2018, unless it says otherwise.
"""

import pytest

from reading.facts import FIRST, Report, events_of, fact, names_of, reports_of

CARAVAN = "2018-10-caravan"

ASIDES = [
    fact(
        "The caravan walked 40 miles (65 kilometers) on Thursday to Arriaga.",
        (FIRST, "arriaga", "arrived", "2018-10-25"),
    ),
    fact(
        "The National Institute of Migration (INM) said that a group of about 300 people left Huixtla on Wednesday.",
        (CARAVAN, "huixtla", "departed", "2018-10-24"),
    ),
]
THE_GROUP = [
    fact(
        "The group estimated at 2,000 people marched into Huixtla on Monday.",
        (CARAVAN, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The group, which swelled on the way, reached Huixtla on Monday.",
        (CARAVAN, "huixtla", "arrived", "2018-10-22"),
    ),
    fact("The small group reached Huixtla on Monday.", (CARAVAN, "huixtla", "arrived", "2018-10-22")),
    fact(
        "It is the sixth caravan of the year. The caravan reached Huixtla on Monday.",
        ("2022-05-caravan", "huixtla", "arrived", "2022-05-02"),
        published="2022-05-06",
    ),
]
DEPARTURES = [
    fact(
        "The caravan reached Huixtla on Monday. On Wednesday it set out before dawn.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
        (FIRST, "huixtla", "departed", "2018-10-24"),
    ),
    fact(
        "The caravan reached Huixtla on Monday. It left behind tents on Wednesday.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The Honduran migrants of the caravan left their country on Oct. 13.",
        (FIRST, "honduras", "departed", "2018-10-13"),
    ),
    fact("The Honduran migrants of the caravan left their country to find work."),
]
DAYS = [
    fact(
        "The caravan had grown before it reached Huixtla on Monday.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "It was a hard week. The caravan left Tapachula on Monday. It reached Huixtla.",
        (FIRST, "tapachula", "departed", "2018-10-22"),
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "Members of the caravan arrive at the town of Huixtla, Mexico, 22 October 2018.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
]
NO_STOP = [
    fact("In Huixtla, police prevented them from begging at the doors of the shops."),
    fact("The caravan has set its sights on reaching Huixtla.", (FIRST, "huixtla", "planned", None)),
]


@pytest.mark.parametrize(("text", "reports", "more"), [*ASIDES, *THE_GROUP, *DEPARTURES, *DAYS, *NO_STOP])
def test_english(text: str, reports: list[Report], more: dict[str, str]) -> None:
    assert reports_of(text, **more) == reports


def test_a_border_that_is_only_a_goal_is_not_where_the_next_sentence_happens() -> None:
    text = "On Monday the caravan slept in Huixtla, hoping to reach the U.S. border. Police fired tear gas at them."
    assert events_of(text) == [("clash", "huixtla", "2018-10-22")]


def test_of_namesakes_in_one_country_the_one_near_what_the_text_names() -> None:
    text = "CIUDAD HIDALGO, Mexico (AP) - They swam the river from Guatemala."
    assert names_of(text)[0] == ("CIUDAD HIDALGO", "ciudad-hidalgo")
