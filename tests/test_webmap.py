"""The page as text: self-contained, the same every time, and no text from an atlas is ever code."""

from __future__ import annotations

import dataclasses
import json
import pickle
import re
from base64 import b64decode, b64encode
from hashlib import sha256
from html import escape, unescape
from html.parser import HTMLParser
from zlib import compress, decompress

import pytest

from atlases import HOSTILE, PLACES, crowded, many
from routes.errors import RoutesError
from routes.model import DOUBTS, Atlas, BorderEvent, DateSpan, Doubt, Position, Source, Waypoint
from routes.webmap import page
from routes.webmap.assets import terse_script
from routes.webmap.wording import LANGUAGES, words

HUGE = many(5_100)


class Page(HTMLParser):
    """A page taken apart: every tag with its attributes, and the text of every script, style and JSON block."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {"script": [], "json": [], "style": [], "title": [], "td": [], "": []}
        self.sources: list[str] = []
        self._in = ""
        self._source = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append((tag, known))
        if tag in ("cite", "q"):
            self.sources.append("")
        self._source = tag in ("cite", "q")
        if tag in ("script", "style", "title"):
            self._in = "json" if known.get("type") == "application/json" else tag
            self.texts[self._in].append("")

    def handle_endtag(self, tag: str) -> None:
        self._source = False
        if tag in ("script", "style", "title"):
            self._in = ""

    def handle_data(self, data: str) -> None:
        if self._source:
            self.sources[-1] += data
        if self._in:
            self.texts[self._in][-1] += data
        else:
            self.texts[""].append(data)

    @property
    def content(self) -> dict:
        return json.loads(self.texts["json"][0])


def policy(taken: Page) -> dict[str, list[str]]:
    text = next(known["content"] for tag, known in taken.tags if known.get("http-equiv") == "Content-Security-Policy")
    return {name: rest for name, *rest in (part.split() for part in text.split(";"))}


def test_the_same_atlas_gives_the_same_bytes(atlas: Atlas) -> None:
    assert page(atlas) == page(atlas)


def test_nothing_is_loaded_from_anywhere(atlas: Atlas) -> None:
    taken = Page(page(atlas))
    loaded = [
        (tag, known) for tag, known in taken.tags if tag != "a" and {"src", "href", "srcset", "data"} & known.keys()
    ]
    assert loaded == []
    assert not re.search(r"url\(|@import", "".join(taken.texts["style"]))
    assert "sourceMappingURL" not in "".join(taken.texts["script"])


def test_the_policy_allows_the_pages_own_scripts_and_styles_and_nothing_else(atlas: Atlas) -> None:
    taken = Page(page(atlas))
    hashes = {
        kind: [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in taken.texts[kind]]
        for kind in ("script", "style")
    }
    assert policy(taken) == {
        "default-src": ["'none'"],
        "script-src": hashes["script"],
        "style-src": hashes["style"],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    assert not [known for _, known in taken.tags if "style" in known or any(name.startswith("on") for name in known)]


def test_links_lead_to_web_pages_only_and_give_nothing_away(hostile_atlas: Atlas, atlas: Atlas) -> None:
    for one in (atlas, hostile_atlas):
        tags = Page(page(one)).tags
        links = [known["href"] or "" for tag, known in tags if tag == "a"]
        assert all(re.match(r"https?://|#", link) for link in links)
        assert ("meta", {"name": "referrer", "content": "no-referrer"}) in tags
    assert "javascript:" not in page(hostile_atlas)


def test_a_hostile_text_adds_no_tag_and_no_script(atlas: Atlas, hostile_atlas: Atlas) -> None:
    taken, plain = Page(page(hostile_atlas, title=HOSTILE)), Page(page(atlas))
    assert taken.texts["script"] == plain.texts["script"]
    assert {tag for tag, _ in taken.tags} == {tag for tag, _ in plain.tags}
    assert len([tag for tag, _ in taken.tags if tag == "script"]) == 4


def test_a_hostile_text_stays_what_it_is(hostile_atlas: Atlas) -> None:
    taken = Page(page(hostile_atlas, title=HOSTILE))
    content = taken.content
    assert taken.texts["title"] == [HOSTILE]
    assert content["title"] == HOSTILE
    assert content["routes"][0]["name"] == "First caravan" + HOSTILE
    assert content["places"][0]["name"] == "San Pedro Sula" + HOSTILE
    assert any(source.endswith("on October 12." + HOSTILE) for source in taken.sources)
    assert content["unplaced"][0]["text"] == HOSTILE


def test_the_json_block_holds_no_character_that_ends_a_script(hostile_atlas: Atlas) -> None:
    block = re.search(r'<script type="application/json" id="atlas">(.*?)</script>', page(hostile_atlas), re.S)
    assert block
    assert not re.search("[<>&\u2028\u2029]", block[1])


def test_a_colour_or_dash_that_is_none_is_never_written(atlas: Atlas) -> None:
    caravan = dataclasses.replace(atlas.routes[0].caravan, color="red}</style>", dash="1;}")
    odd = dataclasses.replace(atlas, routes=(dataclasses.replace(atlas.routes[0], caravan=caravan), *atlas.routes[1:]))
    assert Page(page(odd)).texts == Page(page(atlas)).texts


def test_a_caravans_own_colour_and_dash_are_kept(atlas: Atlas) -> None:
    caravan = dataclasses.replace(atlas.routes[0].caravan, color="#7B1FA2", dash="12 3")
    own = Page(page(dataclasses.replace(atlas, routes=(dataclasses.replace(atlas.routes[0], caravan=caravan),))))
    assert ".r0{--line:#7b1fa2;" in own.texts["style"][1]
    assert own.content["routes"][0]["dash"] == "12 3"


def test_each_caravan_has_its_own_colour_and_dash(atlas: Atlas) -> None:
    taken = Page(page(atlas))
    colors = re.findall(
        r"\.r\d+\{--line:(#[0-9a-f]{6})", taken.texts["style"][1].partition("@media (prefers-color-scheme:dark){.r0")[0]
    )
    assert len(set(colors)) == len(atlas.routes)
    assert len({route["dash"] for route in taken.content["routes"]}) == len(atlas.routes)


def test_without_scripts_every_stop_and_event_stands_in_a_table_and_every_quote_once(atlas: Atlas) -> None:
    html = page(atlas)
    plain = unescape(html[html.index('<div class="plain"') : html.index("</main>")])
    told = [stop for route in atlas.routes for stop in (*route.waypoints, *route.areas)]
    assert all(stop.place.name in plain for stop in told)
    for quote in {source.quote for one in (*told, *atlas.events) for source in sources(one)}:
        assert html.count(escape(quote)) == 1
    assert "12 October 2018 says The Courier; 13 October 2018 says El Correo." in plain
    assert "Lines join reported places; they are not roads." in html


def sources(told: Waypoint | BorderEvent) -> list[Source]:
    return list(told.sources) if isinstance(told, BorderEvent) else [claim.source for claim in told.claims]


def test_areas_are_listed_and_no_point_of_the_map(atlas: Atlas) -> None:
    html = page(atlas)
    route = Page(html).content["routes"][0]
    assert [area["status"] for area in route["areas"]] == ["passed"]
    assert html.count('<path class="area r0" d="M') == 1  # in the picture for readers without scripts
    assert len(route["stops"]) == len(atlas.routes[0].waypoints)


def test_an_event_in_a_whole_state_is_listed_and_does_not_move_the_map(atlas: Atlas) -> None:
    far = dataclasses.replace(PLACES["chiapas"], position=Position(lat=60.0, lon=-50.0))
    told = dataclasses.replace(atlas, events=(dataclasses.replace(atlas.events[0], place=far), *atlas.events[1:]))
    content = Page(page(told)).content
    assert content["events"][0]["area"] is True
    assert content["view"] == Page(page(atlas)).content["view"]


def test_a_place_from_a_geocoder_is_hollow_and_says_why(atlas: Atlas) -> None:
    content = Page(page(atlas)).content
    hollow = [stop for route in content["routes"] for stop in route["stops"] if stop.get("hollow")]
    assert [content["places"][stop["place"]]["name"] for stop in hollow] == ["Nuevo Ranchito"]
    assert "date" not in hollow[0]
    assert hollow[0]["doubts"] == ["No article gives a day for this."]  # that it is not reviewed, the page says itself
    assert "This place was found by a geocoder and has not been reviewed." in page(atlas)


def test_sources_that_differ_are_all_quoted(atlas: Atlas) -> None:
    stop = Page(page(atlas)).content["routes"][0]["stops"][0]
    assert [side["date"] for side in stop["conflict"]] == ["2018-10-12", "2018-10-13"]
    assert stop["quotes"] == [0, {"quote": 1, "date": "2018-10-13"}]


def test_one_caravans_page_has_its_own_route_events_and_articles_in_the_same_colour(atlas: Atlas) -> None:
    whole, one = Page(page(atlas)), Page(page(atlas, caravan="2018-10-second"))
    assert [route["name"] for route in one.content["routes"]] == ["Second caravan"]
    assert [event["type"] for event in one.content["events"]] == ["death"]
    assert "A second column, and a third from San Salvador" in one.sources
    assert "Across Chiapas on foot" not in one.sources
    color = re.search(r"\.r1\{--line:(#\w+)", whole.texts["style"][1])
    assert color
    assert f".r0{{--line:{color[1]}" in one.texts["style"][1]


def test_a_caravan_that_is_not_there_is_an_error(atlas: Atlas) -> None:
    with pytest.raises(RoutesError, match="no caravan 'x'"):
        page(atlas, caravan="x")


def test_an_empty_atlas_is_a_page_too() -> None:
    assert "0 caravans, 0 stops and 0 border events, as reported in 0 articles." in page(Atlas())


def test_a_page_of_five_caravans_and_a_hundred_quotes_is_small() -> None:
    html = page(crowded()).encode()
    assert len(html) <= 300_000
    assert len(compress(html, 9)) <= 100_000


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ("2018-10-12", "12 October 2018"),
        ("2018-10-27/2018-10-29", "27–29 October 2018"),
        ("2018-10-30/2018-11-02", "30 October – 2 November 2018"),
        ("2020-12-31/2021-01-02", "31 December 2020 – 2 January 2021"),
    ],
)
def test_days_are_written_for_readers(atlas: Atlas, span: str, words: str) -> None:
    route = atlas.routes[2]
    stop = dataclasses.replace(route.waypoints[0], date=DateSpan.parse(span))
    told = dataclasses.replace(atlas, routes=(dataclasses.replace(route, waypoints=(stop,), legs=()),), events=())
    assert f"<td>{words}<td>" in page(told)


def moved(atlas: Atlas, **changed: object) -> Atlas:
    """The atlas with the second stop of the second caravan, Esquipulas, edited in the gazetteer."""
    place = dataclasses.replace(PLACES["esquipulas"], **changed)
    routes = tuple(
        dataclasses.replace(
            route,
            waypoints=tuple(
                dataclasses.replace(stop, place=place) if stop.place.id == place.id else stop
                for stop in route.waypoints
            ),
        )
        for route in atlas.routes
    )
    return dataclasses.replace(atlas, routes=routes)


@pytest.mark.parametrize("changed", [{"name": "Esquipulas Nuevo"}, {"position": Position(lat=14.57, lon=-89.36)}])
def test_an_edited_place_changes_the_lines_of_that_place_and_no_others(atlas: Atlas, changed: dict) -> None:
    before, after = page(atlas).splitlines(), page(moved(atlas, **changed)).splitlines()
    assert len(before) == len(after)
    differ = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert 1 <= len(differ) <= 4  # the place itself, and where it has a new name its rows in two tables
    assert all("Esquipulas" in line for pair in differ for line in pair)


def test_of_a_huge_map_an_edited_place_changes_the_texts_that_hold_it() -> None:
    before, after = page(HUGE).splitlines(), page(renamed(HUGE)).splitlines()
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) == 1


def renamed(atlas: Atlas) -> Atlas:
    """The atlas with another name for the last stop of all."""
    *others, last = atlas.routes
    *stops, end = last.waypoints
    end = dataclasses.replace(end, place=dataclasses.replace(end.place, name="Elsewhere"))
    return dataclasses.replace(atlas, routes=(*others, dataclasses.replace(last, waypoints=(*stops, end))))


def test_a_huge_map_is_packed_and_unpacks_to_every_stop_and_quote() -> None:
    content = unpacked(page(HUGE))
    stops = [stop for route in content["routes"] for stop in route["stops"]]
    assert (len(stops), len(content["places"]), len(content["quotes"])) == (5_100, 5_106, 5_108)
    assert [stop.keys() for stop in stops[:2]] == [{"date"}, {"date"}], "the next place and quote go without saying"
    number, words = content["quotes"][len(stops) - 1]
    assert words == HUGE.routes[-1].waypoints[-1].claims[0].source.quote
    assert content["articles"][number]["title"] == HUGE.routes[-1].waypoints[-1].claims[0].source.title


def unpacked(html: str) -> dict:
    texts = Page(html).content
    assert isinstance(texts, list)
    return json.loads(decompress(b"".join(map(b64decode, texts)), -15))


def test_without_scripts_a_huge_map_shows_its_first_rows_and_says_where_all_are() -> None:
    html = page(HUGE)
    assert "The first 300 of 5,108 rows. All stops stand in routes.csv" in html
    assert html.count("<tr><td>") == 300
    links, ids = set(re.findall(r"<a href=#(q\d+)>", html)), set(re.findall(r"<p id=(q\d+)>", html))
    assert links == ids
    assert len(ids) == 300


def test_a_map_of_5000_stops_is_whole_without_scripts() -> None:
    html = page(dataclasses.replace(HUGE, routes=HUGE.routes[:50], events=()))
    assert html.count("<tr><td>") == 5_000
    assert all(f"<q>{number}: day 100.</q>" in html for number in range(49))
    assert "routes.csv" not in html


def test_a_hostile_text_in_a_huge_map_adds_no_tag(hostile_atlas: Atlas) -> None:
    html = page(dataclasses.replace(hostile_atlas, routes=(*hostile_atlas.routes, *HUGE.routes)), title=HOSTILE)
    assert {tag for tag, _ in Page(html).tags} == {tag for tag, _ in Page(page(HUGE)).tags}
    assert unpacked(html)["unplaced"][0]["text"] == HOSTILE


def test_a_bridge_and_a_crossing_are_told_from_towns(atlas: Atlas) -> None:
    places = Page(page(atlas)).content["places"]
    spots = {place["name"] for place in places if place.get("spot")}
    assert spots == {"Rodolfo Robles bridge", "San Ysidro port of entry"}


def test_ten_thousand_stops_fit_in_a_megabyte() -> None:
    html = page(many(10_000))
    assert len(html.encode()) <= 1_000_000
    assert html == page(many(10_000))


def test_every_language_has_the_same_words() -> None:
    tables = [words(lang) for lang in LANGUAGES]
    english = tables[0]
    for table in tables[1:]:
        assert table.keys() - {"names", "report-countries"} == english.keys()
        for key, form in english.items():
            assert sorted(re.findall(r"{\w+}", str(table[key]))) == sorted(re.findall(r"{\w+}", str(form))), key


def test_comments_and_spaces_are_taken_from_scripts_and_nothing_else() -> None:
    code = "// a\nconst a = 'b  // c'; // d\nif (a  in b) {\n  x = /a +\\/\"/g.test(`e  ${ f }`) + +g / h;\n}\n"
    assert terse_script(code) == "\nconst a='b  // c';if(a in b){x=/a +\\/\"/g.test(`e  ${ f }`)+ +g/h}\n"


def test_lone_surrogates_of_a_broken_text_do_not_break_the_page(atlas: Atlas) -> None:
    assert "?" in Page(page(atlas, title="\ud800")).texts["title"][0]


def test_every_doubt_has_words_in_every_language_with_the_same_values_put_in() -> None:
    for code, form in DOUBTS.items():
        for lang in LANGUAGES:
            said = words(lang)[f"doubt-{code}"]
            assert re.findall(r"\{\w+\}", said) == re.findall(r"\{\w+\}", form), (lang, code)


def test_a_doubt_is_its_english_words_wherever_it_goes() -> None:
    doubt = Doubt.of("split", name="{n} {7*7}")
    assert doubt == "taken to have split off here: the nearest stop before of {n} {7*7}"
    assert json.dumps([doubt]) == json.dumps([str(doubt)])
    again = pickle.loads(pickle.dumps(doubt))  # noqa: S301 - ours
    assert (again, again.code, again.values) == (doubt, "split", {"name": "{n} {7*7}"})
