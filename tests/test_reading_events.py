"""What happened to a caravan or at a border. Articles are of Friday, 26 October 2018."""

import pytest

from reading.facts import SECOND, Event, events_of, fact, reading_of

TOLD = [
    fact(
        "Migrants broke through a line of police in Röszke on Monday.",
        ("clash", "roszke", "2018-10-22"),
    ),
    fact(
        "Refugees forded a river at the border between Greece and Macedonia on Monday.",
        ("crossing", "greece-north-macedonia-border", "2018-10-22"),
    ),
    fact(
        "Police surrounded the train in Bicske on Thursday, and migrants shouted.",
        ("blocked", "bicske", "2018-10-25"),
    ),
    fact(
        "In Huixtla on Monday, migrants were given water by aid workers.",
        ("aid", "huixtla", "2018-10-22"),
    ),
    fact(
        "Police and migrants clashed on the Rodolfo Robles bridge on October 19.",
        ("clash", "rodolfo-robles-bridge", "2018-10-19"),
    ),
    fact(
        "Officers fired tear gas at the migrants on the Rodolfo Robles bridge on October 19.",
        ("clash", "rodolfo-robles-bridge", "2018-10-19"),
    ),
    fact(
        "Agents detained 30 migrants of the caravan in Tapachula on Sunday.", ("detention", "tapachula", "2018-10-21")
    ),
    fact(
        "A migrant of the caravan died near Huixtla on Monday after a fall from a truck.",
        ("death", "huixtla", "2018-10-22"),
    ),
    fact(
        "A migrant drowned in the Suchiate River on Saturday.",
        ("death", "suchiate-river", "2018-10-20"),
    ),
    fact("A migrant died in the Suchiate River on Saturday.", ("death", "suchiate-river", "2018-10-20")),
    fact(
        "A man fell from a truck and died on Monday as the caravan left Tapachula.",
        ("death", "tapachula", "2018-10-22"),
    ),
    fact("The caravan was blocked at Arriaga on Thursday by federal police.", ("blocked", "arriaga", "2018-10-25")),
    fact(
        "About 1,700 migrants of the caravan applied for refugee status in Tapachula on Sunday.",
        ("asylum", "tapachula", "2018-10-21"),
    ),
    fact(
        "Residents of Huixtla handed out food and water to the migrants on Monday.",
        ("aid", "huixtla", "2018-10-22"),
    ),
    fact(
        "On Monday the residents of Huixtla handed out food and water to the migrants.",
        ("aid", "huixtla", "2018-10-22"),
    ),
    fact(
        "Guatemala closed its border with Honduras at Agua Caliente on October 17 to stop the caravan.",
        ("border-closure", "agua-caliente", "2018-10-17"),
        fails="the border, not the crossing",
    ),
    fact(
        "The San Ysidro crossing was closed on Sunday, November 25, as migrants marched.",
        ("border-closure", "san-ysidro", "2018-11-25"),
        published="2018-11-27",
    ),
    fact(
        "Mexico arrested about 300 members of the caravan in Mapastepec on Monday.",
        ("detention", "mapastepec", "2018-10-22"),
    ),
    fact(
        "Police blocked the caravan at Arriaga on Thursday and detained dozens of migrants.",
        ("blocked", "arriaga", "2018-10-25"),
        ("detention", "arriaga", "2018-10-25"),
    ),
    fact("Police loaded about 300 migrants on buses in Huixtla on Monday.", ("detention", "huixtla", "2018-10-22")),
    fact(
        "On Monday police came upon a group of migrants near Huixtla, loaded them on buses and drove off.",
        ("detention", "huixtla", "2018-10-22"),
    ),
    fact(
        "On Monday the caravan went on before the migrants were stopped in Huixtla by officials.",
        ("blocked", "huixtla", "2018-10-22"),
    ),
    fact("About 70 were detained in Tapachula on Monday.", ("detention", "tapachula", "2018-10-22")),
    fact("Soldiers arrest dozens of migrants in Huixtla on Monday.", ("detention", "huixtla", "2018-10-22")),
    fact("By Monday 1,200 migrants had registered for asylum in Tapachula.", ("asylum", "tapachula", "2018-10-22")),
    fact(
        "Scuffles on the border between Guatemala and Mexico on Friday left six migrants hurt. "
        "The scuffles with the migrants on the Rodolfo Robles bridge on Friday lasted an hour.",
        ("clash", "rodolfo-robles-bridge", "2018-10-26"),
    ),
]

BORDERS = [
    fact(
        "Hungarian officials closed two of the seven crossings with Serbia on Tuesday.",
        ("border-closure", "hungary-serbia-border", "2018-10-23"),
    ),
    fact(
        "Thousands waited in Serbia after Hungary sealed its border on Tuesday.",
        ("border-closure", "hungary-serbia-border", "2018-10-23"),
    ),
    fact(
        "Officials shut a crossing on Sunday, as migrants waited on the Mexican side of the border. Tijuana was calm.",
        ("border-closure", "mexico-us-border", "2018-10-21"),
    ),
]

TOLD_ES = [
    fact(
        "México cerró el puente internacional Rodolfo Robles el 19 de octubre.",
        ("border-closure", "rodolfo-robles-bridge", "2018-10-19"),
    ),
    fact(
        "Policías y migrantes se enfrentaron el 19 de octubre en el puente Rodolfo Robles.",
        ("clash", "rodolfo-robles-bridge", "2018-10-19"),
    ),
    fact(
        "La policía lanzó gases lacrimógenos a los migrantes el 19 de octubre en el puente Rodolfo Robles.",
        ("clash", "rodolfo-robles-bridge", "2018-10-19"),
    ),
    fact("Treinta migrantes fueron detenidos el domingo en Tapachula.", ("detention", "tapachula", "2018-10-21")),
    fact("Un migrante hondureño murió el lunes cerca de Huixtla.", ("death", "huixtla", "2018-10-22")),
    fact(
        "Un hombre murió el lunes al caer de un camión cuando la caravana salía de Tapachula.",
        ("death", "tapachula", "2018-10-22"),
    ),
    fact("Unos 1,700 migrantes solicitaron refugio el domingo en Tapachula.", ("asylum", "tapachula", "2018-10-21")),
    fact(
        "Vecinos de Huixtla repartieron comida a los migrantes el lunes.",
        ("aid", "huixtla", "2018-10-22"),
    ),
    fact("El lunes los vecinos de Huixtla repartieron comida a los migrantes.", ("aid", "huixtla", "2018-10-22")),
    fact(
        "Guatemala cerró la frontera en Agua Caliente el 17 de octubre por la caravana.",
        ("border-closure", "agua-caliente", "2018-10-17"),
    ),
]

UNTRUE = [
    fact("The caravan kicked off its journey in Huixtla on Monday."),
    fact("Police did not clash with the migrants in Tapachula on Sunday."),
    fact("Trump threatened to close the border with Mexico if the caravan came."),
    fact("If police and migrants clash in Tapachula, nobody will win."),
    fact("The migrants hope that nobody will be detained in Tapachula."),
    fact("No migrant was detained in Tapachula on Sunday."),
    fact("No migrant of the caravan has died in Huixtla."),
    fact('"Migrants were detained in Tapachula on Sunday," he said.'),
    fact("Workers clashed with police in Toluca on Sunday over wages."),
    fact("A singer died in Acapulco on Monday."),
    fact("The army will close the border at San Ysidro, the president said."),
    fact("The caravan has picked up other migrants in Huixtla."),
    fact("The detained migrants of the caravan slept in Tapachula."),
    fact("Agents had orders to detain the migrants in Tapachula on Sunday."),
    fact("The migrants closed both lanes of the highway near Huixtla on Sunday."),
    fact("Border agents arrested more than 130,000 people crossing from Mexico in September."),
]

UNTRUE_ES = [
    fact("La policía no se enfrentó con los migrantes en Tapachula."),
    fact("Trump amenazó con cerrar la frontera con México si llegaba la caravana."),
    fact("Ningún migrante fue detenido el domingo en Tapachula."),
    fact("Una cantante murió el lunes en Acapulco."),
]


@pytest.mark.parametrize(("text", "events", "more"), [*TOLD, *BORDERS])
def test_events_are_read(text: str, events: list[Event], more: dict[str, str]) -> None:
    assert events_of(text, **more) == events


@pytest.mark.parametrize(("text", "events", "more"), TOLD_ES)
def test_events_are_read_in_spanish(text: str, events: list[Event], more: dict[str, str]) -> None:
    assert events_of(text, lang="es", **more) == events


@pytest.mark.parametrize(("text", "events", "more"), UNTRUE)
def test_what_did_not_happen_or_befell_others_is_no_event(text: str, events: list[Event], more: dict[str, str]) -> None:
    assert events_of(text, **more) == events


@pytest.mark.parametrize(("text", "events", "more"), UNTRUE_ES)
def test_what_did_not_happen_or_befell_others_is_no_event_in_spanish(
    text: str, events: list[Event], more: dict[str, str]
) -> None:
    assert events_of(text, lang="es", **more) == events


def test_an_event_has_its_caravan() -> None:
    (event,) = reading_of("Police clashed with the second caravan in Tecún Umán on Wednesday.").events
    assert (event.type, event.caravan) == ("clash", SECOND)


def test_an_event_that_befell_members_of_a_caravan_has_that_caravan() -> None:
    (event,) = reading_of("Police and migrants of the second caravan clashed in Tecún Umán on Wednesday.").events
    assert (event.type, event.caravan) == ("clash", SECOND)


def test_an_event_without_a_place_is_where_the_same_days_stop_is() -> None:
    (event,) = reading_of("Agents fired tear gas at them on Thursday. The caravan reached Arriaga on Thursday.").events
    assert (event.type, event.place and event.place.id) == ("clash", "arriaga")
    assert "place:same-day" in event.rules


def test_one_happening_told_twice_is_one_event() -> None:
    text = (
        "Police and migrants clashed in Tapachula on Sunday. The clash in Tapachula on Sunday left two migrants hurt."
    )
    assert events_of(text) == [("clash", "tapachula", "2018-10-21")]
