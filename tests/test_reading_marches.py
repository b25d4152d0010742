"""Spanish reports on marches and caravans: what their sentences tell of places, days and groups.

Every article is of Friday, 26 October 2018, unless it says otherwise.
"""

import pytest

from reading.facts import FIRST, SALVADORAN, Event, Name, Report, events_of, fact, names_of, reports_of

WHERE = [
    fact(
        "La caravana salió el jueves de Huixtla, donde durmió el martes.",
        (FIRST, "huixtla", "departed", "2018-10-25"),
        (FIRST, "huixtla", "present", "2018-10-23"),
    ),
    fact(
        "Los migrantes de la caravana avanzaron hacia Pijijiapan, municipio al que llegaron este jueves.",
        (FIRST, "pijijiapan", "planned", "2018-10-25"),
        (FIRST, "pijijiapan", "arrived", "2018-10-25"),
    ),
    fact(
        "La caravana durmió en Huixtla, de donde salió el miércoles.",
        (FIRST, "huixtla", "present", "2018-10-25/2018-10-26"),
        (FIRST, "huixtla", "departed", "2018-10-24"),
    ),
    fact(
        "La caravana llegará a Huixtla, ciudad donde la violencia se mantiene.",
        (FIRST, "huixtla", "planned", None),
    ),
]
DAYS = [
    fact(
        "La caravana sale el sábado de Huixtla rumbo a Mapastepec. El lunes llega a Arriaga.",
        (FIRST, "mapastepec", "planned", "2018-10-27"),
        (FIRST, "arriaga", "planned", "2018-10-29"),
    ),
    fact("La caravana llega este martes a Huixtla.", (FIRST, "huixtla", "arrived", "2018-10-23")),
    fact("Este jueves se espera la llegada de la caravana a Huixtla.", (FIRST, "huixtla", "planned", "2018-10-25")),
    fact(
        "Los migrantes de la caravana que el jueves durmieron en Huixtla ya se encuentran en Mapastepec.",
        (FIRST, "huixtla", "present", "2018-10-25"),
        (FIRST, "mapastepec", "present", "2018-10-26"),
    ),
    fact(
        "La caravana durmió el miércoles en Huixtla. Los migrantes salieron en tres grupos a las 6:00 y 7:00 horas.",
        (FIRST, "huixtla", "present", "2018-10-24"),
        (FIRST, "huixtla", "departed", "2018-10-24/2018-10-25"),
    ),
]
UNITS = [
    fact("La caravana entró el jueves a territorio oaxaqueño.", (FIRST, "oaxaca-state", "arrived", "2018-10-25")),
    fact("La caravana salió el jueves de la capital poblana.", (FIRST, "puebla-city", "departed", "2018-10-25")),
    fact("La caravana llegó el jueves a la ciudad chiapaneca de Arriaga.", (FIRST, "arriaga", "arrived", "2018-10-25")),
    fact("La caravana pisó el jueves suelo mexicano.", (FIRST, "mexico", "arrived", "2018-10-25")),
    fact(
        "El jueves la caravana llegó a Chahuites, último municipio, antes de ingresar a territorio veracruzano.",
        (FIRST, "chahuites", "arrived", "2018-10-25"),
        (FIRST, "veracruz-state", "planned", None),
    ),
]
VERBS = [
    fact(
        "Los migrantes que salieron el martes de Huixtla y contra los que el gobierno acusó a líderes de la caravana,"
        " el jueves llegaron a Mapastepec.",
        (FIRST, "huixtla", "departed", "2018-10-23"),
        (FIRST, "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "La caravana inició su recorrido el martes en Huixtla.",
        (FIRST, "huixtla", "departed", "2018-10-23"),
    ),
    fact(
        "La caravana llegó el jueves a Huixtla luego de un recorrido de ocho horas desde Tapachula.",
        (FIRST, "huixtla", "arrived", "2018-10-25"),
        (FIRST, "tapachula", "departed", "2018-10-25"),
    ),
    fact(
        "La caravana salió el martes de Huixtla pasando por Escuintla.",
        (FIRST, "huixtla", "departed", "2018-10-23"),
        (FIRST, "escuintla-chiapas", "passed", "2018-10-23"),
    ),
    fact(
        "La caravana pasó el martes por Huixtla, Ignotla y Mapastepec.",
        (FIRST, "huixtla", "passed", "2018-10-23"),
        (FIRST, "mapastepec", "passed", "2018-10-23"),
    ),
]
WIRES = [
    fact(
        "La caravana motorizada Ejemplo Vive salió la víspera de Tapachula.",
        (FIRST, "tapachula", "departed", "2018-10-25"),
    ),
    fact(
        "Los maestros de la caravana salieron el jueves a pie de Huixtla.", (FIRST, "huixtla", "departed", "2018-10-25")
    ),
    fact("La caravana salió ayer a las 11 de la mañana de Tapachula.", (FIRST, "tapachula", "departed", "2018-10-25")),
    fact(
        "A las 9:50 de la mañana los maestros salieron de Huixtla, y pretenden llegar a Arriaga el martes.",
        ("2018-10-caravan", "huixtla", "departed", "2018-10-25/2018-10-26"),
        ("2018-10-caravan", "arriaga", "planned", "2018-10-30"),
    ),
    fact(
        "En Tapachula, a las 6:20 horas del lunes, con 3 mil migrantes, partió la caravana.",
        (FIRST, "tapachula", "departed", "2018-10-22"),
    ),
    fact(
        "Los migrantes de la caravana irán hasta Arriaga, pasando por Huixtla.",
        (FIRST, "arriaga", "planned", None),
        (FIRST, "huixtla", "planned", None),
    ),
    fact(
        "Tras un descanso en Huixtla, reanudó su andar la caravana.",
        (FIRST, "huixtla", "present", "2018-10-25/2018-10-26"),
        (FIRST, "huixtla", "departed", "2018-10-25/2018-10-26"),
    ),
    fact(
        "Pedro Ruiz, vocero, informó que la caravana, de 47 madres, entró el lunes a las 13:00 por Tenosique.",
        (FIRST, "tenosique", "arrived", "2018-10-22"),
    ),
    fact(
        "La caravana, que dirige Pedro Ruiz, partió el domingo, recorriendo la costa hasta llegar a Huixtla.",
        (FIRST, "huixtla", "arrived", "2018-10-21"),
    ),
    fact("La caravana podría ir a Ixtepec, donde se encuentra el albergue.", (FIRST, "ixtepec", "planned", None)),
]
SEATS = [
    fact("La caravana llegó el jueves a la capital de Honduras.", (FIRST, "tegucigalpa", "arrived", "2018-10-25")),
    fact("La caravana salió el jueves de la capital guerrerense.", (FIRST, "chilpancingo", "departed", "2018-10-25")),
    fact("El jueves la caravana llegó al distrito oaxaqueño Juchitán.", (FIRST, "juchitan", "arrived", "2018-10-25")),
]
GROUPS = [
    fact(
        "La caravana llegó el jueves a Huixtla, mientras que un grupo de mujeres alcanzó Mapastepec.",
        (FIRST, "huixtla", "arrived", "2018-10-25"),
        (f"{FIRST}-branch", "mapastepec", "arrived", "2018-10-25"),
    ),
    fact(
        "La caravana avanza hoy por México.",
    ),
    fact(
        "La caravana reanudó el jueves su andar luego de descansar el miércoles en Huixtla.",
        (FIRST, "huixtla", "present", "2018-10-24"),
        (FIRST, "huixtla", "departed", "2018-10-25"),
    ),
]
SPOTS = [
    fact(
        "El jueves la caravana llegó al campo deportivo Emiliano Zapata, donde durmió.",
    ),
    fact(
        "La caravana salió de la plaza Salvador del Mundo, en San Salvador, a donde había llegado el domingo.",
        (SALVADORAN, "plaza-salvador-del-mundo", "departed", "2018-10-25/2018-10-26"),
        (SALVADORAN, "plaza-salvador-del-mundo", "arrived", "2018-10-21"),
    ),
    fact("La caravana se encuentra en tránsito por Sonora.", (FIRST, "sonora", "passed", "2018-10-25/2018-10-26")),
    fact(
        "La caravana, que tiene como destino Tijuana, descansa.", (FIRST, "tijuana", "planned", "2018-10-25/2018-10-26")
    ),
    fact("Desde su llegada a Huixtla el lunes, la caravana descansa.", (FIRST, "huixtla", "arrived", "2018-10-22")),
    fact("El lunes la caravana cumplió un mes desde que partió de Huixtla.", (FIRST, "huixtla", "departed", None)),
]
NAMES = [
    fact(
        "En Avilés, España, se reunieron los que salieron desde Mieres (cuenca), Tineo (montaña) y Llanes.",
        ("Avilés", "aviles-es"),
        ("España", "spain"),
        ("Mieres", "mieres-es"),
        ("Tineo", "tineo-es"),
        ("Llanes", "llanes-es"),
    ),
]
HAPPENED = [
    fact("El jueves los migrantes fueron reprimidos por la policía en Huixtla.", ("clash", "huixtla", "2018-10-25")),
    fact("El jueves, en Huixtla, los vecinos repartían tortas y café a la caravana.", ("aid", "huixtla", "2018-10-25")),
    fact("El jueves los migrantes fueron atendidos por la Cruz Roja en Huixtla.", ("aid", "huixtla", "2018-10-25")),
    fact(
        "El domingo la caravana entró a Arriaga, donde la parroquia repartió comida.",
        ("aid", "arriaga", "2018-10-21"),
    ),
    fact(
        "El jueves, en Huixtla, agentes de la Guardia Nacional les cerraron el paso a los migrantes.",
        ("blocked", "huixtla", "2018-10-25"),
    ),
    fact(
        "La caravana durmió el miércoles en Huixtla. Fuentes de Chiapas dijeron que la policía reprimió a migrantes.",
        ("clash", "huixtla", "2018-10-24"),
    ),
    fact("El jueves los migrantes de la caravana se detuvieron en Huixtla."),
    fact("En Huixtla los vecinos repartirán comida a la caravana."),
    fact("La parroquia de Huixtla pidió repartir comida a la caravana."),
]


@pytest.mark.parametrize(("text", "reports", "more"), [*WHERE, *DAYS, *UNITS, *VERBS, *WIRES, *SEATS, *SPOTS, *GROUPS])
def test_reports(text: str, reports: list[Report], more: dict[str, str]) -> None:
    assert reports_of(text, lang="es", **more) == reports


@pytest.mark.parametrize(("text", "names", "more"), NAMES)
def test_names(text: str, names: list[Name], more: dict[str, str]) -> None:
    assert names_of(text, lang="es", **more) == names


@pytest.mark.parametrize(("text", "events", "more"), HAPPENED)
def test_events(text: str, events: list[Event], more: dict[str, str]) -> None:
    assert events_of(text, lang="es", **more) == events
