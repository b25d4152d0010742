"""How the news is written: brackets, apposition, what is left out, what only stands beside it.

Every article is of Friday, 26 October 2018, unless it says otherwise.
"""

import pytest

from reading.facts import FIRST, SECOND, Report, events_of, fact, names_of, reports_of

CARAVAN = "2018-10-caravan"

ASIDES = [
    fact(
        "The second caravan (1,000 to 1,500 people) reached Huixtla on Monday.",
        (SECOND, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The caravan will rest in Huixtla for a day (November 6) and then in Arriaga on November 8.",
        (FIRST, "huixtla", "planned", "2018-11-06"),
        (FIRST, "arriaga", "planned", "2018-11-08"),
    ),
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
PLACES = [
    fact("The caravan reached Mexico's capital on Monday.", (FIRST, "mexico-city", "arrived", "2018-10-22")),
    fact(
        "The caravan rested in Huixtla on Monday. Ana, who hails from Baghdad, sang. They slept there on Tuesday.",
        (FIRST, "huixtla", "present", "2018-10-22"),
        (FIRST, "huixtla", "present", "2018-10-23"),
    ),
    fact(
        "Most of the migrants were still in Pijijiapan on Thursday.", (CARAVAN, "pijijiapan", "present", "2018-10-25")
    ),
    fact(
        "They passed through Huixtla on Monday, Mapastepec on Wednesday and Pijijiapan on Thursday.",
        (CARAVAN, "huixtla", "passed", "2018-10-22"),
        (CARAVAN, "mapastepec", "passed", "2018-10-24"),
        (CARAVAN, "pijijiapan", "passed", "2018-10-25"),
    ),
    fact(
        "The caravan walked on Thursday to the next town, Arriaga.",
        (FIRST, "arriaga", "arrived", "2018-10-25"),
    ),
    fact(
        "After being bused to the state capital, Tuxtla Gutiérrez, on Monday, the migrants rested.",
        (CARAVAN, "tuxtla-gutierrez", "arrived", "2018-10-22"),
    ),
    fact("At dawn Wednesday they abandoned the camp in Huixtla.", (CARAVAN, "huixtla", "departed", "2018-10-24")),
    fact("In Huixtla on Tuesday, migrants washed their clothes.", (CARAVAN, "huixtla", "present", "2018-10-23")),
    fact("In Huixtla on Tuesday, some 2,000 tired migrants cooked.", (CARAVAN, "huixtla", "present", "2018-10-23")),
    fact("In Huixtla on Tuesday, shops were closed for fear of the migrants."),
    fact("In Huixtla on Tuesday, migrants hoped for rain."),
    fact(
        "Officials in Mexico City said 4,500 migrants had arrived by Monday.",
        (CARAVAN, "mexico-city", "arrived", "2018-10-22"),
    ),
    fact(
        "Thousands of migrants poured over the bridge between Tecún Umán and Ciudad Hidalgo on Friday.",
        (CARAVAN, "mexico-guatemala-border", "arrived", "2018-10-26"),
    ),
    fact(
        "The migrants were met by a line of police at the entrance of Arriaga on Friday.",
        (CARAVAN, "arriaga", "blocked", "2018-10-26"),
    ),
    fact("The bus took them through Huixtla on Monday.", (CARAVAN, "huixtla", "passed", "2018-10-22")),
    fact(
        "Since setting out from San Pedro Sula on Oct. 12, the caravan has grown.",
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
    ),
]
DATELINES = [
    fact(
        "HUIXTLA, Mexico (AP) - Thousands of migrants resumed their trek north on Wednesday.",
        (CARAVAN, "huixtla", "departed", "2018-10-24"),
    ),
    fact("HUIXTLA, Mexico - Thousands of migrants paused on Tuesday.", (CARAVAN, "huixtla", "present", "2018-10-23")),
    fact(
        "TAPACHULA, Mexico (Reuters) - A caravan of migrants halted here on Monday.",
        (FIRST, "tapachula", "present", "2018-10-22"),
    ),
]
PEOPLE = [
    fact(
        "By Monday at least 2,000 had arrived in Huixtla.",
        (CARAVAN, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "Of about 9,000 who left San Pedro Sula on Oct. 12, many turned back.",
        (CARAVAN, "san-pedro-sula", "departed", "2018-10-12"),
    ),
    fact(
        "Some left Huixtla late Monday and others departed before dawn Tuesday.",
        (CARAVAN, "huixtla", "departed", "2018-10-22"),
        (CARAVAN, "huixtla", "departed", "2018-10-23"),
    ),
    fact(
        "The migrants left Huixtla late Monday and others departed before dawn Tuesday.",
        (CARAVAN, "huixtla", "departed", "2018-10-22"),
        (CARAVAN, "huixtla", "departed", "2018-10-23"),
    ),
    fact(
        "The group was sent to Huixtla on Monday and another 150 left on Tuesday for Arriaga.",
        (CARAVAN, "arriaga", "planned", "2018-10-23"),
    ),
    fact("In Huixtla the Red Cross was at work on Monday."),
]
PLANS = [
    fact("They would continue to the border after reaching Mexico City.", (CARAVAN, "mexico-city", "planned", None)),
    fact(
        "The caravan entered Mexico on Friday by fording the Suchiate River.",
        (FIRST, "mexico", "arrived", "2018-10-26"),
        (FIRST, "suchiate-river", "passed", "2018-10-26"),
    ),
    fact("It is a three-hour walk from Tapachula to the camp of the migrants."),
]
NO_STOP = [
    fact("In Huixtla, police prevented them from begging at the doors of the shops."),
    fact("The caravan has set its sights on reaching Huixtla.", (FIRST, "huixtla", "planned", None)),
]


@pytest.mark.parametrize(
    ("text", "reports", "more"),
    [*ASIDES, *THE_GROUP, *DEPARTURES, *DAYS, *PLACES, *DATELINES, *PEOPLE, *PLANS, *NO_STOP],
)
def test_english(text: str, reports: list[Report], more: dict[str, str]) -> None:
    assert reports_of(text, **more) == reports


def test_a_border_that_is_only_a_goal_is_not_where_the_next_sentence_happens() -> None:
    text = "On Monday the caravan slept in Huixtla, hoping to reach the U.S. border. Police fired tear gas at them."
    assert events_of(text) == [("clash", "huixtla", "2018-10-22")]


def test_of_namesakes_in_one_country_the_one_near_what_the_text_names() -> None:
    text = "CIUDAD HIDALGO, Mexico (AP) - They swam the river from Guatemala."
    assert names_of(text)[0] == ("CIUDAD HIDALGO", "ciudad-hidalgo")


def test_of_namesakes_the_one_at_the_border_where_a_country_is_entered() -> None:
    text = "They walked into Mexico at Ciudad Hidalgo on Oct. 18 and reached Mexico City on Monday."
    assert ("Ciudad Hidalgo", "ciudad-hidalgo") in names_of(text)


def test_a_registered_caravan_leaves_its_origin_but_once() -> None:
    text = "A new caravan left Tapachula on Thursday. The group is to join one that left the city on October 23."
    caravans = [(caravan, date) for caravan, _, _, date in reports_of(text, "2021-11-18")]
    assert caravans == [("2021-10-later", "2021-11-18"), ("2021-10", "2021-10-23")]


def test_what_is_blocked_in_the_country_is_not_in_the_capital_of_the_dateline() -> None:
    text = "GUATEMALA CITY (AP) - Soldiers blocked part of a caravan of migrants on Thursday near the border."
    assert all(place != "guatemala-city" for _, place, _ in events_of(text))


def test_the_caravan_that_a_text_calls_by_its_number_at_some_distance() -> None:
    text = "The first and largest caravan reached Huixtla on Monday. The second caravan was in Tecún Umán."
    assert reports_of(text)[0] == (FIRST, "huixtla", "arrived", "2018-10-22")


JOINED = [
    fact(
        "The second caravan entered Mexico on Monday and is now in Huixtla.",
        (SECOND, "mexico", "arrived", "2018-10-22"),
        (SECOND, "huixtla", "present", "2018-10-26"),
    ),
    fact(
        "A caravan of migrants whom the president has insulted, reached Huixtla on Monday.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "Thousands of migrants set out walking from Huixtla on Wednesday.",
        (CARAVAN, "huixtla", "departed", "2018-10-24"),
    ),
    fact(
        "Hundreds of Hondurans broke through a police line and entered Guatemala on Monday.",
        (CARAVAN, "guatemala", "arrived", "2018-10-22"),
    ),
    fact("Police stopped the caravan and entered Huixtla on Monday."),
    fact("On Tuesday they joined the main caravan in Huixtla.", (FIRST, "huixtla", "present", "2018-10-23")),
    fact("The caravan had moved as far north as Arriaga by Thursday.", (FIRST, "arriaga", "arrived", "2018-10-25")),
    fact(
        "The migrants reached Mapastepec on Wednesday. They had slept in Huixtla.",
        (CARAVAN, "mapastepec", "arrived", "2018-10-24"),
        (CARAVAN, "huixtla", "present", "2018-10-24"),
    ),
]


@pytest.mark.parametrize(("text", "reports", "more"), JOINED)
def test_who_does_it_is_said_once_for_two_verbs(text: str, reports: list[Report], more: dict[str, str]) -> None:
    assert reports_of(text, **more) == reports


NEWS = [
    fact(
        "On Monday migrants charged across the Suchiate River.",
        ("2018-10-caravan", "suchiate-river", "passed", "2018-10-22"),
    ),
    fact(
        "The caravan walked for nine hours on Monday before reaching Huixtla.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact("The caravan was stopped on Monday before reaching Huixtla.", (FIRST, "huixtla", "planned", None)),
    fact(
        "On Monday the caravan, moving through Chiapas, became the talk of elections on Nov. 6.",
        (FIRST, "chiapas", "present", "2018-10-22"),
    ),
    fact(
        "On Monday the police shut a gate at Tecún Umán, blocking the caravan.",
        (FIRST, "tecun-uman", "blocked", "2018-10-22"),
    ),
    fact(
        "On Monday the migrants tried to force their way through the Tecún Umán crossing.",
        ("2018-10-caravan", "tecun-uman", "blocked", "2018-10-22"),
    ),
    fact("Mexico urged the migrants to stay in Huixtla."),
    fact("The stranded migrants of the caravan had nothing to eat in Huixtla."),
    fact(
        "On Monday the caravan crowded into shelters in Tecún Umán on the Mexican border.",
        (FIRST, "tecun-uman", "present", "2018-10-22"),
    ),
    fact("A stop was planned in the town of Huixtla.", (CARAVAN, "huixtla", "planned", None)),
    fact(
        "More migrants of the caravan were on their way to Huixtla.",
        (FIRST, "huixtla", "planned", "2018-10-25/2018-10-26"),
    ),
    fact(
        "The caravan was expected to reach Huixtla on Saturday night or Sunday.",
        (FIRST, "huixtla", "planned", "2018-10-27/2018-10-28"),
    ),
    fact(
        "Police fired tear gas at the migrants of the caravan in Tecún Umán on Monday.",
        (FIRST, "tecun-uman", "present", "2018-10-22"),
    ),
    fact(
        "A caravan set out from the Salvadoran capital on Wednesday.",
        (FIRST, "san-salvador", "departed", "2018-10-24"),
    ),
    fact(
        "The migrants (most of them, it is said, young men) left Huixtla on Monday.",
        (CARAVAN, "huixtla", "departed", "2018-10-22"),
    ),
    fact(
        "In a statement late Oct. 20 the mayor said the caravan had arrived in Tapachula.",
        (FIRST, "tapachula", "arrived", "2018-10-20"),
    ),
    fact(
        "On Monday the caravan was met in Huixtla with tear gas and batons.",
        (FIRST, "huixtla", "present", "2018-10-22"),
    ),
    fact("On Tuesday the caravan reached the south end of Sinaloa.", (FIRST, "sinaloa", "arrived", "2018-10-23")),
    fact("The caravan has been reported near Huixtla.", (FIRST, "huixtla", "present", "2018-10-26")),
    fact("The caravan arrived in the border state of Sonora on Monday.", (FIRST, "sonora", "arrived", "2018-10-22")),
    fact(
        "The caravan is expected to go on to the north, temporarily stopping or passing through Huixtla.",
        (FIRST, "huixtla", "planned", None),
    ),
    fact(
        "The caravan that left Huixtla on Monday is in Arriaga.",
        (FIRST, "huixtla", "departed", "2018-10-22"),
        (FIRST, "arriaga", "present", "2018-10-26"),
    ),
    fact(
        "On Monday the migrants reached the Chiapan town of Huixtla.",
        (CARAVAN, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "The migrants who stayed overnight in Huixtla on Monday were tired.",
        (CARAVAN, "huixtla", "present", "2018-10-22"),
    ),
    fact(
        "On Monday the caravan paused to rest in Huixtla after a week of walking through Chiapas.",
        (FIRST, "huixtla", "present", "2018-10-22"),
        (FIRST, "chiapas", "passed", "2018-10-22"),
    ),
    fact(
        "Hundreds of migrants started walking and hitching rides on Monday from Huixtla.",
        (CARAVAN, "huixtla", "departed", "2018-10-22"),
    ),
    fact(
        "On Monday the caravan entered the border province of San Marcos.",
        (FIRST, "san-marcos-department", "arrived", "2018-10-22"),
    ),
    fact("The caravan inched closer to Mexico City.", (FIRST, "mexico-city", "planned", "2018-10-25/2018-10-26")),
    fact("The caravan is 40 miles ahead, in Pijijiapan.", (FIRST, "pijijiapan", "present", "2018-10-26")),
    fact(
        "On Monday the caravan reached Huixtla, which was hit by an earthquake in September last year.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "On Sunday the caravan disbanded after crossing the border into Guatemala.",
        (FIRST, "guatemala", "arrived", "2018-10-21"),
    ),
    fact(
        "The first caravan is setting off for Huixtla, which was hit by an earthquake in September last year.",
        (FIRST, "huixtla", "planned", "2018-10-26"),
    ),
    fact(
        "On Monday the group members were taken to various cities, including Huixtla.",
        (CARAVAN, "huixtla", "arrived", "2018-10-22"),
    ),
    fact(
        "On Monday the caravan crossed the border from Chiapas into Oaxaca.",
        (FIRST, "chiapas", "departed", "2018-10-22"),
        (FIRST, "oaxaca-state", "arrived", "2018-10-22"),
    ),
    fact(
        "The caravan reached Huixtla on Monday after failing to secure transportation to Mexico City.",
        (FIRST, "huixtla", "arrived", "2018-10-22"),
    ),
]


@pytest.mark.parametrize(("text", "reports", "more"), NEWS)
def test_news(text: str, reports: list[Report], more: dict[str, str]) -> None:
    assert reports_of(text, **more) == reports
