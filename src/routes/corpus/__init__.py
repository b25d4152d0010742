"""A corpus of any size: articles in lines of JSON or tables, read in parts on many processes, to one atlas."""

from routes.corpus.run import Corpus, read_corpus
from routes.corpus.stores import Store

__all__ = ["Corpus", "Store", "read_corpus"]
