"""Which builder makes which finding, and the way from a room to a finding."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, get_args

from riskier.charts import svg_of, warm_charts
from riskier.findings.context import Context, Key, Person
from riskier.findings.finding import Finding
from riskier.findings.words import counted
from riskier.pack import Pack, load_pack
from riskier.pack.agenda import ExhibitKind, FindingKind, Text

if TYPE_CHECKING:
    from riskier.room import Rooms

# Each kind has a module of its name. It has `build(ctx)` and may have `rests_on(ctx)`, the number
# of people behind the finding; without it, that is how many answered. `rests_on` None: it needs
# nobody. What they must have done to count is `ANSWERED`, if it is not just to have answered.
# `shows(pack, own)` and `once_seen(pack)` name the questions that it looks at: see `shown_keys`.
_KINDS = (*get_args(FindingKind), *get_args(ExhibitKind))


def finding_of(rooms: "Rooms", code: str, about: str, round: int = 1) -> Finding:  # noqa: A002
    """Return the finding of an activity or exhibit in a room.

    In a room for one person the others are the made-up sample group, and the person's own
    answers stand beside them.

    Raises:
        RoomError: There is no such room.
        KeyError: The pack has no such activity, exhibit or round.

    """
    return _built(context_of(rooms, code, about, round))


def context_of(rooms: "Rooms", code: str, about: str, round: int = 1) -> Context:  # noqa: A002
    """Return what a finding of a room is made from; for the errors, see `finding_of`."""
    room = rooms.get(code)

    def is_seen(activity: str, number: int) -> bool:
        return room.kind == "solo" or rooms.phase(code, activity, number) == "revealed"

    keys = shown_keys(rooms.pack, about, is_seen)
    is_group = room.kind == "live" and not room.synthetic
    untold = untold_keys(rooms.pack, about, round, room.late) if is_group else []
    ctx = Context(
        pack=rooms.pack,
        about=about,
        round=round,
        views={key: rooms.view(code, *key) for key in keys},
        people=rooms.people(code, [key for key in keys if key not in untold]),
        texts=_texts(rooms, code, about, round),
        k_min=room.k_min,
        run_sheet=room.run_sheet,
        synthetic=room.synthetic,
        late=late_of(room.late, keys),
        few=bool(untold and (about, round) not in keys and rooms.people(code, untold)),
    )
    ctx = _beside_sample(ctx) if room.kind == "solo" else ctx
    return replace(ctx, people=in_order(ctx))


def build(ctx: Context) -> Finding:
    """Return the finding of a context; withheld when too few people answered."""
    return _built(replace(ctx, people=in_order(ctx)))


def load_all(store_url: str, pack_dir: str) -> None:
    """Load what a finding may need, open the rooms and draw once: the first must not be slow."""
    for kind in _KINDS:
        _builder(kind)
    warm_charts()
    _rooms(store_url, pack_dir)


def _built(ctx: Context) -> Finding:
    """Return the finding of a context whose people are in order."""
    module = _module(ctx.pack, ctx.about)
    count = getattr(module, "rests_on", _answered)
    n = None if count is None else count(ctx)
    if n is not None and (ctx.too_few(n) or n == 0):
        return withheld(ctx, n, getattr(module, "ANSWERED", "answered"))
    return labelled(ctx, module.build(ctx))


def labelled(ctx: Context, found: Finding) -> Finding:
    """Return a finding that says what is not in it yet, and whether its people are made up."""
    found = replace(found, notes=(*found.notes, *_left_out(ctx)))
    whose = whose_words(ctx, found.n)
    return replace(found, headline=whose + found.headline, synthetic=True) if whose else found


def whose_words(ctx: Context, n: int) -> str:
    """Return what stands before a sentence about people who are made up."""
    return f"Made-up sample group of {n}: " if ctx.synthetic and n else ""


def withheld(ctx: Context, n: int, answered: str = "answered") -> Finding:
    """Return a finding that shows nothing, with what to do instead.

    `answered` is what too few people have done.
    """
    headline = "Too few answers to show."
    reason = (
        f"Fewer than {ctx.k_min} people {answered}, so nothing is shown. Talk it through instead."
    )
    if n == 0 and not ctx.few:
        headline = "Nobody has answered this yet."
        reason = "There is nothing to show. Talk about it instead."
    return Finding(ctx.about, ctx.round, n, headline, withheld=reason, synthetic=ctx.synthetic)


def late_of(late: Mapping[str, int], keys: Sequence[Key]) -> int:
    """Return how many answers to some questions wait to be shown, from a room's count."""
    return sum(late.get(f"{activity}/{number}", 0) for activity, number in keys)


def _left_out(ctx: Context) -> Iterator[str]:
    if ctx.few:
        yield (
            "A round that is still open, or that fewer than"
            f" {ctx.k_min} people have answered, is not in this."
        )
    if ctx.late:
        came = counted(ctx.late, "more answer")
        yield (
            f"{came} came in or changed after this was shown. They count, line by line, once at"
            f" least {ctx.k_min} people have said something new, so that nobody's can be worked"
            " out."
        )


def in_order(ctx: Context) -> list[Person]:
    """Return the people in an order that only their answers decide.

    Rooms hand people out shuffled. A finding must come out the same, to the last digit, for
    phone, projector and report.
    """
    kept = [{key: answer for key, answer in who.items() if key in ctx.views} for who in ctx.people]
    return sorted(filter(None, kept), key=_spelled_out)


def _spelled_out(person: Person) -> str:
    return json.dumps([(key, person[key]) for key in sorted(person)], sort_keys=True)


def _module(pack: Pack, about: str) -> ModuleType:
    return _builder(kind_of(pack, about))


def _builder(kind: str) -> ModuleType:
    return import_module(f"riskier.findings.{kind.replace('-', '_')}")


def kind_of(pack: Pack, about: str) -> str:
    """Return the kind of finding of an activity or exhibit."""
    return (pack.exhibit(about) if about in pack.exhibits else pack.activity(about)).finding


def shown_keys(pack: Pack, about: str, is_seen: Callable[[str, int], bool]) -> list[Key]:
    """Return the questions, with their rounds, that a finding may look at.

    Its own question, or what it is there to show instead (`shows` in its module), is shown
    with it. Answers to other questions (`once_seen`) it may repeat only once everyone has
    seen those: `is_seen` says whether a question, in a round, has been revealed.
    """
    module = _module(pack, about)
    others = module.once_seen(pack) if hasattr(module, "once_seen") else []
    seen = (key for key in _rounds(pack, others) if is_seen(*key))
    return [*_rounds(pack, _shows(pack, about)), *seen]


def untold_keys(pack: Pack, about: str, number: int, late: Mapping[str, int]) -> list[Key]:
    """Return the questions whose answers may not be in a group's finding: none was shown yet.

    While a question is open, or has so few answers that nobody is shown them, one more of
    them would be told by the difference. Of its own question, in its round, a finding says
    that they are few. `late` is the room's.
    """
    keys = _rounds(pack, _shows(pack, about))
    return [key for key in keys if key != (about, number) and f"{key[0]}/{key[1]}" not in late]


def _shows(pack: Pack, about: str) -> list[str]:
    module = _module(pack, about)
    of = pack.exhibit(about).of if about in pack.exhibits else about
    own = [of] if of else []
    shown: list[str] = module.shows(pack, own) if hasattr(module, "shows") else own
    return shown


def _rounds(pack: Pack, activities: Sequence[str]) -> list[Key]:
    return [(name, asked.number) for name in activities for asked in pack.activity(name).rounds]


@lru_cache(maxsize=4)
def _rooms(store_url: str, pack_dir: str) -> "Rooms":
    room = import_module("riskier.room")
    opened: Rooms = room.Rooms(room.open_store(store_url), load_pack(Path(pack_dir)))
    return opened


def finding_payload(
    store_url: str,
    pack_dir: str,
    code: str,
    about: str,
    round: int = 1,  # noqa: A002 - the word of the contract
) -> dict[str, Any]:
    """Return a finding with its drawings, for a process that only passes it on.

    Returns:
        `public` (without the address of the chart), `svg` (`wide` and `narrow`, or None),
        `vega` (the specification, or None) and `play` (the traits of what one may play
        with, or None). Plain JSON.

    """
    found = finding_of(_rooms(store_url, pack_dir), code, about, round)
    wide, narrow = found.vega("wide"), found.vega("narrow")
    return {
        "public": found.public(),
        "svg": {"wide": svg_of(wide), "narrow": svg_of(narrow)} if wide and narrow else None,
        "vega": wide,
        "play": found.play and dict(found.play.traits),
    }


def _answered(ctx: Context) -> int:
    return len(ctx.answers)


def _texts(rooms: "Rooms", code: str, about: str, number: int) -> Sequence[dict[str, Any]]:
    """Return what was written to an activity; in a round of votes, in the round before."""
    if about in rooms.pack.exhibits:
        return ()
    activity = rooms.pack.activity(about)
    if not isinstance(activity, Text):
        return ()
    return rooms.texts(code, about, number - (number in activity.vote_rounds))


def _beside_sample(ctx: Context) -> Context:
    """Return the context with the sample group as the people, the reader's answers apart."""
    # Here, because it brings numpy, which a process that only passes findings on does without.
    from riskier.sample import sample_group  # noqa: PLC0415

    sample = sample_group(ctx.pack, ctx.views)
    own: Person = ctx.people[0] if ctx.people else {}
    return replace(
        ctx, people=sample.people, texts=[*sample.texts(ctx.about)], synthetic=True, own=own
    )
