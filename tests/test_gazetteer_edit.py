"""Adding a place to a file that people write: no line of theirs changes, whatever it looks like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from routes.gazetteer.edit import add_records, without_records
from routes.gazetteer.parse import FORM, parse_gazetteer, read_gazetteer

ROOT = Path(__file__).parent.parent
HUIXTLA = {
    "id": "huixtla",
    "name": "Huixtla",
    "class": "P",
    "kind": "town",
    "country": "MX",
    "lat": 15.1394,
    "lon": -92.4656,
    "source": "GeoNames",
}


def place(name: str) -> str:
    return f"  - id: {name}\n    name: {name}\n    class: P\n    kind: town\n    lat: 15\n    lon: -92\n"


def added(text: str | bytes, *records: dict[str, Any]) -> str:
    content = text.encode() if isinstance(text, str) else text
    made, problems = add_records(content, "gazetteer.yaml", FORM, records or [HUIXTLA])
    assert problems == ()
    assert made is not None
    return made.content.decode()


def refused(text: str | bytes, *records: dict[str, Any]) -> str:
    content = text.encode() if isinstance(text, str) else text
    made, problems = add_records(content, "gazetteer.yaml", FORM, records or [HUIXTLA])
    assert made is None
    return "\n".join(map(str, problems))


BLOCK = """\
  - id: huixtla
    name: Huixtla
    class: P
    kind: town
    country: MX
    lat: 15.1394
    lon: -92.4656
    source: GeoNames
"""


def test_a_place_stands_at_its_spot_in_the_alphabet() -> None:
    assert added("places:\n" + place("arriaga") + place("tapachula")) == (
        "places:\n" + place("arriaga") + BLOCK + place("tapachula")
    )


def test_comments_right_above_a_place_stay_with_it_and_those_indented_below_one_too() -> None:
    head, note, title = "# mine\nplaces: # all\n", "    # looked up twice\n", "  # the largest one\n"
    text = head + place("arriaga") + note + title + place("tapachula")
    assert added(text) == head + place("arriaga") + note + BLOCK + title + place("tapachula")


def test_a_comment_behind_the_last_place_stays_below_the_new_one() -> None:
    end = "# the end\n"
    assert added("places:\n" + place("arriaga") + end) == "places:\n" + place("arriaga") + BLOCK + end


def test_a_file_with_blank_lines_between_places_keeps_that_habit() -> None:
    text = "places:\n" + place("arriaga") + "\n" + place("tapachula") + "\n" + place("tonala")
    assert added(text).count("\n\n") == 3
    last = "places:\n" + place("arriaga") + "\n" + place("bonampak")
    assert added(last) == last + "\n" + BLOCK


def test_among_ids_out_of_order_few_stand_on_the_wrong_side() -> None:
    text = "places:\n" + place("zacatecas") + place("arriaga") + place("tapachula")
    assert added(text) == "places:\n" + place("zacatecas") + place("arriaga") + BLOCK + place("tapachula")


@pytest.mark.parametrize("text", ["", "# none yet\n", "places:\n", "places: # none\n# yet\n", "places:", "# none"])
def test_the_first_place_of_all_is_added_too(text: str) -> None:
    made = added(text)
    assert [one.id for one in parse_gazetteer(made, "g")[0]] == ["huixtla"]
    assert_one_block(text, made)


def test_the_hyphens_and_blanks_of_the_file_are_kept() -> None:
    wide = place("arriaga").replace("  - id", "-   id").replace("\n    ", "\n    ")
    assert added("places:\n" + wide).endswith(
        "\n-   id: huixtla\n    name: Huixtla\n" + "\n".join(BLOCK.split("\n")[2:])
    )


def test_windows_line_ends_a_mark_and_a_missing_end_of_the_last_line_are_kept() -> None:
    text = "\ufeff" + ("places:\n" + place("arriaga")).replace("\n", "\r\n").removesuffix("\r\n")
    assert added(text) == text + "\r\n" + BLOCK.replace("\n", "\r\n")


def test_quoted_and_folded_text_over_several_lines_is_not_torn_apart() -> None:
    tricky = (
        "places:\n"
        + place("arriaga")
        + '    notes: "not a comment:\n# really\n  # not"\n'
        + place("hermosillo")
        + "    notes: |\n      # text\n\n      more\n\n"
    )
    for new in ("arriba", "huixtla"):
        made = added(tricky, {**HUIXTLA, "id": new})
        assert [one.id for one in parse_gazetteer(made, "g")[0]] == sorted(["arriaga", "hermosillo", new])


def test_what_is_added_is_what_is_read_back_whatever_its_text() -> None:
    told = {
        **HUIXTLA,
        "name": "No",
        "aliases": ["a: b", "#x", '"', "x\u2028y", "x\ny\x85\ufeff", "😀", "12:30"],
        "lat": 1e-07,
        "lon": 5.0,
    }
    entries, problems = read_gazetteer(added("", told), "g")
    assert problems == ()
    assert entries[0].written == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("places: [{id: a}]\n", "is missing"),
        ("places:\n  - {id: a, name: A, class: P, kind: town, lat: 1, lon: 1}\n", "does not begin with `- `"),
        ("places:\n  -\n" + place("a").replace("  - ", "    "), "does not begin with `- `"),
        ("places: []\n", "is a list in brackets; write `places:` alone on its line"),
        ("places: ~\n", "has an unusual layout; nothing was written"),
        ("places:\n" + place("huixtla"), "gazetteer.yaml:2:5: places[0]: huixtla is here already; nothing was written"),
        ("places:\n" + place("a").replace("15", "999"), "gazetteer.yaml:6:10: places[0].lat: 999 is not between -90"),
        ("places:\n\t- id: a\n", "is indented with a tab"),
        (b"places:\n" + place("a").replace("town", "pe\xf1a").encode("latin-1"), "is not UTF-8; save it as UTF-8"),
    ],
)
def test_a_file_that_cannot_be_edited_safely_is_left_alone_and_says_why(text: str | bytes, told: str) -> None:
    assert told in refused(text)


def test_a_wrong_place_is_told_by_its_field() -> None:
    told = refused("", {**HUIXTLA, "lat": 115})
    assert told.startswith("gazetteer.yaml: huixtla.lat: 115 is not between -90 and 90")


def test_many_places_are_added_at_once_each_at_its_spot() -> None:
    text = "places:\n" + place("arriaga") + place("tapachula")
    made = added(text, *({**HUIXTLA, "id": one} for one in ("zanatepec", "huixtla", "acala", "escuintla")))
    ids = [one.id for one in parse_gazetteer(made, "g")[0]]
    assert ids == ["acala", "arriaga", "escuintla", "huixtla", "tapachula", "zanatepec"]


def test_the_shipped_gazetteer_gets_one_block_and_loses_nothing() -> None:
    content = (ROOT / "gazetteer.yaml").read_bytes()
    made = added(content, {**HUIXTLA, "id": "villa-inventada"})
    assert_one_block(content.decode(), made)


def test_taking_an_entry_away_takes_its_comments_and_nothing_else() -> None:
    text = (
        "places:\n" + place("a") + "  # asked for: B\n" + place("b") + "    # my note\n" + place("c") + "refused: []\n"
    )
    left = without_records(text, "c", FORM, lambda entry: entry.value.id == "b")
    assert left == "places:\n" + place("a") + place("c") + "refused: []\n"
    assert without_records(text, "c", FORM, lambda _: False) == text


# --- random files ------------------------------------------------------------------------------

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=8).filter(
    lambda text: text.strip() and text.isprintable()
)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,4}", fullmatch=True)


def quoted(text: str) -> st.SearchStrategy[str]:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return st.sampled_from([f'"{escaped}"', "'" + text.replace("'", "''") + "'"])


@st.composite
def entries(draw: st.DrawFn, name: str, dash: int, gap: int) -> list[str]:
    indent = " " * (dash + 1 + gap)
    fields = [
        f"name: {draw(quoted(draw(WORDS)))}",
        draw(st.sampled_from(["class: P", "class:   'P'", 'class: "P" # town', '"class": P'])),
        "kind: town",
        f"lat: {draw(st.integers(-90, 90))}",
        f"lon: {draw(st.sampled_from(['-92.5', '1e1', '0', '-0.0']))}",
    ]
    fields += draw(
        st.lists(
            st.sampled_from(
                [
                    'aliases: [a, "b # c", d]',
                    f"aliases:\n{indent}  - a\n\n{indent}  # why\n{indent}  - b",
                    f"aliases:\n{indent}- a\n{indent}- b",
                    f"notes: |\n{indent}  # text\n\n{indent}  - id: x",
                    f"notes: >-\n{indent}  folded\n{indent}  text",
                    f"notes: |+\n{indent}  kept\n\n",
                    f'notes: "two\n{indent}lines"',
                    'notes: "from\n# margin"',
                    f"notes: plain\n{indent}  going on",
                    "names: [{text: A, lang: es}, {text: B,\n" + indent + "  lang: en}]",
                    "source: x # a comment",
                ]
            ),
            max_size=3,
            unique_by=lambda field: field.split(":")[0],
        )
    )
    order = draw(st.permutations(fields))
    lines = [
        f"{' ' * dash}-{' ' * gap}id: {draw(st.sampled_from([name, repr(name)])) if not name.isdigit() else repr(name)}"
    ]
    for field in order:
        if draw(st.integers(0, 9)) == 0:
            lines.append(draw(st.sampled_from(["", indent + "# inside", "# at the margin", "   "])))
        lines += (indent + field).split("\n")
    return lines


@st.composite
def gazetteers(draw: st.DrawFn) -> str:
    dash, gap = draw(st.sampled_from([(0, 1), (2, 1), (4, 1), (2, 3), (0, 3)]))
    between = ["", " " * dash + "# about the next", "# --- part ---", "  "]
    lines = draw(st.lists(st.sampled_from(["# head", "", "---"]), max_size=3, unique=True).map(sorted))
    lines.append(draw(st.sampled_from(["places:", "places: # all", '"places":', "places:   "])))
    for name in draw(st.lists(IDS, max_size=6, unique=True)):
        lines += draw(st.lists(st.sampled_from(between), max_size=2))
        lines += draw(entries(name, dash, gap))
    lines += draw(st.lists(st.sampled_from([*between, "..."]), max_size=2))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    mark, last = draw(st.sampled_from(["", "\ufeff"])), draw(st.sampled_from(["", end, end + end]))
    return mark + end.join("\n".join(lines).split("\n")) + last


def assert_one_block(old: str, new: str) -> None:
    """Every old line is there in its order, and all that is new stands together."""
    before, after = lines_of(old), lines_of(new)
    begin = next((i for i, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), len(before))
    assert after[begin + len(after) - len(before) :] == before[begin:]
    assert len(after) > len(before)


def lines_of(text: str) -> Sequence[str]:
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []


@settings(max_examples=150, deadline=None)
@given(gazetteers(), IDS)
def test_whatever_the_file_looks_like_one_block_is_added_and_nothing_else_changes(text: str, new: str) -> None:
    old, problems = read_gazetteer(text, "g")
    made, why = add_records(text.encode(), "g", FORM, [{**HUIXTLA, "id": new}])
    if problems or new in {entry.value.id for entry in old}:
        assert made is None
        assert why
        return
    if made is None:
        assert "unusual layout" in str(why[0])
        assert "..." in text or "---" in text or "from" in text
        return
    result = made.content.decode()
    assert_one_block(text, result)
    now, problems = read_gazetteer(result, "g")
    assert problems == ()
    assert [one.value for one in now if one.value.id != new] == [one.value for one in old]
    assert [one.written for one in now if one.value.id == new] == [{**HUIXTLA, "id": new}]
    crlf = "\r\n" in text
    assert ("\n" in result.replace("\r\n", "")) is (not crlf and "\n" in result)
