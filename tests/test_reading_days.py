"""From which day a report is: told, carried over, of the day of publication, inferred, or none.

The date expressions themselves are tested in test_dates.py.
"""

from datetime import date

from reading.facts import FIRST, SECOND, reading_of, reports_of
from routes.model import Span


def test_news_without_a_day_is_of_the_day_of_publication_or_the_one_before_and_says_so() -> None:
    (report,) = reading_of("HUIXTLA, Mexico (AP) - The first caravan arrived in Huixtla.").reports
    assert (report.place.id, report.status, str(report.date)) == ("huixtla", "arrived", "2018-10-25/2018-10-26")
    assert report.dated_from == "publication"


def test_what_has_happened_is_of_the_day_of_publication() -> None:
    (report,) = reading_of("The first caravan has arrived in Huixtla.").reports
    assert (str(report.date), report.dated_from) == ("2018-10-26", "publication")


def test_a_dateline_alone_is_no_stop() -> None:
    assert reports_of("MEXICO CITY (AP) - The president spoke of the caravan on Monday.") == []


def test_a_weekday_is_the_last_such_day_and_that_of_publication_itself() -> None:
    assert reports_of("The caravan reached Arriaga on Friday.")[0][3] == "2018-10-26"
    assert reports_of("The caravan reached Arriaga on Saturday.")[0][3] == "2018-10-20"


def test_how_a_report_was_dated_is_kept() -> None:
    text = (
        "The caravan left San Pedro Sula on October 12. It reached Tapachula on Sunday. "
        "The next day the caravan walked to Huixtla."
    )
    assert [r.dated_from for r in reading_of(text).reports] == ["date", "weekday", "anchor"]


def test_the_day_of_a_departure_long_before_is_not_that_of_the_story() -> None:
    text = "The caravan had left San Pedro Sula on October 13. It reached Huixtla."
    assert [str(r.date) for r in reading_of(text).reports] == ["2018-10-13", "2018-10-25/2018-10-26"]


def test_a_year_since_when_something_lasts_is_not_that_of_the_story() -> None:
    text = "Much has changed since he took office in 2006. The caravan passed through Huixtla."
    assert [str(r.date) for r in reading_of(text).reports] == ["2018-10-25/2018-10-26"]


def test_an_interval_stays_an_interval() -> None:
    text = "The caravan passed through Mapastepec in late October."
    assert reports_of(text, published="2018-11-05") == [(FIRST, "mapastepec", "passed", "2018-10-21/2018-10-31")]


def test_a_caption_with_place_and_date_is_a_stop() -> None:
    text = "Migrants of a caravan rest on the square, in Tapachula, Mexico, Monday, Oct. 22, 2018. (AP Photo/Ana Ruiz)"
    assert reports_of(text) == [(FIRST, "tapachula", "present", "2018-10-22")]


def test_a_caption_with_place_and_date_is_a_stop_in_spanish() -> None:
    text = "Migrantes de la caravana descansan en la plaza de Tapachula, México, el lunes 22 de octubre de 2018."
    assert reports_of(text, lang="es") == [(FIRST, "tapachula", "present", "2018-10-22")]


def test_an_undated_article_is_dated_by_a_registered_departure() -> None:
    reading = reading_of("The second caravan left Esquipulas five days ago. It reached Zacapa on Thursday.", None)
    assert (reading.article.published, reading.article.published_from) == (date(2018, 10, 27), "inferred")
    assert [(r.caravan, str(r.date)) for r in reading.reports] == [(SECOND, "2018-10-22"), (SECOND, "2018-10-25")]
    assert [p.severity for p in reading.problems] == ["warning"]


def test_an_undated_article_in_spanish_is_dated_by_a_registered_departure() -> None:
    text = "La segunda caravana salió de Esquipulas hace cinco días. La caravana llegó el jueves a Zacapa."
    reading = reading_of(text, None, lang="es")
    assert (reading.article.published, reading.article.published_from) == (date(2018, 10, 27), "inferred")
    assert [(r.caravan, str(r.date)) for r in reading.reports] == [(SECOND, "2018-10-22"), (SECOND, "2018-10-25")]


def test_a_year_in_the_text_rules_out_departures_before_it() -> None:
    text = "Hurricanes struck in 2020. The caravan left San Pedro Sula four days ago."
    reading = reading_of(text, None)
    assert (reading.article.published, reading.article.published_from) == (date(2021, 1, 18), "inferred")
    assert [(r.caravan, str(r.date)) for r in reading.reports] == [("2021-01", "2021-01-14")]


def test_the_number_of_a_caravan_tells_which_departure_it_was() -> None:
    reading = reading_of("The first caravan left San Pedro Sula ten days ago. It reached Tapachula on Sunday.", None)
    assert (reading.article.published, reading.article.published_from) == (date(2018, 10, 22), "inferred")
    assert [str(r.date) for r in reading.reports] == ["2018-10-12", "2018-10-21"]


def test_the_year_of_an_undated_article_is_that_of_a_registered_departure() -> None:
    text = "The second caravan left Esquipulas on October 22. On October 24 it reached Zacapa."
    reading = reading_of(text, None)
    assert reading.article.published is None
    assert [str(r.date) for r in reading.reports] == ["2018-10-22", "2018-10-24"]


def test_a_departure_that_fits_two_caravans_gives_no_year() -> None:
    reading = reading_of("The caravan left San Pedro Sula on January 14. On January 16 it reached Vado Hondo.", None)
    assert [r.date for r in reading.reports] == [None, None]


def test_an_article_that_no_registry_dates_stays_undated_and_says_so() -> None:
    reading = reading_of("The caravan arrived in Huixtla on Tuesday.", None)
    assert reading.article.published is None
    assert [r.date for r in reading.reports] == [None]
    assert len(reading.problems) == 1


def test_a_full_date_needs_no_publication() -> None:
    text = "The caravan arrived in Huixtla on October 22, 2018."
    assert [(place, day) for _, place, _, day in reports_of(text, None)] == [("huixtla", "2018-10-22")]


def test_furniture_is_not_read() -> None:
    body = "Caravan leaves Tapachula on Monday\nThe caravan reached Huixtla on Monday.\n"
    aside = Span(start=0, end=body.index("\n"))
    reading = reading_of(body, furniture=(aside,))
    assert [(r.place.id, str(r.date)) for r in reading.reports] == [("huixtla", "2018-10-22")]
    assert all(m.span.start >= aside.end for m in reading.mentions)


def test_quotations_are_not_read() -> None:
    text = (
        "The caravan reached Huixtla on Monday. “We arrived in Tapachula on Sunday,” said a man. “We will see Tijuana.”"
    )
    assert [place for _, place, _, _ in reports_of(text)] == ["huixtla"]


def test_places_in_quotations_are_mentioned_all_the_same() -> None:
    mentions = reading_of("“We arrived in Tapachula,” said a man.").mentions
    assert [m.text for m in mentions] == ["Tapachula"]


def test_a_quotation_over_two_paragraphs_is_not_read() -> None:
    text = "“We left Huixtla on Monday.\n\n“On Tuesday the caravan reached Arriaga,” said a man."
    assert reports_of(text) == []


def test_a_short_day_is_carried_into_the_next_sentence_of_its_paragraph() -> None:
    text = "On Sunday the caravan set out at dawn. At noon the migrants arrived in Tapachula."
    assert reports_of(text) == [(FIRST, "tapachula", "arrived", "2018-10-21")]


def test_the_day_of_a_plan_does_not_date_what_happened() -> None:
    text = "The caravan hopes to reach Arriaga on Saturday. The migrants have arrived in Pijijiapan."
    assert reports_of(text)[-1] == (FIRST, "pijijiapan", "arrived", "2018-10-26")


def test_a_day_of_something_else_does_not_date_a_stop() -> None:
    text = "The caravan, which the president had cursed on Monday, reached Mapastepec on Wednesday."
    assert reports_of(text) == [(FIRST, "mapastepec", "arrived", "2018-10-24")]


def test_an_empty_article_has_an_empty_reading() -> None:
    reading = reading_of("")
    assert (reading.mentions, reading.dates, reading.reports, reading.events) == ((), (), (), ())


def test_an_article_on_something_else_makes_no_report() -> None:
    text = (
        "The mayor of Toluca opened a school on Monday. Children from Puebla sang, and the band marched to the square."
    )
    assert reports_of(text) == []


def test_the_same_claim_told_twice_is_one_report() -> None:
    text = "The caravan reached Huixtla on Monday. On Monday the caravan reached Huixtla."
    assert reports_of(text) == [(FIRST, "huixtla", "arrived", "2018-10-22")]


def test_of_a_stop_told_twice_the_telling_with_a_day_is_kept() -> None:
    reading = reading_of("The caravan has reached Tapachula. The migrants arrived in Tapachula on Sunday.")
    assert [str(report.date) for report in reading.reports] == ["2018-10-21"]
    assert [one.why for one in reading.left_out] == ["is told better elsewhere in the text"]


def test_a_plan_on_no_day_gives_way_to_the_arrival() -> None:
    text = "The caravan reached Arriaga on Thursday. The migrants had hoped to reach Arriaga."
    assert reports_of(text) == [(FIRST, "arriaga", "arrived", "2018-10-25")]


def test_a_caption_without_a_day_is_no_stop() -> None:
    text = "The caravan reached Arriaga on Thursday.\n\nMigrants of the caravan have crossed into Mexico"
    assert reports_of(text) == [(FIRST, "arriaga", "arrived", "2018-10-25")]


def test_a_sentence_within_a_quotation_is_not_read() -> None:
    text = "“We are tired. The caravan reached Huixtla on Monday. We rest now,” said a man."
    assert reports_of(text) == []


def test_a_count_over_a_year_is_no_arrival() -> None:
    assert reports_of("Some 30,000 migrants have entered Hungary so far in 2018.") == []


def test_a_post_that_a_page_shows_is_no_report_and_its_day_not_that_of_the_story() -> None:
    text = "The caravan is here, it reached Arriaga! pic.twitter.com/a1 — Ana Ruiz (@ana) October 25, 2018\n"
    assert reports_of(text) == []
