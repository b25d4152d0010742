"""What every worker of a corpus has: all that is known, ready to read by, and where parts go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from routes.assembly import Gist, gist, hidden_places, shown
from routes.assembly.rulings import merged, under_rulings
from routes.corpus.stores import Store
from routes.load import Known
from routes.model import Article, Caravan, Place
from routes.reading import Knowledge, read
from routes.reading.sift import may_tell

__all__ = ["Workplace", "workplace"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """`places` are those that may be shown, `hidden` the others, `made_of` a hash of knowledge and rules."""

    known: Known
    knowledge: Knowledge
    caravans: Sequence[Caravan]
    places: Mapping[str, Place]
    hidden: Sequence[Place]
    store: Store
    made_of: str

    def may_tell(self, article: Article) -> bool:
        """Whether the article is worth a full reading."""
        return may_tell(article, self.knowledge)

    def gist(self, article: Article) -> Gist:
        """What the article says, as an editor has ruled."""
        ruled = under_rulings([read(article, self.knowledge)], self.known.rulings, self.known.caravans)
        return gist(ruled[0], self.hidden)


def workplace(known: Known, store: Store, made_of: str) -> Workplace:
    """Made once by every worker."""
    every = {place.id: place for places in (known.world, known.places) for place in places}
    return Workplace(
        known=known,
        knowledge=known.knowledge(),
        caravans=merged(known.caravans, known.rulings.merges),
        places=shown(every),
        hidden=hidden_places({place.id: place for place in known.places}),
        store=store,
        made_of=made_of,
    )
