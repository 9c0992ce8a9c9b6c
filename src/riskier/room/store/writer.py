"""One thread that writes: it takes everything asked for, and commits it together.

A commit costs one wait for the disk. Thousands of answers in a second share a few.
"""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError

from riskier.room.errors import RoomError, StoreError
from riskier.room.records import AnswerRow
from riskier.room.store.batch import Batch

_MOST_AT_ONCE = 500
_SHORTEST_TURN_S = 0.01


@dataclass(frozen=True)
class Job:
    """One write: what it does, in which room, and who waits for it.

    `answer` is set when the write is one, so that a group's answers are read together.
    """

    code: str
    work: Callable[[Batch], Any]
    answer: AnswerRow | None = None
    future: Future[Any] = field(default_factory=Future)


@dataclass(frozen=True)
class Chore:
    """Work that belongs between two transactions, on a connection of its own."""

    work: Callable[[], Any]
    future: Future[Any] = field(default_factory=Future)


class Writer:
    """Runs jobs in groups, each group one transaction.

    Args:
        engine: where connections for writing come from.
        fault: makes a `StoreError` of what the database raised.
        note: called before each commit, in the transaction, with the new sequence
            numbers of the rooms that changed.
        done: called with the same after each commit.

    """

    def __init__(
        self,
        engine: Engine,
        fault: Callable[[Exception], StoreError],
        note: Callable[[Connection, dict[str, int]], None],
        done: Callable[[dict[str, int]], None],
    ) -> None:
        self._engine = engine
        self._fault = fault
        self._note = note
        self._done = done
        self._asked: queue.SimpleQueue[Job | Chore | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._begun = 0.0
        self._is_busy = False
        self._thread = threading.Thread(target=self._run, name="riskier-writer", daemon=True)
        self._thread.start()

    def ask(self, job: Job | Chore) -> Future[Any]:
        """Queue a job; return its future."""
        with self._lock:
            if self._closed:
                raise StoreError("closed", "The store is closed. Open it again to write to it.")
            self._asked.put(job)
        return job.future

    def close(self) -> None:
        """Finish what is queued, then end the thread."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            self._asked.put(None)
        self._thread.join()

    def _run(self) -> None:
        going = True
        while going:
            going = self._turn(self._take())

    def _take(self) -> list[Job | Chore | None]:
        taken = [self._asked.get()]
        if self._is_busy:
            # A moment's wait makes one commit of what would be several; whoever writes alone,
            # one thing after the other, never waits.
            time.sleep(max(0.0, self._begun + _SHORTEST_TURN_S - time.monotonic()))
        self._begun = time.monotonic()
        while len(taken) < _MOST_AT_ONCE:
            try:
                taken.append(self._asked.get_nowait())
            except queue.Empty:
                break
        self._is_busy = len(taken) > 1
        return taken

    def _turn(self, taken: list[Job | Chore | None]) -> bool:
        group: list[Job] = []
        for each in taken:
            if isinstance(each, Job):
                group.append(each)
                continue
            self._commit(group)
            group = []
            if each is None:
                return False
            self._between(each)
        self._commit(group)
        return True

    def _commit(self, group: list[Job]) -> None:
        jobs = [job for job in group if job.future.set_running_or_notify_cancel()]
        if jobs:
            self._together(jobs, again=True)

    def _together(self, jobs: list[Job], *, again: bool) -> None:
        try:
            outcomes, changed = self._transaction(jobs)
        except Exception as error:
            if again and _passing(error):
                self._together(jobs, again=False)
            elif len(jobs) > 1 and not isinstance(error, OperationalError):
                # One of them breaks the transaction for all: let the others through.
                for job in jobs:
                    self._together([job], again=False)
            else:
                known = isinstance(error, SQLAlchemyError)
                for job in jobs:
                    job.future.set_exception(self._fault(error) if known else error)
            return
        self._done(changed)
        for job, outcome in zip(jobs, outcomes, strict=True):
            _settle(job.future, outcome)

    def _transaction(self, jobs: list[Job]) -> tuple[list[Any], dict[str, int]]:
        with self._engine.begin() as connection:
            batch = Batch(connection)
            answers = [(job.code, job.answer) for job in jobs if job.answer is not None]
            batch.hold({job.code for job in jobs}, answers)
            outcomes = [_outcome(job, batch) for job in jobs]
            changed = batch.flush()
            self._note(connection, changed)
            return outcomes, changed

    def _between(self, chore: Chore) -> None:
        if not chore.future.set_running_or_notify_cancel():
            return
        try:
            chore.future.set_result(chore.work())
        except Exception as error:
            chore.future.set_exception(self._fault(error))


def _outcome(job: Job, batch: Batch) -> Any:
    try:
        return job.work(batch)
    except RoomError as refused:
        return refused


def _settle(future: Future[Any], outcome: object) -> None:
    if isinstance(outcome, RoomError):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)


def _passing(error: Exception) -> bool:
    """Tell whether the same transaction may well succeed when it is tried once more."""
    if not isinstance(error, DBAPIError):
        return False
    # Two servers made the same room, or waited for each other: look again.
    met = getattr(error.orig, "sqlstate", None) in ("23505", "40001", "40P01")
    return error.connection_invalidated or met
