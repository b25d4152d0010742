from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from routes.parquet import group_sizes, note, read_groups, write_table

KINDS = {"name": "text", "seq": "whole", "lat": "number", "day": "day", "rules": "texts"}
TIJUANA = {"name": ["Tijuana"], "seq": [1], "lat": [32.5], "day": [date(2018, 11, 14)], "rules": [["arrive"]]}
NOWHERE = {"name": ["?", None], "seq": [2, 3], "lat": [None, None], "day": [None, None], "rules": [[], None]}


def written() -> BytesIO:
    file = BytesIO()
    write_table(file, [TIJUANA, {name: [] for name in KINDS}, NOWHERE], KINDS, {"made by": "a test"})
    return file


def test_what_was_written_is_read_group_by_group() -> None:
    assert group_sizes(written()) == (1, 0, 2)
    assert list(read_groups(written(), [2, 0])) == [NOWHERE, TIJUANA]
    assert list(read_groups(written(), [0], ["seq", "unknown"])) == [{"seq": [1]}]
    assert note(written(), "made by") == "a test"
    assert note(written(), "unknown") == ""


def test_the_same_values_give_the_same_bytes() -> None:
    assert written().getvalue() == written().getvalue()


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no Parquet at all", written().getvalue()[:-20]])
def test_what_is_no_parquet_is_told_as_a_value_error(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        group_sizes(BytesIO(content))
