"""Who is in a room: joining, coming back, and telling one's token from a stranger's."""

from concurrent.futures import Future

from riskier.room import codes
from riskier.room.errors import RoomError
from riskier.room.guards import may_join
from riskier.room.kept import Kept
from riskier.room.records import Joined, Solo
from riskier.room.store.contract import Store

_KEPT = 50_000
_ROOMS_KEPT = 256


class Members:
    """The participants of all rooms of a store. Codes are as they are kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: Kept[bool] = Kept(_KEPT)
        self._met: Kept[bool] = Kept(_ROOMS_KEPT)

    def join_soon(self, code: str) -> "Future[Joined]":
        """Add a participant; the future has a result once that is on disk."""
        resume = codes.new_resume_code()
        joined = Joined(codes.token_of(code, resume), resume)
        participant = codes.participant_of(code, joined.token)
        done: Future[Joined] = Future()

        def pass_on(ended: "Future[int]") -> None:
            error = ended.exception()
            if error is None:
                self._known.keep(participant, True)
                done.set_result(joined)
            else:
                done.set_exception(error)

        self._store.join(code, participant, may_join).add_done_callback(pass_on)
        return done

    def resume(self, code: str, typed: str) -> Joined:
        """Return the secrets of whoever holds a resume code."""
        resume = codes.resume_code(typed)
        if resume is not None:
            joined = Joined(codes.token_of(code, resume), resume)
            if self.participant(code, joined.token) is not None:
                return joined
        raise _unknown_resume_code()

    def participant(self, code: str, token: str) -> str | None:
        """Return the id of whoever holds a token; None for any other token."""
        participant = codes.participant_of(code, token)
        # Nobody who holds a token is taken out of a room but with the room itself, and then
        # every other call says so: what was true once need not be read again.
        if not self._known.find(participant):
            self._met.get(code, lambda: self._meet(code))
        if self._known.find(participant):
            return participant
        if not self._store.has_participant(code, participant):
            return None
        self._known.keep(participant, True)
        return participant

    def _meet(self, code: str) -> bool:
        """Read everyone in a room: after a restart they all come back at once."""
        for participant in self._store.participants(code):
            self._known.keep(participant, True)
        return True

    def solo(self, typed: str | None) -> Solo:
        """Return the room that a resume code leads to; a fresh one without a code."""
        resume = codes.resume_code(typed) if typed else codes.new_resume_code()
        if resume is None:
            raise _unknown_resume_code()
        participant = codes.solo_participant(resume)
        return Solo(codes.solo_code(participant), participant, resume)


def _unknown_resume_code() -> RoomError:
    return RoomError(
        "unknown_resume_code",
        "This resume code leads nowhere. It has three groups of five letters and digits; "
        "check each and try again.",
        field="resume_code",
        status=404,
    )
