"""What was made of a project's files is kept by content: never stale, never trusted, never in the way."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from projects import ARTICLES, contents
from routes.building import build
from routes.cache import _seal, keep, kept, sources_hash
from routes.checking import check
from routes.columns import pack
from routes.gazetteer.geocoding import GeocoderSettings
from routes.load import Known, load
from routes.model import Place, Position, Problem
from routes.project import Project, open_project, shipped_project

PLACES = """\
places:
  - {id: san-pedro-sula, name: San Pedro Sula, class: P, kind: city, country: HN, lat: 15.5, lon: -88.03}
  - {id: tapachula, name: Tapachula, aliases: [Tapa], class: P, kind: city, country: MX, lat: 14.9, lon: -92.3}
  - id: huixtla
    name: Huixtla
    names: [{text: Huixtla de Pérez, lang: es}]
    class: P
    kind: town
    country: MX
    lat: 15.14
    lon: -92.46
    notes: between two towns
"""
CARAVANS = """\
caravans:
  - {id: 2018-10-first, name: first caravan, origin: san-pedro-sula, ordinal: 1, departed: 2018-10-12}
"""
FOREIGN = (
    b"",
    b"\0",
    b"not ours",
    b"routes keeps this",
    json.dumps(pack((1, 2))).encode(),
    PLACES.encode(),
)


def project(folder: Path, places: str = PLACES) -> Project:
    (folder / "articles").mkdir(parents=True)
    (folder / "gazetteer.yaml").write_text(places, encoding="utf-8")
    (folder / "caravans.yaml").write_text(CARAVANS, encoding="utf-8")
    (folder / "articles" / "a.md").write_text(ARTICLES["a-departure.md"], encoding="utf-8")
    return open_project(folder)[0]


def file_of(one: Project) -> Path:
    path = one.knowledge
    assert path is not None
    return path


def rewritten(one: Project, change: Callable[[str], str]) -> None:
    """Changes what the kept file holds, as this user's routes would keep it."""
    head, _, body = file_of(one).read_bytes().partition(b"\n")
    changed = change(body.decode()).encode()
    *start, made_of, _, _ = head.decode().split()
    words = (*start, made_of, f"{zlib.crc32(changed):08x}", _seal(made_of, changed))
    file_of(one).write_bytes(f"{' '.join(words)}\n".encode() + changed)


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem} ({problem.severity})" for problem in problems]


@pytest.fixture
def one(tmp_path: Path) -> Project:
    return project(tmp_path / "project")


# --- what is kept ------------------------------------------------------------------------------


def test_knowledge_is_the_same_from_the_kept_file(one: Project) -> None:
    made, again = load(one), load(one)
    assert file_of(one).is_file()
    assert again == made
    assert again[0].knowledge().index.find("in Tapachula") == made[0].knowledge().index.find("in Tapachula")


def test_the_second_time_the_kept_file_is_what_is_read(one: Project) -> None:
    load(one)
    rewritten(one, lambda body: body.replace("between two towns", "as it was kept"))
    assert [place.notes for place in load(one)[0].places] == ["", "", "as it was kept"]


def test_the_collector_of_garbage_does_not_go_over_all_that_was_loaded(one: Project) -> None:
    known, _ = load(one)
    assert gc.isenabled()
    assert any(old is known.names for old in gc.get_objects(generation=2))


def test_a_place_of_the_index_is_the_place_of_the_gazetteer(one: Project) -> None:
    load(one)
    known, _ = load(one)
    (candidate,) = known.knowledge().index.named("Huixtla")
    assert candidate.place is known.places[2]


def test_an_edit_counts_at_once(one: Project) -> None:
    load(one)
    one.gazetteer.write_text(PLACES.replace("between two towns", "edited"), encoding="utf-8")
    assert load(one)[0].places[2].notes == "edited"
    one.caravans.write_text(CARAVANS.replace("ordinal: 1", "ordinal: 2"), encoding="utf-8")
    assert load(one)[0].caravans[0].ordinal == 2
    one.caravans.unlink()
    assert load(one)[0].caravans == ()


def test_a_file_with_mistakes_is_not_kept_and_told_each_time(one: Project) -> None:
    one.gazetteer.write_text(PLACES.replace("lon: -92.46", "lon: 999"), encoding="utf-8")
    first, second = load(one), load(one)
    assert not file_of(one).exists()
    assert first == second
    assert told(second[1]) == [
        "gazetteer.yaml:11:10: places[2].lon: 999 is not between -180 and 180; look the number up again (error)"
    ]


def test_a_file_in_another_encoding_is_not_kept_since_it_is_told(one: Project) -> None:
    one.gazetteer.write_bytes(PLACES.encode("cp1252"))
    load(one)
    assert told(load(one)[1]) == ["gazetteer.yaml: is not UTF-8; read as Windows-1252; save it as UTF-8 (warning)"]


def test_what_made_it_belongs_to_its_content() -> None:
    assert sources_hash("") != sources_hash("", "gazetteer")
    assert len(sources_hash("")) == 64


def test_nothing_is_kept_inside_the_package() -> None:
    assert shipped_project().knowledge is None
    assert load(shipped_project())[1] == ()


# --- what is not believed ----------------------------------------------------------------------


def loads_all_the_same(one: Project, made: Known) -> tuple[Problem, ...]:
    known, problems = load(one)
    assert known == made
    assert load(one) == (made, ())
    return problems


@pytest.mark.parametrize("content", FOREIGN)
def test_a_foreign_file_is_set_aside_with_a_warning(one: Project, content: bytes) -> None:
    made, _ = load(one)
    file_of(one).write_bytes(content)
    said = told(loads_all_the_same(one, made))
    assert said == (
        [
            ".routes/knowledge: is damaged, or was not written by routes; "
            "nothing to do: it is made again, the old one is knowledge.damaged (warning)"
        ]
        if content
        else []
    )
    if content:
        assert (one.root / ".routes" / "knowledge.damaged").read_bytes() == content


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(cut=st.integers(0, 10**6), flipped=st.booleans())
def test_a_file_cut_or_damaged_anywhere_is_made_again(one: Project, cut: int, flipped: bool) -> None:
    made, _ = load(one)
    content = file_of(one).read_bytes()
    cut %= len(content)
    file_of(one).write_bytes(content[:cut] + (bytes([content[cut] ^ 1]) + content[cut + 1 :] if flipped else b""))
    loads_all_the_same(one, made)


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "[" * 100_000,
        lambda _: "{}",
        lambda _: json.dumps(pack(Position(lat=1.0, lon=2.0))),
        lambda body: body.replace('"_Read"', '"Problem"'),
        lambda body: body.replace('"class":"Place"', '"class":"eval"'),
        lambda body: body.replace('"class":"Place"', '"class":"__class__"'),
        lambda body: body.replace('"to":', '"to":9'),
        lambda body: body.replace('"floats":"', '"floats":"AAAA'),
        lambda body: body.replace('"tuple":[', '"tuple":[-1,'),
    ],
)
def test_a_forged_file_is_never_more_than_a_warning(one: Project, change: Callable[[str], str]) -> None:
    made, _ = load(one)
    rewritten(one, change)
    assert [problem.severity for problem in loads_all_the_same(one, made)] == ["warning"]


def test_what_another_user_kept_is_made_again_without_a_word(one: Project) -> None:
    made = load(one)
    head, _, body = file_of(one).read_bytes().partition(b"\n")
    forged = body.replace(b"between two towns", b"put there by hand")
    start, _ = head.decode().rsplit(maxsplit=1)
    crc = f"{zlib.crc32(body):08x}", f"{zlib.crc32(forged):08x}"
    file_of(one).write_bytes(f"{start.replace(*crc)} {'0' * 64}\n".encode() + forged)
    assert load(one) == made


def test_what_another_version_kept_is_made_again_without_a_word(one: Project) -> None:
    made = load(one)
    head, _, body = file_of(one).read_bytes().partition(b"\n")
    file_of(one).write_bytes(head.rpartition(b" ")[0] + b"\n" + body)
    assert load(one) == made
    assert not (one.root / ".routes" / "knowledge.damaged").exists()


def test_where_nothing_can_be_kept_all_goes_on(one: Project) -> None:
    (one.root / ".routes").write_text("in the way", encoding="utf-8")
    assert load(one) == load(one)
    (one.root / ".routes").unlink()
    file_of(one).mkdir(parents=True)
    assert load(one)[1] == ()


def test_of_many_processes_at_once_each_finds_the_same(one: Project) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom routes.load import load\nfrom routes.project import open_project\n"
        "for _ in range(3): print(len(load(open_project(Path(sys.argv[1]))[0])[0].places), end=' ')"
    )
    command = [sys.executable, "-c", code, str(one.root)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate() for process in running] == [("3 3 3 ", "")] * 3
    assert contents(one.root / ".routes").keys() == {"knowledge"}


def test_another_value_at_the_same_path_is_found_by_its_own_hash_only(tmp_path: Path) -> None:
    path, value = tmp_path / "kept", Position(lat=1.0, lon=2.0)
    keep(path, "a" * 64, value)
    assert kept(path, "kept", "a" * 64, Position) == (value, ())
    assert kept(path, "kept", "b" * 64, Position) == (None, ())
    assert kept(path, "kept", "a" * 64, Place)[0] is None


# --- with and without --------------------------------------------------------------------------

_EDITS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.integers(0, 12),
        st.sampled_from(["", "\n", " ", "x", "é", ": ", "-", "9", "[", "\n  - id: x", "places:", "\t", "NO", "# "]),
    ),
    min_size=1,
    max_size=3,
)


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    for start, length, put in edits:
        text = text[:start] + put + text[start + length :]
    return text


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Project]:
    folder = tmp_path_factory.mktemp("both")
    return project(folder / "one" / "project"), replace(project(folder / "two" / "project"), shipped=True)


def outcome(one: Project) -> tuple[object, ...]:
    built = build(one, geocoder=GeocoderSettings(offline=True), today=date(2026, 11, 21), tell=lambda _: None)
    return contents(one.maps), told(built.problems), told(check(one))


@settings(max_examples=5, deadline=None)
@given(edits=_EDITS)
def test_maps_and_problems_are_the_same_with_and_without_what_was_kept(
    both: tuple[Project, Project], edits: list[tuple[int, int, str]]
) -> None:
    for one in both:
        one.gazetteer.write_text(edited(PLACES, edits), encoding="utf-8")
    assert outcome(both[0]) == outcome(both[1]) == outcome(both[0])


@settings(max_examples=30, deadline=None)
@given(edits=_EDITS)
def test_places_and_problems_are_the_same_with_and_without_what_was_kept(
    both: tuple[Project, Project], edits: list[tuple[int, int, str]]
) -> None:
    for one in both:
        one.gazetteer.write_text(edited(PLACES, edits), encoding="utf-8")
    first, without, second = load(both[0]), load(both[1]), load(both[0])
    assert (first[0].places, first[1]) == (without[0].places, without[1]) == (second[0].places, second[1])
    assert first[0].names.patterns == without[0].names.patterns == second[0].names.patterns
