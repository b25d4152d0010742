"""routes: from news articles to dated, sourced maps of the routes of people on the move."""

__version__ = "0.1.0"
