"""A whole corpus: partitions to parts, parts to an atlas, a group of caravans at a time.

partitions --read--> parts of rows (kept) --gather, by group, dispatches as one source--> routes --join--> atlas
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from routes.corpus.cluster import Crew, crew
from routes.corpus.copies import Copies, Families, Share, dispatched, families, shares
from routes.corpus.gathering import Gathered, gathered, joined
from routes.corpus.partitions import Partition, partitions
from routes.corpus.parts import Counts, bucket_rows, counts_of, part_name, write_part
from routes.corpus.stores import Store
from routes.corpus.tables import ARTICLES, BUCKETS
from routes.corpus.workplace import Workplace, workplace
from routes.load import Known
from routes.model import Article, Atlas
from routes.progress import Progress, Tell

__all__ = ["Corpus", "read_corpus"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What became of a corpus: its atlas, what was counted, and how many of the parts were there already."""

    atlas: Atlas
    counts: Counts
    parts: int
    kept: int


def read_corpus(
    addresses: Sequence[str], known: Known, store: Store, *, made_of: str, size: int, jobs: int, scheduler: str | None,
    tell: Tell,
) -> Corpus:  # fmt: skip
    """Reads all articles at the addresses into the store's parts, those that are not there yet, and gathers them.

    `made_of` is a hash of the knowledge and the rules, `size` about how many bytes a partition has. The same articles
    give the same corpus, whatever was stopped, killed or done before. Raises FileError and RoutesError.
    """
    planned = list(partitions(addresses, size))
    names = list(dict.fromkeys(part_name(one, made_of) for one in planned))
    there = store.names()
    todo = [one for one in planned if part_name(one, made_of) not in there]
    tell(f"{len(planned)} parts, {len(planned) - len(todo)} of them read before")
    with crew(partial(workplace, known, store, made_of), jobs=jobs, scheduler=scheduler) as workers:
        _read(workers, todo, tell)
        store.sweep()
        counts = _counted(store, names)
        tell("looking for dispatches that several papers print")
        copies = _dispatches(workers, store, names, counts.read)
        tell("gathering the routes")
        groups = dict(workers.each(partial(_gathered, names, copies), range(BUCKETS)))
    places = workplace(known, store, made_of).places
    atlas = joined((groups[bucket] for bucket in range(BUCKETS)), places)
    return Corpus(atlas=atlas, counts=counts, parts=len(planned), kept=len(planned) - len(todo))


def _read(workers: Crew, todo: Sequence[Partition], tell: Tell) -> None:
    progress, counts = Progress(tell, len(todo), "parts"), Counts()
    for done, (_, counted) in enumerate(workers.each(_part, todo), start=1):
        counts += counted
        progress(done, counts.records)


def _part(partition: Partition, place: Workplace) -> Counts:
    return write_part(partition, place)


def _counted(store: Store, names: Sequence[str]) -> Counts:
    counts = Counts()
    for name in names:
        with store.reading(name) as file:
            counts += counts_of(file)
    return counts


def _dispatches(workers: Crew, store: Store, names: Sequence[str], count: int) -> list[tuple[Article, ...]]:
    """The articles of each dispatch that several papers print; `count` articles at most have a sketch."""
    found = Families()
    for _, some in workers.each(partial(_families, names), shares(count)):
        for family in some:
            found.join(family)
    return dispatched(found, bucket_rows(store, names, ARTICLES))


def _families(names: Sequence[str], share: Share, place: Workplace) -> list[list[str]]:
    return families(bucket_rows(place.store, names, ARTICLES, ("article", "sketch")), share)


def _gathered(names: Sequence[str], copies: Sequence[tuple[Article, ...]], bucket: int, place: Workplace) -> Gathered:
    return gathered(bucket_rows(place.store, names, bucket), place.caravans, place.places, Copies(copies))
