"""Files in and out; YAML's traps are errors with a line and a column."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routes.errors import FileError
from routes.files import content_hash, load_yaml, read_bytes, read_text, replace_unchanged, write_atomic
from routes.strict_yaml import MAX_BYTES, Keys


def value_of(text: str) -> object:
    tree, problems = load_yaml(text, "x.yaml")
    assert problems == ()
    assert tree is not None
    return tree.value


def problems_of(text: str | bytes) -> list[str]:
    return [str(problem) for problem in load_yaml(text, "x.yaml")[1]]


# --- what is read ------------------------------------------------------------------------------


def test_plain_values_are_text_numbers_truth_or_nothing() -> None:
    text = "a: Tapachula\nb: 14\nc: -92.25\nd: 1e3\ne:\nf: ~\ng: true\nh: [x, 0]\ni: {k: v}\nj: ''\n"
    assert value_of(text) == {
        "a": "Tapachula",
        "b": 14,
        "c": -92.25,
        "d": 1000.0,
        "e": None,
        "f": None,
        "g": True,
        "h": ["x", 0],
        "i": {"k": "v"},
        "j": "",
    }


@pytest.mark.parametrize("text", ["2018-10-12", "2018-10-12/2018-10-14", "2018-11-17T10:00:00", "1.2.3", "+", "-"])
def test_what_is_no_plain_number_stays_text(text: str) -> None:
    if text == "-":
        text = '"-"'
    assert value_of(f"a: {text}") == {"a": text.strip('"')}


@pytest.mark.parametrize("text", ["NO", "12:30", "010", "on", "14.5", "true", "null", "1_000"])
def test_quotes_make_text_of_anything(text: str) -> None:
    assert value_of(f"a: '{text}'\nb: \"{text}\"") == {"a": text, "b": text}


@pytest.mark.parametrize("text", ["", "\n", "# only a remark\n", "---\n", "\ufeff"])
def test_an_empty_text_is_an_empty_tree(text: str) -> None:
    assert value_of(text) is None


def test_every_value_and_key_knows_its_line_and_column() -> None:
    tree, _ = load_yaml("# remark\nplaces:\n  - id: á\n    names: [{text: é, lang: es}]\n", "x.yaml")
    assert tree is not None
    assert tree.at(("places", 0, "id")) == (3, 9)
    assert tree.key_at(("places", 0, "names")) == (4, 5)
    assert tree.at(("places", 0, "names", 0, "lang")) == (4, 29)
    assert tree.at(("places", 0, "missing")) == (3, 5)


def test_columns_count_characters_not_bytes() -> None:
    assert problems_of("a: [ñññ, NO]")[0].startswith("x.yaml:1:10: a[1]: NO")


def test_line_ends_of_any_system_count_as_one() -> None:
    assert problems_of("a: 1\r\nb: 2\r\nc: NO\r\n")[0].startswith("x.yaml:3:4: ")


_WRITTEN = st.sampled_from(
    [
        *("a", "1.5", "-3", "007", "NO", '"NO"', "~", "true", "12:30", "&x 1", "*x", "!t 1", "[a", "é # no text", ""),
        *("[a, {b: NO}]", "{a: 1, a: 2}", "{<<: {a: 1}}", "{no: 1}", "{? [a] : b}"),
        *("|", "\n  b: 1\n  c: 1_000", "\n- a\n- - b"),
    ]
)


@given(st.lists(_WRITTEN))
def test_a_text_means_the_same_alone_and_beside_a_mistake(values: list[str]) -> None:
    text = "".join(f"k{i}: {value}\n" for i, value in enumerate(values))
    alone, problems = load_yaml(f"{text}last: 1\n", "x.yaml")
    beside, more = load_yaml(f"{text}last: NO\n", "x.yaml")
    if alone is None or beside is None:
        assert problems == more
        return
    assert {**alone.value, "last": "NO"} == beside.value
    assert more[:-1] == problems
    ways: list[Keys] = [(), ("last",), *((f"k{i}", key) for i in range(len(values)) for key in ("a", "b", 1))]
    assert [(alone.at(way), alone.key_at(way)) for way in ways] == [
        (beside.at(way), beside.key_at(way)) for way in ways
    ]


# --- what is a trap ----------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["NO", "no", "No", "yes", "Yes", "on", "ON", "off"])
def test_words_for_truth_are_errors(word: str) -> None:
    said = f'without quotes is a truth value to YAML programs; if text is meant, write "{word}"'
    assert problems_of(f"- a\n- country: {word}") == [f"x.yaml:2:12: [1].country: {word} {said}"]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("12:30", "a number to the base 60"),
        ("1:30:15.5", "a number to the base 60"),
        ("010", "an octal number"),
        ("0x1F", "a hexadecimal or binary number"),
        ("0b101", "a hexadecimal or binary number"),
        ("1_000", "a number"),
        (".inf", "an infinite number or none"),
        ("-.INF", "an infinite number or none"),
        (".nan", "an infinite number or none"),
    ],
)
def test_numbers_in_disguise_are_errors(text: str, reading: str) -> None:
    (problem,) = problems_of(f"a:\n  b: {text}\n")
    assert problem.startswith(f"x.yaml:2:6: a.b: {text} without quotes is {reading} to YAML programs; ")


def test_a_trap_keeps_its_text() -> None:
    tree, problems = load_yaml("a: NO", "x.yaml")
    assert tree is not None
    assert (tree.value, len(problems)) == ({"a": "NO"}, 1)


def test_a_key_can_be_a_trap_too() -> None:
    assert problems_of("a: 1\nno: 2")[0].startswith("x.yaml:2:1: no: no without quotes is a truth value")


def test_a_key_given_twice_is_an_error_and_the_first_is_kept() -> None:
    tree, problems = load_yaml("places:\n  - lat: 1\n    lon: 2\n    lat: [3, {a: 4}]\n    id: x\n", "x.yaml")
    assert tree is not None
    assert tree.value == {"places": [{"lat": 1, "lon": 2, "id": "x"}]}
    assert [str(problem) for problem in problems] == [
        "x.yaml:4:5: places[0].lat: is given twice (first on line 2); keep one of them"
    ]


@pytest.mark.parametrize(
    ("text", "address", "what"),
    [
        ("a: &x 1\nb: 2", "1:4", "&x is an anchor"),
        ("a: &x [1]\nb: 2", "1:4", "&x is an anchor"),
        ("a: !!str 1", "1:4", "tag:yaml.org,2002:str is a tag"),
        ("a: !!python/object:os.system {}", "1:4", "is a tag"),
        ("a: !x 1", "1:4", "!x is a tag"),
        ("a:\n  <<: {b: 1}", "2:3", "<< merges another mapping"),
        ("? [a, b]\n: 1", "1:3", "a key is no plain text"),
        ("a:\n\tb: 1", "2:1", "is indented with a tab"),
        ("a:\n  - b\n  \t- c", "3:3", "is indented with a tab"),
        ("a: 1\n---\nb: 2", "2:1", "holds a second document"),
        ("a: b: c", "1:5", "mapping values are not allowed"),
        ("a: [1, 2\nb: 3", "2:2", "did not find expected"),
        ("a: 'b\nc: 1\n", "1:4", "unexpected end of stream"),
        ("a: @b", "1:4", "cannot start any token"),
        ('a: "\\q"', "1:5", "escape"),
        ("a: 1\nb\nc: 1", "2:1", "could not find expected ':'"),
        ("a:\n  - 1\n b: 2", "3:2", "did not find expected"),
        ("a: b\x00c", "1:5", "holds the control character U+0000"),
        ("a: 1\nb: \x1b[31m", "2:4", "holds the control character U+001B"),
        ("a: \ud800", "1:4", "holds the control character U+D800"),
    ],
)
def test_what_hides_or_breaks_is_an_error_at_its_place(text: str, address: str, what: str) -> None:
    problem = problems_of(text)[0]
    assert problem.startswith(f"x.yaml:{address}: ")
    assert what in problem
    assert "; " in problem


def test_an_alias_is_an_error_and_has_no_value() -> None:
    tree, problems = load_yaml("a: &x 1\nb: *x", "x.yaml")
    assert tree is not None
    assert tree.value == {"a": 1, "b": None}
    assert str(problems[1]) == "x.yaml:2:4: b: *x is an alias; write the value itself"


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{a: " * 50_000, "- " * 20_000, "\n".join(" " * i + "a:" for i in range(500))],
    ids=["lists", "mappings", "dashes", "blocks"],
)
def test_nesting_that_crashes_parsers_is_an_error(text: str) -> None:
    tree, (problem,) = load_yaml(text, "x.yaml")
    assert tree is None
    assert "nested deeper than 20 levels" in problem.what
    assert problem.line is not None


def test_aliases_that_multiply_are_not_followed() -> None:
    text = "a: &a [x, x, x]\n" + "".join(f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}]\n" for i in range(20))
    tree, problems = load_yaml(text, "x.yaml")
    assert tree is not None
    assert len(problems) == 41


def test_bytes_that_are_not_utf8_are_an_error_at_their_place() -> None:
    assert problems_of("a: 1\nb: né, Tecún".encode("cp1252")) == [
        "x.yaml:2:5: is not UTF-8 (byte 0xe9); save it as UTF-8"
    ]


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert problems_of("a" * (MAX_BYTES + 1)) == [
        "x.yaml: is larger than 10 MB; split it, or take out what is no place"
    ]


# --- files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_that_says_its_encoding_is_read_without_a_word(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Tecún\r\nUmán “x”\n".encode(encoding))
    assert read_text(tmp_path / "a.txt") == ("Tecún\r\nUmán “x”\n", ())


@pytest.mark.parametrize(
    ("content", "guess"), [("Tecún “x”".encode("cp1252"), "Windows-1252"), (b"\x81\xe9", "Latin-1")]
)
def test_text_in_another_encoding_is_read_with_a_warning(content: bytes, guess: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    text, (problem,) = read_text(tmp_path / "a.txt")
    assert text in ("Tecún “x”", "\x81é")
    assert (problem.severity, problem.what) == ("warning", f"is not UTF-8; read as {guess}")


def test_a_file_that_is_missing_ends_the_run_with_its_name(tmp_path: Path) -> None:
    for read in (read_text, read_bytes):
        with pytest.raises(FileError, match=r"none\.txt: cannot be read"):
            read(tmp_path / "none.txt")


def test_writing_makes_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "maps" / "index.html"
    write_atomic(target, b"one")
    write_atomic(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["index.html"]


def test_writing_keeps_mode_and_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"one")
    (tmp_path / "real.yaml").chmod(0o640)
    (tmp_path / "link.yaml").symlink_to(tmp_path / "real.yaml")
    write_atomic(tmp_path / "link.yaml", b"two")
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_bytes() == b"two"
    assert stat.S_IMODE((tmp_path / "real.yaml").stat().st_mode) == 0o640


def test_what_cannot_be_written_ends_the_run_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileError, match="cannot be written"):
        write_atomic(tmp_path / "file" / "index.html", b"")


def test_a_hash_tells_contents_and_their_borders_apart() -> None:
    assert content_hash(b"ab", b"c") == content_hash(b"ab", b"c")
    assert len({content_hash(b"ab", b"c"), content_hash(b"a", b"bc"), content_hash(b"abc")}) == 3


def test_a_file_that_changed_since_it_was_read_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    replace_unchanged(path, b"", b"mine\n")
    replace_unchanged(path, b"mine\n", b"mine too\n")
    with pytest.raises(FileError, match="was changed by somebody else just now; nothing was written; try again"):
        replace_unchanged(path, b"mine\n", b"lost\n")
    assert path.read_bytes() == b"mine too\n"
