"""A project that is edited and built again is read only where the edit can matter, and comes out as if read anew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nominatim import nominatim
from routes import workshop
from routes.assembly import atlas as assembly
from routes.checking import check
from routes.gazetteer.geocoding import GeocoderSettings
from routes.load import load
from routes.model import Article, Atlas, Problem, Reading
from routes.project import Project, open_project
from routes.reading import Knowledge
from routes.sightings import Sightings
from routes.workshop import Workshop

PLACES = {
    "mexico": "name: Mexico, class: A, kind: country, country: MX, lat: 23.6, lon: -102.5",
    "guatemala": "name: Guatemala, class: A, kind: country, country: GT, lat: 15.7, lon: -90.2",
    "chiapas": "name: Chiapas, class: A, kind: state, country: MX, admin1: MX-CHP, lat: 16.5, lon: -92.5",
    "tapachula": "name: Tapachula, class: P, kind: city, country: MX, admin1: MX-CHP, lat: 14.9, lon: -92.26",
    "escuintla-mx": "name: Escuintla, class: P, kind: town, country: MX, admin1: MX-CHP, lat: 15.3, lon: -92.65",
    "escuintla-gt": "name: Escuintla, class: P, kind: city, country: GT, lat: 14.3, lon: -90.78",
    "tuxtla": "name: Tuxtla, class: P, kind: city, country: MX, admin1: MX-CHP, lat: 16.75, lon: -93, population: 5",
    "border": "name: border with Guatemala, class: L, kind: border, countries: [MX, GT], lat: 15.0, lon: -92.0",
}
OTHERS = {
    "pueblo": "name: Pueblo Nuevo, class: P, kind: town, country: MX, admin1: MX-CHP, lat: 15.5, lon: -92.9",
    "tapachula": "name: Tapachula, aliases: [Pueblo Nuevo], class: P, kind: city, country: MX, lat: 14.95, lon: -92.2",
    "escuintla-mx": "name: Escuintla, class: P, kind: town, country: MX, lat: 15.9, lon: -92.6, prefer_near: [tuxtla]",
    "escuintla-gt": "name: Escuintla de Guatemala, class: P, kind: city, country: GT, lat: 14.3, lon: -90.78",
    "tuxtla": "name: Tuxtla, class: P, kind: city, country: MX, lat: 16.75, lon: -93.1, sensitivity: coarse",
    "san-luis": "name: San Luis, class: P, kind: city, country: MX, admin1: MX-CHP, lat: 16.1, lon: -93, population: 9",
    "border": "name: the border, class: L, kind: border, countries: [MX, GT], lat: 14.8, lon: -92.2",
    "chiapas": "name: State of Chiapas, class: A, kind: state, country: MX, admin1: MX-CHP, lat: 16.5, lon: -92.5",
}
ARTICLES = {
    "a.md": "The first caravan left Tapachula, Mexico, on October 24. It arrived in Escuintla on October 25.",
    "b.md": "The first caravan crossed Guatemala. On October 17 it arrived in Escuintla and slept at Pueblo Nuevo. "
    "Some stayed in the town of Villa Inventada.",
    "c.md": "A caravan of Salvadorans reached the border with Mexico on Friday..",
    "d.md": "The Guatemalan police stopped the first caravan on October 18. They reached Tapachula on Sunday.",
    "e.md": "The first caravan left Tapachula, Mexico, on October 24. It arrived in Escuintla on October 25.",
    "f.txt": "In Chiapas, the second caravan arrived in San Luis on Monday. On Tuesday it left the state capital.",
}
RULINGS = (
    "{id: a, mention: Escuintla, is: escuintla-gt}",
    "{id: b, mention: Pueblo Nuevo, is: tuxtla, article: articles/b.md}",
    "{id: c, report: escuintla-mx, ruling: wrong}",
    "{id: d, report: tapachula, date: 2018-10-23, article: articles/a.md, quote: left Tapachula}",
    "{id: e, merge: 2018-10-second, into: 2018-10-first}",
    "{id: f, report: tapachula, belongs_to: 2018-10-second}",
)
CARAVANS = (
    "{id: 2018-10-first, name: first caravan, ordinal: 1, departed: 2018-10-12, origin: tapachula}",
    "{id: 2018-10-second, name: second caravan, ordinal: 2, departed: 2018-10-20}",
)


class Files:
    """A project whose files are written from choices, as an editor would change them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "articles").mkdir(parents=True)
        self.places = dict(PLACES)
        self.rulings: set[str] = set()
        self.caravans = CARAVANS[:1]
        self.articles = set(ARTICLES)
        self.write()

    def write(self) -> None:
        for name, listed in (("rulings", sorted(self.rulings)), ("caravans", self.caravans)):
            file = {"rulings": "corrections", "caravans": "caravans"}[name]
            text = "".join((f"{name}:\n", *(f"  - {line}\n" for line in listed)))
            (self.folder / f"{file}.yaml").write_text(text, encoding="utf-8")
        places = "".join(f"  - {{id: {name}, {told}}}\n" for name, told in self.places.items())
        (self.folder / "gazetteer.yaml").write_text(f"places:\n{places}", encoding="utf-8")
        for name, text in ARTICLES.items():
            path = self.folder / "articles" / name
            path.unlink(missing_ok=True)
            if name in self.articles:
                published = "2018-10-24" if name != "c.md" else "2018-10-26"
                path.write_text(f"---\npublished: {published}\n---\n{text}\n", encoding="utf-8")

    def change(self, kind: str, number: int) -> None:
        """One edit; done a second time it is taken back."""
        if kind == "place":
            name = sorted(OTHERS)[number % len(OTHERS)]
            other = OTHERS[name] if self.places.get(name) != OTHERS[name] else PLACES.get(name)
            self.places = {one: told for one, told in {**self.places, name: other}.items() if told}
        elif kind == "order":
            self.places = dict(reversed(self.places.items()))
        elif kind == "gone":
            self.places.pop(sorted(PLACES)[number % len(PLACES)], None)
        elif kind == "ruling":
            self.rulings ^= {RULINGS[number % len(RULINGS)]}
        elif kind == "caravan":
            self.caravans = CARAVANS[: 1 + number % 2]
        else:
            self.articles ^= {sorted(ARTICLES)[number % len(ARTICLES)]}
        self.write()

    @property
    def project(self) -> Project:
        return open_project(self.folder)[0]


def atlas(made: Workshop, geocoder: GeocoderSettings | None = None) -> tuple[Atlas, tuple[Problem, ...]]:
    offline = GeocoderSettings(offline=True)
    return made.atlas(geocoder=geocoder or offline, today=date(2026, 1, 1), tell=lambda _: None)


def from_nothing(project: Project) -> tuple[Atlas, tuple[Problem, ...]]:
    return atlas(Workshop(kept_nowhere(project)))


def kept_nowhere(project: Project) -> Project:
    return replace(project, shipped=True)


def seen(made: Workshop) -> tuple[tuple[Sightings, ...], Atlas, tuple[Problem, ...]]:
    return made.sightings(load(made.project)[0])


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "project")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles that are read, by their paths."""
    names: list[str] = []
    reading: Callable[[Article, Knowledge], Reading] = workshop.read

    def noted(article: Article, knowledge: Knowledge) -> Reading:
        names.append(article.path)
        return reading(article, knowledge)

    monkeypatch.setattr(workshop, "read", noted)
    return names


def test_what_did_not_change_is_not_read_again_in_this_process_or_the_next(files: Files, read: list[str]) -> None:
    made = Workshop(files.project)
    first = atlas(made)
    assert sorted(read) == [f"articles/{name}" for name in ("a.md", "b.md", "c.md", "d.md", "f.txt")]
    read.clear()
    assert atlas(made) == first == atlas(Workshop(files.project))
    assert read == []


def test_names_are_looked_for_once_in_each_article(files: Files, read: list[str]) -> None:
    atlas(Workshop(files.project))
    first = seen(Workshop(files.project))
    read.clear()
    assert first == seen(Workshop(files.project))
    atlas(Workshop(files.project))
    assert first == seen(Workshop(files.project))
    assert read == []
    files.change("article", 1)
    assert seen(Workshop(files.project)) == seen(Workshop(kept_nowhere(files.project))) != first


def test_a_check_of_rulings_reads_no_article_that_a_build_has_read(files: Files, read: list[str]) -> None:
    for number in (1, 3):
        files.change("ruling", number)
    atlas(Workshop(files.project))
    read.clear()
    found = check(files.project)
    assert read == []
    files.change("ruling", 5)
    assert check(files.project) == check(kept_nowhere(files.project)) != found


@pytest.mark.parametrize(
    ("kind", "number", "again"),
    [
        ("place", sorted(OTHERS).index("pueblo"), {"b.md", "f.txt"}),
        ("place", sorted(OTHERS).index("border"), {"c.md"}),
        ("place", sorted(OTHERS).index("san-luis"), {"f.txt"}),
        ("ruling", 1, {"b.md"}),
        ("ruling", 3, {"a.md"}),
        ("article", 1, set()),
        ("article", 0, {"e.md"}),
    ],
)
def test_an_edit_reads_again_what_it_can_concern(
    files: Files, read: list[str], kind: str, number: int, again: set[str]
) -> None:
    atlas(Workshop(files.project))
    read.clear()
    files.change(kind, number)
    made = atlas(Workshop(files.project))
    assert {name.removeprefix("articles/") for name in read} == again
    assert made == from_nothing(files.project)


def test_the_route_of_a_caravan_of_which_nothing_new_is_told_is_not_made_again(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Workshop(files.project)
    atlas(made)
    caravans: list[str] = []
    way = assembly.route
    monkeypatch.setattr(assembly, "route", lambda one: caravans.append(one.caravan.id) or way(one))
    atlas(made)
    assert caravans == []
    files.change("place", sorted(OTHERS).index("san-luis"))
    now = atlas(made)
    assert len(now[0].routes) > 1
    assert len(caravans) == 1
    assert now == from_nothing(files.project)


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["place"] * 3 + ["order", "gone", "ruling", "ruling", "caravan", "article"]), st.integers(0, 7)
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=8, deadline=None)
@given(edits=EDITS)
def test_after_any_edits_all_is_as_if_read_from_nothing(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, int]]
) -> None:
    files = Files(tmp_path_factory.mktemp("edits") / "project")
    made = Workshop(files.project)
    atlas(made)
    for kind, number in edits:
        files.change(kind, number)
        fresh = from_nothing(files.project)
        assert atlas(made) == fresh
    assert atlas(Workshop(files.project)) == fresh
    assert seen(made) == seen(Workshop(files.project)) == seen(Workshop(kept_nowhere(files.project)))


def test_a_geocoders_places_are_kept_apart_from_the_projects_own(files: Files, read: list[str]) -> None:
    made = Workshop(files.project)
    offline = atlas(made)
    with nominatim() as server:
        geocoder = GeocoderSettings(url=server.url, pause=0.0, timeout=5.0)
        online = atlas(made, geocoder)
        asked = list(server.requests)
        read.clear()
        assert atlas(Workshop(files.project), geocoder)[0] == online[0]
        assert read == []
    assert asked == ["Villa Inventada"]
    assert "candidates.yaml" in {path.name for path in files.folder.iterdir()}
    assert atlas(Workshop(files.project))[0] == offline[0] != online[0]


def test_what_was_kept_and_is_damaged_is_set_aside_and_read_again(files: Files) -> None:
    first = atlas(Workshop(files.project))
    path = files.project.leaves
    assert path is not None
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    again, problems = atlas(Workshop(files.project))
    assert again == first[0]
    assert [str(one) for one in problems if one not in first[1]] == [
        ".routes/leaves: is damaged, or was not written by routes; "
        "nothing to do: it is made again, the old one is leaves.damaged"
    ]
    assert atlas(Workshop(files.project)) == first
