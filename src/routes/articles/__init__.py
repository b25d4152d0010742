"""Stage one: files of text become articles, with their day of publication, language and what is page furniture."""

from routes.articles.folder import read_folder
from routes.articles.parse import parse_article
from routes.articles.reader import read_article

__all__ = ["parse_article", "read_article", "read_folder"]
