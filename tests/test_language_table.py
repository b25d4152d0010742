"""A language is a table: articles in Portuguese, which routes does not ship, read by tests/languages/pt.yaml alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reading.facts import FIRST, article, knowledge, known
from routes.files import load_yaml
from routes.gazetteer.index import GazetteerIndex
from routes.model import Reading
from routes.reading import Knowledge, read
from routes.reading.language import Language, compile_language, languages

TABLE = Path(__file__).parent / "languages" / "pt.yaml"
ARTICLE = (
    "A primeira caravana partiu de San Pedro Sula em 12 de outubro. Os migrantes chegaram ontem à cidade de "
    "Tapachula, no estado de Chiapas. Eles pretendem cruzar a ponte Rodolfo Robles na sexta-feira."
)


@cache
def portuguese() -> Language:
    return compile_language(TABLE.read_text(encoding="utf-8"), TABLE.name)


def reading_of(text: str) -> Reading:
    index = GazetteerIndex.build(known().places, known().world)
    knowing = Knowledge(index=index, caravans=known().caravans, languages={"pt": portuguese()})
    return read(article(text, "2018-10-22", "pt"), knowing)


def test_the_language_is_not_one_that_routes_ships() -> None:
    assert "pt" not in languages()


def test_an_article_of_three_sentences_is_read_by_its_table() -> None:
    reading = reading_of(ARTICLE)
    assert [(one.text, one.place and one.place.id) for one in reading.mentions] == [
        ("San Pedro Sula", "san-pedro-sula"),
        ("Tapachula", "tapachula"),
        ("Chiapas", "chiapas"),
        ("Rodolfo Robles", "rodolfo-robles-bridge"),
    ]
    assert [(one.text, str(one.value)) for one in reading.dates] == [
        ("12 de outubro", "2018-10-12"),
        ("ontem", "2018-10-21"),
        ("sexta-feira", "2018-10-26"),
    ]
    assert [(one.caravan, one.place.id, one.status, str(one.date)) for one in reading.reports] == [
        (FIRST, "san-pedro-sula", "departed", "2018-10-12"),
        (FIRST, "tapachula", "arrived", "2018-10-21"),
        (FIRST, "rodolfo-robles-bridge", "planned", "2018-10-26"),
    ]


def test_its_rules_are_those_of_every_language() -> None:
    assert [one.rules for one in reading_of(ARTICLE).reports] == [
        ("depart:from", "mode:happened", "word:partiu"),
        ("arrive:to", "mode:happened", "word:chegaram"),
        ("cross:to", "mode:planned", "word:cruzar"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A caravana não entrou em Arriaga.",
        "O prefeito chegou a Tapachula no domingo.",
        "O governo do México anunciou um plano.",
        "Todo domingo há um mercado em Huixtla.",
    ],
)
def test_what_is_denied_or_done_by_others_is_no_report(text: str) -> None:
    assert reading_of(text).reports == ()


def test_a_day_is_counted_from_the_one_before() -> None:
    reading = reading_of("A caravana deixou Huixtla há dois dias. No dia seguinte dormiu em Mapastepec.")
    assert [(one.place.id, one.status, str(one.date)) for one in reading.reports] == [
        ("huixtla", "departed", "2018-10-20"),
        ("mapastepec", "present", "2018-10-21"),
    ]


def test_an_event_has_its_words_in_the_table_too() -> None:
    reading = reading_of("A polícia usou gás lacrimogêneo contra os migrantes na ponte Rodolfo Robles na sexta-feira.")
    assert [(one.type, one.place and one.place.id, str(one.date)) for one in reading.events] == [
        ("clash", "rodolfo-robles-bridge", "2018-10-19")
    ]


def test_a_name_that_stands_for_a_government_is_not_literal() -> None:
    (mexico,) = reading_of("O governo do México anunciou um plano.").mentions
    assert (mexico.text, mexico.literal) == ("México", False)


def test_without_the_table_the_same_text_is_not_understood() -> None:
    assert read(article(ARTICLE, "2018-10-22", "pt"), knowledge()).reports == ()


def test_the_shipped_tables_have_the_sections_of_each_other() -> None:
    english, spanish = (_sections(code) for code in ("en", "es"))
    assert english - spanish == set()
    assert spanish - english == {"conjugations", "plural"}
    assert _sections_of(TABLE) <= english | spanish


def _sections(code: str) -> set[str]:
    return _sections_of(Path(__file__).parents[1] / "src" / "routes" / "reading" / "lang" / f"{code}.yaml")


def _sections_of(path: Path) -> set[str]:
    """The sections of a table, and the parts of those whose parts every language has."""
    tree, problems = load_yaml(path.read_text(encoding="utf-8"), path.name)
    assert problems == ()
    assert tree is not None
    parts = {f"{name}.{part}" for name in ("words", "groups", "names") for part in tree.value[name]}
    return set(tree.value) | parts
