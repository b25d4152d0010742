"""An atlas as a report to read and to print: one content, as Markdown and as a document for Word.

`told.report` says what stands in it, `markdown` and `word` how.
"""

from routes.report.markdown import markdown
from routes.report.told import Block, report
from routes.report.word import check_word, word

__all__ = ["Block", "check_word", "markdown", "report", "word"]
