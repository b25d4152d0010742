"""What holds for every text: true spans, no exception, the same answer whatever the order and the seed."""

import os
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reading.facts import article, knowledge, known, reading_of, with_places
from routes.model import Place, PlaceName, Position, Reading, Span
from routes.reading import read
from routes.reading.language import language

ENGLISH = """TECUN UMAN, Guatemala (AP) — The first caravan left San Pedro Sula on October 12. On Friday, police
clashed with migrants on the Rodolfo Robles bridge, on Oct. 19. A day later 2,000 of them crossed the Suchiate River.

“We will reach Tijuana,” said José Hernández, 32, from Tegucigalpa. The second caravan, which left Esquipulas on Monday,
has entered Chiquimula; the U.S. government warned it. The caravan’s members hope to get to Mexico City by Nov. 5."""

SPANISH = """La primera caravana salió de San Pedro Sula el 12 de octubre y llegó el domingo a Tapachula, Chiapas.

«Queremos llegar a Tijuana», dijo un hombre. El gobierno de México advirtió que cerraría la frontera con Guatemala.
El lunes los migrantes descansaron en Huixtla; unos 300 se separaron el martes y caminaron a Escuintla, Chiapas."""

SAMPLES = {"en": ENGLISH, "es": SPANISH}

quick = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=40, derandomize=True)


def spans(reading: Reading) -> Iterator[Span]:
    for found in (*reading.mentions, *reading.dates, *reading.reports, *reading.events):
        yield found.span
    for told in (*reading.reports, *reading.events):
        yield told.sentence


def assert_spans_are_true(reading: Reading) -> None:
    body = reading.article.body
    assert all(0 <= span.start < span.end <= len(body) for span in spans(reading))
    assert all(body[m.span.start : m.span.end] == m.text for m in (*reading.mentions, *reading.dates))
    for told in (*reading.reports, *reading.events):
        assert told.sentence.start <= told.span.start
        assert told.span.end <= told.sentence.end


def assert_in_order(reading: Reading) -> None:
    for found in (reading.mentions, reading.dates):
        starts = [one.span.start for one in found]
        assert starts == sorted(starts)


def vocabulary(lang: str) -> list[str]:
    """Words that mean something: of the language's table, names of places, days, marks, words of the samples."""
    table = sorted({" ".join(phrase) for entries in language(lang).lexicon.values() for phrase, _ in entries})
    names = sorted(name.text for place in known().places for name in place.names)
    marks = [",", ".", ";", ":", "\n", "\n\n", "“", "”", '"', "'", "’s", "-", "—", "(", ")", "#", "?", "¿"]
    days = ["October 12", "Oct. 19", "el 12 de octubre", "Monday", "lunes", "two days later", "2018", "ayer"]
    return [*table, *names, *marks * 20, *days * 20, *SAMPLES[lang].split() * 3]


@pytest.mark.parametrize("lang", SAMPLES)
def test_spans_point_into_the_body(lang: str) -> None:
    reading = reading_of(SAMPLES[lang], lang=lang)
    assert len(reading.mentions) >= 7
    assert len(reading.dates) >= 3
    assert len(reading.reports) >= 2
    assert_spans_are_true(reading)
    assert_in_order(reading)


@quick
@given(text=st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    assert_spans_are_true(reading_of(text))


@pytest.mark.parametrize("lang", SAMPLES)
@quick
@given(data=st.data())
def test_any_words_in_any_order_are_read(lang: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(vocabulary(lang)), max_size=60))
    reading = reading_of(" ".join(words), lang=lang)
    assert_spans_are_true(reading)
    assert_in_order(reading)


@pytest.mark.parametrize("lang", SAMPLES)
@quick
@given(data=st.data())
def test_shuffled_articles_are_read_with_and_without_a_day(lang: str, data: st.DataObject) -> None:
    words = data.draw(st.permutations(SAMPLES[lang].split()))
    published = data.draw(st.sampled_from(["2018-10-26", "2024-02-29", "1999-12-31", None]))
    assert_spans_are_true(reading_of(" ".join(words), published, lang))


@quick
@given(chosen=st.sets(st.integers(0, 3)))
def test_furniture_makes_no_report(chosen: set[int]) -> None:
    paragraphs = [ENGLISH, SPANISH, "Share this. Caravan reaches Tijuana on Monday.", ENGLISH]
    starts = [sum(len(p) + 2 for p in paragraphs[:i]) for i in range(4)]
    furniture = tuple(Span(start=starts[i], end=starts[i] + len(paragraphs[i])) for i in sorted(chosen))
    reading = reading_of("\n\n".join(paragraphs), furniture=furniture)
    assert_spans_are_true(reading)
    sentences = [told.sentence for told in (*reading.reports, *reading.events)]
    assert not any(f.start < s.end and s.start < f.end for f in furniture for s in sentences)


def test_no_name_is_read_in_furniture() -> None:
    aside = "Most read: Fire in Zacapa. They entered Chiquimula in Guatemala, then left for Ipala."
    reading = reading_of(f"{aside}\n\n{ENGLISH}", furniture=(Span(start=0, end=len(aside)),))
    assert [m for m in reading.mentions if m.span.start < len(aside)] == []


@pytest.mark.xfail(strict=True, raises=(OverflowError, ValueError), reason="days are reckoned beyond the calendar")
def test_the_ends_of_the_calendar_end_no_reading() -> None:
    reading_of("The first caravan reached Huixtla.", published="0001-01-01")
    reading_of("The first caravan will reach Huixtla next month.", published="9999-12-31")


@pytest.mark.parametrize("lang", SAMPLES)
def test_a_report_has_a_caravan_of_the_reading_and_rules(lang: str) -> None:
    reading = reading_of(SAMPLES[lang], lang=lang)
    met = {caravan.id for caravan in reading.caravans}
    assert {report.caravan for report in reading.reports} <= met
    assert all(report.rules for report in (*reading.reports, *reading.events))
    assert all((report.date is None) == (report.dated_from is None) for report in reading.reports)


@pytest.mark.parametrize("lang", SAMPLES)
def test_the_order_of_the_caravans_is_of_no_account(lang: str) -> None:
    ours = knowledge()
    text = article(SAMPLES[lang], lang=lang)
    assert read(text, replace(ours, caravans=ours.caravans[::-1])) == read(text, ours)


@pytest.mark.parametrize("published", ["2018-10-26", "2018-05-02", "2021-11-01", None])
def test_the_order_of_the_caravans_is_of_no_account_in_any_season(published: str | None) -> None:
    ours = knowledge()
    text = article("The caravan left Tapachula on Monday. A second caravan reached Huixtla.", published)
    assert read(text, replace(ours, caravans=ours.caravans[::-1])) == read(text, ours)


def test_a_reading_is_the_same_twice() -> None:
    assert reading_of(ENGLISH) == reading_of(ENGLISH)


def test_a_reading_is_the_same_whatever_the_hash_seed() -> None:
    script = Path(__file__).parent / "reading" / "telling.py"
    running = [
        subprocess.Popen(
            [sys.executable, str(script)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for seed in ("1", "4242")
    ]
    told = [process.communicate(ENGLISH.encode())[0].decode() for process in running]
    assert told[0] == told[1]
    assert "rodolfo-robles-bridge" in told[0]


@pytest.mark.parametrize("lang", SAMPLES)
def test_a_place_that_the_text_does_not_name_changes_nothing(lang: str) -> None:
    stranger = Place(
        id="quxville",
        name="Quxville",
        names=(PlaceName(text="Quxville"),),
        feature="P",
        kind="town",
        country="MX",
        admin1="MX-CHP",
        position=Position(lat=15.0, lon=-92.3),
    )
    text = article(SAMPLES[lang], lang=lang)
    assert read(text, with_places(stranger)) == read(text, knowledge())


@pytest.mark.parametrize("lang", SAMPLES)
def test_the_order_of_the_places_is_of_no_account(lang: str) -> None:
    turned = replace(known(), places=known().places[::-1]).knowledge()
    text = article(SAMPLES[lang], lang=lang)
    assert read(text, turned) == read(text, knowledge())


@pytest.mark.parametrize("lang", SAMPLES)
def test_sentences_behind_do_not_change_the_days_before(lang: str) -> None:
    first = SAMPLES[lang].split("\n\n")[0]
    alone, whole = reading_of(first, lang=lang), reading_of(SAMPLES[lang], lang=lang)
    assert whole.dates[: len(alone.dates)] == alone.dates


ACCENTED = "Llegaron a Tecún Umán y a Juchitán. El lunes salieron de la Ciudad de México, en México."


def test_decomposed_accents_leave_spans_true() -> None:
    reading = reading_of(unicodedata.normalize("NFD", SPANISH + ACCENTED), lang="es")
    assert_spans_are_true(reading)
    assert_in_order(reading)


def test_decomposed_accents_are_the_same_names() -> None:
    apart = reading_of(unicodedata.normalize("NFD", ACCENTED), lang="es").mentions
    whole = reading_of(ACCENTED, lang="es").mentions
    assert [unicodedata.normalize("NFC", m.text) for m in apart] == [m.text for m in whole]
    assert [m.place for m in apart] == [m.place for m in whole]


@pytest.mark.parametrize("lang", SAMPLES)
def test_decomposed_accents_make_the_same_reports(lang: str) -> None:
    def told(text: str) -> list[tuple[str, str, str, str]]:
        return [(r.caravan, r.place.id, r.status, str(r.date)) for r in reading_of(text, lang=lang).reports]

    assert told(unicodedata.normalize("NFD", SAMPLES[lang])) == told(SAMPLES[lang])


def test_capitals_hide_no_name() -> None:
    mentions = reading_of("San Pedro Sula, Ciudad Hidalgo, Matías Romero".upper()).mentions
    assert [m.place.id for m in mentions if m.place] == ["san-pedro-sula", "ciudad-hidalgo", "matias-romero"]


@pytest.mark.parametrize(
    "text",
    [
        "The caravan left Huixtla on Monday, and " * 40,
        "Tapachula, " * 100,
        "San " * 3_000,
        "( " * 3_000,
        "“" * 3_000,
        "." * 10_000,
        "a" * 50_000,
        "October " * 2_000,
        "1 " * 5_000,
        "\n" * 10_000,
        "The caravan, which " * 800,
        f"{ENGLISH}\n\n" * 10,
    ],
    ids=lambda text: text[:20].strip() or "blank lines",
)
def test_time_grows_little_faster_than_the_text(text: str) -> None:
    """Eight copies take less than 32 times as long as one, where what grows by the square takes 64 times as long.

    What is below the clock's noise counts as 20 ms.
    """
    assert seconds_for(text * 8) < 32 * max(0.02, seconds_for(text))


def seconds_for(text: str) -> float:
    """Of processor time, the less of two readings, after a first sentence has had the tables built."""
    reading_of("The first caravan reached Huixtla.")
    return min(_once(text), _once(text))


def _once(text: str) -> float:
    begun = time.process_time()
    read(article(text), knowledge())
    return time.process_time() - begun
