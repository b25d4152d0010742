"""The work on several processes or machines. The only door to Dask.

Each worker is given the knowledge once, when it starts, also one that takes the place of another that died; the work
of the dead one is done again by the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from routes.errors import RoutesError

__all__ = ["Crew", "crew"]

Task = TypeVar("Task")
Done = TypeVar("Done")

_TRIES = 5
"""So many workers may die of one task before it is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Workers that have what they need to know."""

    client: Any

    @property
    def size(self) -> int:
        """How many workers there are now."""
        return len(self.client.scheduler_info(n_workers=-1)["workers"])

    def each(self, work: Callable[[Task, Any], Done], tasks: Sequence[Task]) -> Iterator[tuple[Task, Done]]:
        """Does `work(task, known)` for every task, and gives what comes of each as soon as it is there.

        Raises what the work raises, and RoutesError where workers die of a task again and again.
        """
        distributed = _distributed()
        futures = self.client.map(_Work(work), tasks, pure=False, retries=0)
        by_future = dict(zip(futures, tasks, strict=True))
        try:
            for future, done in distributed.as_completed(futures, with_results=True):
                yield by_future[future], done
                future.release()
        except distributed.KilledWorker as error:
            raise RoutesError("workers died of one task again and again, for want of memory perhaps") from error
        finally:
            self.client.cancel(futures)


@contextmanager
def crew(known: Any, *, jobs: int, scheduler: str | None) -> Iterator[Crew]:  # noqa: ANN401 - whatever the work needs
    """So many workers on this machine, or those of a scheduler; `known()` is made once by each, and given to its work.

    Raises RoutesError where Dask is missing or the scheduler does not answer.
    """
    distributed = _distributed()
    with _client(distributed, jobs, scheduler) as client:
        client.register_plugin(_plugin(distributed, known), name="routes")
        yield Crew(client=client)


@contextmanager
def _client(distributed: Any, jobs: int, scheduler: str | None) -> Iterator[Any]:  # noqa: ANN401 - the module
    import dask

    with dask.config.set({"distributed.scheduler.allowed-failures": _TRIES, "distributed.admin.log-length": 0}):
        if scheduler:
            try:
                client = distributed.Client(scheduler, timeout=10)
            except (OSError, ValueError) as error:
                raise RoutesError(f"{scheduler}: no scheduler of Dask answers there") from error
            with client:
                yield client
            return
        cluster = distributed.LocalCluster(
            n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
        )
        with cluster, distributed.Client(cluster) as client:
            yield client


class _Work:
    """A piece of work, with what the worker knows."""

    def __init__(self, work: Callable[[Any, Any], Any]) -> None:
        self.work = work

    def __call__(self, task: Any) -> Any:  # noqa: ANN401 - any work
        return self.work(task, _distributed().get_worker().plugins["routes"].known)


def _plugin(distributed: Any, known: Callable[[], Any]) -> Any:  # noqa: ANN401 - a class of Dask's
    class Knowing(distributed.WorkerPlugin):  # type: ignore[misc] # its class has no types
        """What each worker knows."""

        def __init__(self) -> None:
            self.make = known
            self.known: Any = None

        def setup(self, worker: Any) -> None:  # noqa: ANN401, ARG002 - Dask's
            self.known = self.make()

    return Knowing()


def _distributed() -> Any:  # noqa: ANN401 - the module
    try:
        import distributed
    except ImportError as error:
        raise RoutesError("a corpus needs Dask: python -m pip install distributed") from error
    return distributed
