"""What a part depends on besides its articles, as a hash."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from importlib import resources

from routes.cache import sources_hash
from routes.columns import pack
from routes.files import content_hash
from routes.load import Known

__all__ = ["made_of"]


def made_of(known: Known) -> str:
    """A hash of the places, the caravans, the rulings and all rules of reading."""
    listed = json.dumps(pack(replace(known, wide=None))).encode()
    return content_hash(listed, (known.wide.made_of if known.wide else "").encode(), _rules().encode())


@cache
def _rules() -> str:
    code = sources_hash("", "articles", "gazetteer", "reading", "assembly", "corpus")
    folders = [resources.files("routes").joinpath(stage).joinpath("lang") for stage in ("articles", "reading")]
    tables = sorted((file for folder in folders for file in folder.iterdir()), key=lambda file: file.name)
    return content_hash(code.encode(), *(table.read_bytes() for table in tables))
