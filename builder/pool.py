"""Work by batches in other processes, results in order. A pool is a plain `concurrent.futures.Executor`."""

from __future__ import annotations

import collections
import contextlib
import gc
import itertools
import multiprocessing
import multiprocessing.connection
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from builder.model import Problem, TongduError

_In = TypeVar("_In")
_Out = TypeVar("_Out")


class Here(Executor):
    """Works in this very process: for `jobs=1`, and where there is too little to do to start others."""

    def submit(self, fn: Callable[..., _Out], /, *args: Any, **kwargs: Any) -> Future[_Out]:
        future: Future[_Out] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


def cores() -> int:
    """The number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextlib.contextmanager
def workers(jobs: int, prepare: Callable[..., None] | None = None, args: tuple[object, ...] = ()) -> Iterator[Executor]:
    """A pool of `jobs` processes that are ready by `prepare(*args)`; this process itself where jobs is 1.

    Raises TongduError where a worker died (out of memory, killed).
    """
    if jobs > 1:
        with processes(jobs, prepare, args) as executor:
            yield executor
        return
    if prepare:
        prepare(*args)
    yield Here()


@contextlib.contextmanager
def processes(
    jobs: int, prepare: Callable[..., None] | None = None, args: tuple[object, ...] = ()
) -> Iterator[Executor]:
    """As `workers`, by other processes even where one is enough: what may end its process leaves this one alive."""
    # Linux forks: what this process has loaded, its workers have. The libraries of macOS do not survive that.
    fork = sys.platform == "linux"
    if fork and prepare:
        prepare(*args)
    gc.freeze()  # what is there already is no garbage: the workers need not look through it
    executor = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("fork" if fork else "spawn"), _begin, (None if fork else prepare, args)
    )
    try:
        yield executor
    except BrokenProcessPool as error:
        raise TongduError(
            Problem("tongdu", "a worker process died", "perhaps memory ran out: try again with --jobs 1")
        ) from error
    finally:
        executor.shutdown(cancel_futures=True)


def ordered(executor: Executor, work: Callable[[_In], _Out], batches: Iterable[_In], ahead: int) -> Iterator[_Out]:
    """What `work` makes of each batch, in order; at most `ahead` batches are under way, so memory follows the batch."""
    waiting: collections.deque[Future[_Out]] = collections.deque()
    for batch in batches:
        waiting.append(executor.submit(work, batch))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def batched(items: Iterable[_In], size: int) -> Iterator[Sequence[_In]]:
    """The items in lists of `size`, the last one shorter."""
    rest = iter(items)
    while batch := list(itertools.islice(rest, size)):
        yield batch


@contextlib.contextmanager
def uncollected() -> Iterator[None]:
    """For a block that makes objects by the ten thousand which all stay, until `gc.unfreeze`: the collector of garbage
    would look through them again and again, for half of the time that planning a large site takes."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


def _begin(prepare: Callable[..., None] | None, args: tuple[object, ...]) -> None:
    """What each worker does first: leave Ctrl-C to the parent, die with it, get ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_die_with, args=(parent.sentinel,), daemon=True).start()
    if prepare is not None:
        prepare(*args)


def _die_with(sentinel: int) -> None:
    """A parent that was killed cannot end its workers: each waits for the parent's end of a pipe to close."""
    multiprocessing.connection.wait([sentinel])
    os._exit(1)
