"""How a room begins: its first record, its key, and what may be asked of it."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from riskier.pack import Pack
from riskier.room import codes
from riskier.room.errors import RoomError, first_fault, shown
from riskier.room.keeping import today
from riskier.room.moves import Settings, with_settings
from riskier.room.records import Kind, RoomRecord
from riskier.room.route import Route

_SHORTEST_KEY = 4

_SETTINGS: TypeAdapter[Settings] = TypeAdapter(Settings)


def live_record(
    pack: Pack, route: Route, code: str, key: str, settings: dict[str, Any]
) -> RoomRecord:
    """Return the record of a live room that nobody has joined yet.

    Raises:
        RoomError: `bad_setting` (422) and others, with the field at fault.

    """
    given = {name: value for name, value in settings.items() if value is not None}
    try:
        wanted = _SETTINGS.validate_python(given)
        return with_settings(route, _first(pack, code, key, "live", k_min=5), wanted)
    except ValidationError as error:
        field, message = first_fault(error)
        raise RoomError("bad_setting", message, field=field, status=422) from None
    except RoomError as refused:
        # A new room's settings are not inside `settings`.
        refused.field = (refused.field or "").removeprefix("settings.") or None
        raise


def empty_record(pack: Pack, code: str, key: str) -> RoomRecord:
    """Return the record of a live room to be filled from a file."""
    return _first(pack, code, key, "live", k_min=5)


def solo_record(pack: Pack, code: str) -> RoomRecord:
    """Return the record that a solo room begins with. No key opens it."""
    # Asked for at each look until there is an answer, so no key that somebody could read out.
    return _first(pack, code, codes.new_salt(), "solo", k_min=1)


def checked_code(code: str | None) -> str:
    """Return a room code as it is kept; a fresh one for None.

    Raises:
        RoomError: `bad_code`.

    """
    if code is None:
        return codes.new_room_code()
    kept = codes.room_code(code)
    if kept is None or codes.is_solo(kept):
        raise RoomError(
            "bad_code",
            f"{shown(code)} cannot be a room code. Give 3 to 24 letters A to Z and digits.",
            field="code",
            status=422,
        )
    return kept


def checked_key(key: str | None) -> str:
    """Return a facilitator key; a fresh one for None.

    Raises:
        RoomError: `bad_key`.

    """
    if key is None:
        return codes.new_key()
    if not _SHORTEST_KEY <= len(key.strip()) <= 200:
        raise RoomError(
            "bad_key",
            f"The key has {len(key.strip())} characters. Give {_SHORTEST_KEY} to 200, "
            "or leave it out to get one that nobody can guess.",
            field="key",
            status=422,
        )
    return key.strip()


def key_hash(salt: str, key: str) -> str:
    """Return what the store keeps of a facilitator key."""
    return codes.digest("key", salt, key.strip())


def _first(pack: Pack, code: str, key: str, kind: Kind, *, k_min: int) -> RoomRecord:
    salt = codes.new_salt()
    return RoomRecord(
        code=code,
        kind=kind,
        pack_id=pack.id,
        created=today().isoformat(),
        run_sheet="90",
        topic=pack.topics[0],
        k_min=k_min,
        key_hash=key_hash(salt, key),
        salt=salt,
        stage=pack.stages.ids[0],
        moved_on=today().isoformat(),
    )
