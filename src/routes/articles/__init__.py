"""Stage one: files become articles, with their day of publication, language and what is page furniture."""

from routes.articles.file import Found
from routes.articles.folder import articles_below, read_folder
from routes.articles.parse import parse_article
from routes.articles.reader import articles_in, articles_of

__all__ = ["Found", "articles_below", "articles_in", "articles_of", "parse_article", "read_folder"]
