"""The names that programs rely on, and the examples of docs/python.md."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import routes
from routes.project import create_project

DOCUMENT = (Path(__file__).parent.parent / "docs" / "python.md").read_text(encoding="utf-8")


def test_these_are_the_names_that_programs_rely_on() -> None:
    assert routes.__all__ == [
        "Article",
        "Atlas",
        "Gazetteer",
        "Map",
        "Problem",
        "Project",
        "Reading",
        "RoutesError",
        "assemble",
        "build",
        "export",
        "open_project",
        "page",
        "read",
        "svg",
    ]
    assert all(callable(getattr(routes, name)) and getattr(routes, name).__doc__ for name in routes.__all__)
    assert set(routes.__all__) <= set(dir(routes))
    with pytest.raises(AttributeError, match="module 'routes' has no attribute 'fly'"):
        _ = routes.fly


def test_each_name_has_its_example() -> None:
    shown = "\n".join(example.source for example in doctest.DocTestParser().get_examples(DOCUMENT))
    assert {name for name in routes.__all__ if re.search(rf"\broutes\.{name}\b", shown)} == set(routes.__all__)


def test_the_examples_of_the_document_do_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    create_project(tmp_path / "caravans")
    monkeypatch.chdir(tmp_path)
    examples = doctest.DocTestParser().get_doctest(DOCUMENT, {}, "python.md", "docs/python.md", 0)
    told: list[str] = []
    failed, tried = doctest.DocTestRunner().run(examples, out=told.append)
    assert tried > 20
    assert not failed, "".join(told)


def test_to_import_routes_loads_nothing_else() -> None:
    program = "import sys; before = set(sys.modules); import routes; print(sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "['routes']\n"


def test_the_types_go_with_the_package() -> None:
    assert (Path(routes.__file__).parent / "py.typed").is_file()
