from datetime import date
from html import escape
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from routes.cli import cli
from routes.embedding import Shown, embedded, snippet
from routes.errors import RoutesError
from routes.model import Atlas
from routes.webmap import page


@pytest.fixture(scope="module")
def map_page(tmp_path_factory: pytest.TempPathFactory, atlas: Atlas) -> Path:
    file = tmp_path_factory.mktemp("embed") / "index.html"
    file.write_text(page(atlas, title='"A" & <B>'), encoding="utf-8")
    return file


def test_the_command_prints_a_frame_that_asks_for_what_it_was_told(map_page: Path) -> None:
    words = ["--caravan", "2018-10-first", "--day", "2018-10-21", "--lang", "es", "--bare", "--address", "map.html"]
    done = CliRunner().invoke(cli, ["embed", str(map_page), *words])
    frame = html.fragment_fromstring(done.stdout)
    assert frame.get("src") == "map.html#caravan=2018-10-first&day=2018-10-21&lang=es&bare=1"
    assert frame.get("title") == '"A" & <B>'
    assert "<script>" not in done.stdout, "a bare map has the height that its frame has"


def test_a_height_of_ones_own_needs_no_script(map_page: Path) -> None:
    told = CliRunner().invoke(cli, ["embed", str(map_page), "--height", "700"]).stdout
    assert "height:700px" in told
    assert "<script>" not in told
    assert f'src="{escape(map_page.as_posix())}"' in told


def test_no_address_and_no_title_is_markup() -> None:
    told = snippet('"><script>x</script>', "'\"><img src=x onerror=y>")
    root = html.fragment_fromstring(told, create_parent="div")
    assert [child.tag for child in root] == ["iframe", "script"]
    assert str(Shown(caravan="a&b=#c", day=date(2018, 10, 1))) == "#caravan=a%26b%3D%23c&day=2018-10-01"


def test_what_is_no_map_and_who_is_not_on_it_is_told(map_page: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text("<p>x", encoding="utf-8")
    with pytest.raises(RoutesError, match="is no map; give an HTML file that `routes build` made"):
        embedded(other, "other.html", Shown())
    with pytest.raises(RoutesError, match="has no caravan '2030'; it has 2018-10-first, 2018-10-second"):
        embedded(map_page, "index.html", Shown(caravan="2030"))
