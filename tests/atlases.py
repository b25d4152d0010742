# ruff: noqa: E501 - a row of facts is read better in one line
"""A sample atlas, in words of our own, for every test that draws: three caravans of autumn 2018, as papers told it."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from routes.model import (
    UNREVIEWED,
    Article,
    Atlas,
    BorderEvent,
    Caravan,
    Claim,
    Conflict,
    Crossing,
    DateSpan,
    Doubt,
    Leg,
    Place,
    PlaceName,
    Position,
    Route,
    Source,
    Span,
    UnplacedName,
    Waypoint,
)

HOSTILE = (
    '</script><script>window.hit=1</script>{{7*7}}{% raw %}{# x #}<img src=x onerror="window.hit=1">'
    "\u2028\u2029`${window.hit=1}`'\"&amp;<!--]]>\\u003c"
)


def place(ref: str, name: str, lat: float, lon: float, country: str, admin1: str = "", kind: str = "city") -> Place:
    return Place(
        id=ref,
        name=name,
        names=(PlaceName(text=name),),
        feature="A" if kind in ("country", "state") else "S" if kind in ("bridge", "crossing") else "P",
        kind=kind,
        country=country,
        countries=("GT", "MX") if kind == "bridge" else (country,),
        admin1=admin1 or None,
        position=Position(lat=lat, lon=lon),
    )


PLACES = {
    known.id: known
    for known in (
        place("san-pedro-sula", "San Pedro Sula", 15.5, -88.03, "HN", "HN-CR"),
        place("esquipulas", "Esquipulas", 14.56, -89.35, "GT", "GT-CQ", "town"),
        place("guatemala-city", "Guatemala City", 14.63, -90.52, "GT", "GT-GU"),
        place("tecun-uman", "Tecún Umán", 14.68, -92.14, "GT", "GT-SM", "town"),
        place("rodolfo-robles", "Rodolfo Robles bridge", 14.68, -92.15, "MX", "MX-CHP", "bridge"),
        place("ciudad-hidalgo", "Ciudad Hidalgo", 14.68, -92.16, "MX", "MX-CHP", "town"),
        place("tapachula", "Tapachula", 14.9, -92.26, "MX", "MX-CHP"),
        place("huixtla", "Huixtla", 15.14, -92.46, "MX", "MX-CHP", "town"),
        place("arriaga", "Arriaga", 16.24, -93.9, "MX", "MX-CHP", "town"),
        place("juchitan", "Juchitán", 16.43, -95.02, "MX", "MX-OAX", "town"),
        place("isla", "Isla", 18.03, -95.53, "MX", "MX-VER", "town"),
        place("cordoba", "Córdoba", 18.88, -96.92, "MX", "MX-VER"),
        place("mexico-city", "Mexico City", 19.43, -99.13, "MX", "MX-CMX"),
        place("queretaro", "Querétaro", 20.59, -100.39, "MX", "MX-QUE"),
        place("guadalajara", "Guadalajara", 20.67, -103.35, "MX", "MX-JAL"),
        place("mexicali", "Mexicali", 32.66, -115.47, "MX", "MX-BCN"),
        place("tijuana", "Tijuana", 32.51, -117.04, "MX", "MX-BCN"),
        place("san-ysidro", "San Ysidro port of entry", 32.54, -117.03, "US", "US-CA", "crossing"),
        place("san-salvador", "San Salvador", 13.7, -89.2, "SV", "SV-SS"),
        place("ecatepec", "Ecatepec", 19.6, -99.05, "MX", "MX-MEX"),
        place("nuevo-ranchito", "Nuevo Ranchito", 17.2, -94.9, "MX", "MX-VER", "town"),
        place("chiapas", "Chiapas", 16.5, -92.5, "MX", "MX-CHP", "state"),
    )
}

ARTICLES = tuple(
    Article(path=f"articles/{name}.txt", title=title, body="…", url=url, publisher=publisher, published=day, lang=lang)
    for name, title, url, publisher, day, lang in (
        ("01", "Hundreds set out from northern Honduras", "https://example.org/out", "The Courier", date(2018, 10, 14), "en"),
        ("02", "Salen a pie de San Pedro Sula", "https://example.org/salen", "El Correo", date(2018, 10, 15), "es"),
        ("03", "Clash on the bridge over the Suchiate", "https://example.org/bridge", "The Courier", date(2018, 10, 20), "en"),
        ("04", "Across Chiapas on foot", "https://example.org/chiapas", "Border Gazette", date(2018, 10, 29), "en"),
        ("05", "A stadium full of walkers", None, "The Courier", date(2018, 11, 6), "en"),
        ("06", "Tijuana counts the first arrivals", "https://example.org/tijuana", "Border Gazette", date(2018, 11, 17), "en"),
        ("07", "A second column, and a third from San Salvador", "https://example.org/second", None, date(2018, 11, 2), "en"),
    )
)  # fmt: skip


def source(number: int, quote: str) -> Source:
    article = ARTICLES[number - 1]
    return Source(
        article=article.path,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published,
        quote=quote,
        span=Span(start=0, end=len(quote)),
        rules=("date", "verb"),
    )


def days(text: str) -> DateSpan | None:
    return DateSpan.parse(text) if text else None


def claim(text: str, status: str, number: int, quote: str) -> Claim:
    return Claim(date=days(text), dated_from="date" if text else None, status=status, source=source(number, quote))


def stops(caravan: str, *rows: tuple[str, str, str, int, str]) -> tuple[Waypoint, ...]:
    return tuple(
        Waypoint(
            caravan=caravan,
            seq=seq,
            place=PLACES[name],
            place_source="geocoder" if name == "nuevo-ranchito" else "gazetteer",
            date=days(day),
            dated_from="date" if day else None,
            status=status,
            claims=(claim(day, status, number, quote),),
            doubts=(
                *(() if day else ("No article gives a day for this.",)),
                *((UNREVIEWED,) if name == "nuevo-ranchito" else ()),
            ),
        )
        for seq, (name, day, status, number, quote) in enumerate(rows, start=1)
    )


def legs(waypoints: tuple[Waypoint, ...], doubtful: int = 0) -> tuple[Leg, ...]:
    return tuple(
        Leg(
            caravan=a.caravan,
            start=a.seq,
            end=b.seq,
            km=a.place.position.km_to(b.place.position),
            days=(b.date.first - a.date.first).days if a.date and b.date else None,
            planned=b.status == "planned",
            doubts=(Doubt.of("speed", n="1350.5"),) if a.seq == doubtful else (),
        )
        for a, b in pairwise(waypoints)
    )


def sample() -> Atlas:
    first = stops(
        "2018-10-first",
        ("san-pedro-sula", "2018-10-12", "departed", 1, "They left the bus station of San Pedro Sula on October 12."),
        ("esquipulas", "2018-10-15", "arrived", 1, "By Monday the walkers had reached Esquipulas."),
        ("tecun-uman", "2018-10-18", "arrived", 3, "On Thursday the column filled the main square of Tecún Umán."),
        ("ciudad-hidalgo", "2018-10-20", "arrived", 3, "Rafts took them over to Ciudad Hidalgo all Saturday."),
        ("tapachula", "2018-10-21", "arrived", 4, "They slept in the park of Tapachula on October 21."),
        ("huixtla", "2018-10-22/2018-10-23", "present", 4, "For two days Huixtla fed them."),
        ("arriaga", "2018-10-26", "arrived", 4, "On October 26 they came to Arriaga."),
        ("juchitan", "2018-10-30", "arrived", 5, "Juchitán opened its bus station to them."),
        ("nuevo-ranchito", "", "passed", 5, "They passed through a hamlet called Nuevo Ranchito."),
        ("cordoba", "2018-11-04", "arrived", 5, "On Sunday they were in Córdoba."),
        (
            "mexico-city",
            "2018-11-05",
            "arrived",
            5,
            "The first of them walked into the stadium in Mexico City on Monday.",
        ),
        ("queretaro", "2018-11-10", "arrived", 6, "From the capital they went to Querétaro."),
        ("guadalajara", "2018-11-12", "passed", 6, "Guadalajara saw them pass two days later."),
        ("tijuana", "2018-11-14", "arrived", 6, "The first large group arrived in Tijuana on November 14."),
    )
    other = Conflict(
        date=DateSpan.parse("2018-10-13"),
        claims=(claim("2018-10-13", "departed", 2, "Salieron la madrugada del 13 de octubre."),),
    )
    first = (dataclasses.replace(first[0], conflicts=(other,)), *first[1:])
    second = stops(
        "2018-10-second",
        ("san-pedro-sula", "2018-10-15", "departed", 7, "Another thousand started from San Pedro Sula three days later."),
        ("esquipulas", "2018-10-18", "arrived", 7, "They came through Esquipulas."),
        ("tecun-uman", "2018-10-28", "arrived", 7, "On October 28 they stood before the bridge in Tecún Umán."),
        ("tapachula", "2018-10-31", "arrived", 7, "Tapachula took them in."),
        ("isla", "2018-11-05", "arrived", 7, "They came as far as Isla."),
        ("ecatepec", "2018-11-10", "present", 7, "In Ecatepec they rested."),
        ("tijuana", "2018-11-20", "planned", 7, "They want to be in Tijuana within ten days."),
    )  # fmt: skip
    third = stops(
        "2018-10-salvador",
        ("san-salvador", "2018-10-28", "departed", 7, "From the Plaza of the Saviour of the World 300 people set out."),
        ("tecun-uman", "2018-10-30", "arrived", 7, "They met the others in Tecún Umán."),
        ("tapachula", "2018-11-03", "arrived", 7, "Tapachula saw a third column."),
        ("mexico-city", "2018-11-12", "arrived", 7, "They were let into the stadium in Mexico City."),
    )
    area = dataclasses.replace(first[4], place=PLACES["chiapas"], seq=1, status="passed")
    crossing = Crossing(
        caravan="2018-10-first", leg_start=3, leg_end=4, countries=("GT", "MX"), position=Position(lat=14.68, lon=-92.15),
        place=PLACES["rodolfo-robles"], date=DateSpan.parse("2018-10-20"), sources=(source(3, "Rafts took them over."),),
    )  # fmt: skip
    northern = Crossing(
        caravan="2018-10-first", leg_start=1, leg_end=2, countries=("HN", "GT"), position=Position(lat=14.95, lon=-88.9),
        place=None, date=None, sources=(),
    )  # fmt: skip
    routes = (
        Route(
            caravan=Caravan(id="2018-10-first", name="First caravan", registered=True),
            waypoints=first,
            legs=legs(first, doubtful=13),
            crossings=(northern, crossing),
            areas=(area,),
        ),
        Route(
            caravan=Caravan(id="2018-10-second", name="Second caravan", registered=True),
            waypoints=second,
            legs=legs(second),
        ),
        Route(caravan=Caravan(id="2018-10-salvador", name="Salvadoran caravan"), waypoints=third, legs=legs(third)),
    )
    return Atlas(routes=routes, events=events(), articles=ARTICLES, unplaced=unplaced())


def events() -> tuple[BorderEvent, ...]:
    rows = (
        (
            "clash",
            "2018-10-first",
            "rodolfo-robles",
            "2018-10-19",
            3,
            "Police fired tear gas on the Rodolfo Robles bridge on Friday.",
        ),
        ("death", "2018-10-second", "rodolfo-robles", "2018-10-28", 7, "A young man was killed by a rubber bullet."),
        ("border-closure", None, "tecun-uman", "2018-10-19", 3, "The gate at Tecún Umán was shut."),
        (
            "asylum",
            None,
            "ciudad-hidalgo",
            "2018-10-20/2018-10-23",
            3,
            "Some 1,700 asked for refuge in Ciudad Hidalgo.",
        ),
        ("aid", "2018-10-first", "mexico-city", "2018-11-06", 5, "Doctors and kitchens waited at the stadium."),
        ("clash", "2018-10-first", "san-ysidro", "2018-11-25", 6, "Gas drifted over the port of entry at San Ysidro."),
        ("detention", None, "mexicali", "2018-11-13", 6, "Agents took forty people from a bus in Mexicali."),
        ("speech", None, None, "2018-10-16", 1, "The president threatened to cut all aid."),
    )
    return tuple(
        BorderEvent(
            type=kind, caravan=caravan, place=PLACES[name] if name else None, place_source="gazetteer" if name else None,
            date=days(day), sources=(source(number, quote),),
        )
        for kind, caravan, name, day, number, quote in rows
    )  # fmt: skip


def unplaced() -> tuple[UnplacedName, ...]:
    return (UnplacedName(text="Rancho El Ocotillo", sources=(source(4, "A truck stopped near Rancho El Ocotillo."),)),)


def hostile() -> Atlas:
    """The sample with a hostile text in every field that a writer of articles or of YAML could fill."""
    atlas = sample()
    bad = HOSTILE
    articles = tuple(
        dataclasses.replace(a, title=a.title + bad, publisher=bad, url="javascript:window.hit=1//" + bad)
        for a in atlas.articles
    )
    return dataclasses.replace(
        atlas,
        routes=tuple(hostile_route(route) for route in atlas.routes),
        events=tuple(
            dataclasses.replace(
                e,
                place=e.place and hostile_place(e.place),
                sources=tuple(map(hostile_source, e.sources)),
                doubts=(bad,),
            )
            for e in atlas.events
        ),
        articles=articles,
        unplaced=tuple(UnplacedName(text=bad, sources=tuple(map(hostile_source, n.sources))) for n in atlas.unplaced),
    )


def hostile_place(known: Place) -> Place:
    return dataclasses.replace(known, name=known.name + HOSTILE, country="<b>", admin1="MX-</script>")


def hostile_source(known: Source) -> Source:
    return dataclasses.replace(
        known, title=HOSTILE, publisher=HOSTILE, quote=known.quote + HOSTILE, url="javascript:alert(1)"
    )


def hostile_claim(known: Claim) -> Claim:
    return dataclasses.replace(known, source=hostile_source(known.source))


def hostile_stop(stop: Waypoint) -> Waypoint:
    conflicts = tuple(dataclasses.replace(c, claims=tuple(map(hostile_claim, c.claims))) for c in stop.conflicts)
    claims = tuple(map(hostile_claim, stop.claims))
    return dataclasses.replace(
        stop, place=hostile_place(stop.place), claims=claims, conflicts=conflicts, doubts=(HOSTILE,)
    )


def hostile_route(route: Route) -> Route:
    caravan = dataclasses.replace(
        route.caravan, name=route.caravan.name + HOSTILE, color="red}</style>", dash="1;}</style>"
    )
    crossings = tuple(
        dataclasses.replace(c, countries=("<i>", HOSTILE), sources=tuple(map(hostile_source, c.sources)))
        for c in route.crossings
    )
    return dataclasses.replace(
        route,
        caravan=caravan,
        waypoints=tuple(map(hostile_stop, route.waypoints)),
        areas=tuple(map(hostile_stop, route.areas)),
        legs=tuple(dataclasses.replace(leg, doubts=(*leg.doubts, HOSTILE)) for leg in route.legs),
        crossings=crossings,
    )


WAYS = (
    "san-pedro-sula esquipulas guatemala-city tecun-uman rodolfo-robles ciudad-hidalgo tapachula huixtla arriaga juchitan "
    "isla cordoba mexico-city ecatepec queretaro guadalajara mexicali tijuana san-ysidro",
    "esquipulas guatemala-city tecun-uman ciudad-hidalgo tapachula huixtla arriaga juchitan isla mexico-city tijuana",
    "san-salvador guatemala-city tecun-uman ciudad-hidalgo tapachula arriaga juchitan mexico-city",
    "san-pedro-sula esquipulas guatemala-city",
    "tapachula huixtla arriaga juchitan",
)
BETWEEN = 1
"""How many more stops lie on the way between two of those above."""


@cache
def crowded() -> Atlas:
    """Five caravans on one way, of the size of the repository's example: about 85 stops, 22 events and 110 quotes."""
    routes = tuple(itinerary(number, way.split()) for number, way in enumerate(WAYS, start=1))
    articles = tuple(
        Article(
            path=f"articles/2018-10-{number:02}-a-long-name-of-a-file.md",
            title=f"The {number}th report on the people who walk north",
            body="…",
            url=f"https://example.org/publisher/2018/10/{number}/the-people-who-walk-north",
            publisher=f"The Daily Courier of Region {number}",
            published=date(2018, 10, 12),
        )
        for number in range(32)
    )
    told = (*sample().events, *sample().events, *sample().events)
    happened = tuple(
        dataclasses.replace(event, sources=(cited(articles[n], 900 + n),), caravan=None)
        for n, event in enumerate(told[:22])
    )
    return Atlas(
        routes=tuple(dataclasses.replace(route, waypoints=quoted(route, articles)) for route in routes),
        events=happened,
        articles=articles,
    )


def itinerary(number: int, names: list[str]) -> Route:
    way = [PLACES[name] for name in names]
    halves = [halfway(a, b) for a, b in pairwise(way)] if BETWEEN else []
    places = [place for pair in zip(way, halves, strict=False) for place in pair] + way[-1:]
    waypoints = tuple(
        dataclasses.replace(
            stops(f"caravan-{number}", (way[0].id, f"2018-{10 + seq // 28}-{1 + seq % 28:02}", "arrived", 1, "…"))[0],
            seq=seq,
            place=place,
        )
        for seq, place in enumerate(places, start=1)
    )
    caravan = Caravan(id=f"caravan-{number}", name=f"Caravan number {number}", registered=True)
    return Route(caravan=caravan, waypoints=waypoints, legs=legs(waypoints))


def halfway(a: Place, b: Place) -> Place:
    lat, lon = (a.position.lat + b.position.lat) / 2, (a.position.lon + b.position.lon) / 2
    return place(f"{a.id}-{b.id}", f"Between {a.name} and {b.name}", lat, lon, "MX", "MX-CHP", "town")


def quoted(route: Route, articles: tuple[Article, ...]) -> tuple[Waypoint, ...]:
    def claims(stop: Waypoint) -> tuple[Claim, ...]:
        number = sum(map(ord, stop.caravan)) * 50 + stop.seq
        return tuple(
            dataclasses.replace(stop.claims[0], source=cited(articles[at % 32], at)) for at in (number, number + 1)
        )

    return tuple(dataclasses.replace(stop, claims=claims(stop)) for stop in route.waypoints)


def cited(article: Article, number: int) -> Source:
    """A quote of the example's usual length, which compresses no better than prose does."""
    words = " ".join(WORDS[(number * 31 + at * at * 7 + at * number) % len(WORDS)] for at in range(20))
    return dataclasses.replace(
        source(1, f"Report {number}: {words}."),
        article=article.path,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
    )


WORDS = """
morning bridge families walked along highway trucks stopped police river blankets square children buses water mayor
church reached rested left thousands hundreds shelter night rain north border guards people carried kitchen gymnasium
tired volunteers coffee bread shoes plastic sheets gates crossed officials papers waited answered stadium road town
""".split()  # noqa: SIM905 - fifty lines else


def many(count: int) -> Atlas:
    """Caravans of 100 stops, each with a place and a quote of its own, on ways side by side; `count` stops in all."""
    routes = tuple(march(number, min(100, count - start)) for number, start in enumerate(range(0, count, 100)))
    return Atlas(routes=routes, events=events(), articles=ARTICLES)


def march(number: int, length: int) -> Route:
    ref = f"caravan-{number:03}"
    first = date(2018, 10, 12)
    waypoints = tuple(
        dataclasses.replace(
            stops(ref, ("tapachula", str(first + timedelta(days=seq)), "arrived", 1 + seq % 7, f"{number}: day {seq}."))[0],
            seq=seq,
            place=place(
                f"{ref}-{seq}", f"Camp {seq} of {number}", 15.5 + 0.17 * seq + 0.01 * number, -88.0 - 0.29 * seq, "MX"
            ),
        )
        for seq in range(1, length + 1)
    )  # fmt: skip
    return Route(
        caravan=Caravan(id=ref, name=f"Caravan {number}", registered=True), waypoints=waypoints, legs=legs(waypoints)
    )
