"""The made-up group as a room's file, to load and look at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from riskier.pack import Pack
from riskier.pack.agenda import ItemsFrom, RunSheet
from riskier.pack.handed_on import own_ids, places_for, voted_for
from riskier.sample.group import PEOPLE, SEED, SampleGroup, sample_group

Key = tuple[str, int]


def sample_people(
    pack: Pack, run_sheet: RunSheet = "90", people: int = PEOPLE, seed: int = SEED
) -> dict[str, Any]:
    """Return a room that a made-up group has been through, as `Rooms.export` writes rooms.

    Args:
        pack: The workshop.
        run_sheet: Which of its activities are asked.
        people: How many made-up people there are.
        seed: The same seed gives the same answers.

    """
    asking = _Asking(pack, run_sheet)
    chosen = asking.chosen(people, seed)
    group = sample_group(pack, asking.views(asking.keys, chosen), people, seed)
    exhibits = [step.exhibit for step in pack.steps(run_sheet) if step.exhibit]
    return {
        "format": "riskier-room",
        "version": 1,
        "synthetic": True,
        "pack": {"id": pack.id, "version": pack.files.pack.version},
        "room": {
            "kind": "live",
            "run_sheet": run_sheet,
            "topic": pack.topics[0],
            "k_min": 5,
            "stage": pack.agenda.stages[-1].id,
            "step": None,
            "activity": None,
            "exhibit": None,
            "round": 1,
            "ended": True,
        },
        "joined": people,
        "phases": {
            **{_name(key): "revealed" for key in asking.keys},
            **{f"exhibit/{exhibit}": "revealed" for exhibit in exhibits},
        },
        "chosen": chosen,
        "people": list(_people(group)),
        "hidden": [],
    }


@dataclass(frozen=True)
class _Asking:
    """What a run sheet asks, and what earlier answers hand on to later questions."""

    pack: Pack
    run_sheet: RunSheet

    @property
    def keys(self) -> list[Key]:
        steps = self.pack.steps(self.run_sheet)
        return list(dict.fromkeys((step.activity, step.round) for step in steps if step.activity))

    def views(self, keys: Iterable[Key], chosen: Mapping[str, Any]) -> dict[Key, dict[str, Any]]:
        views = {}
        for name, number in keys:
            ids = chosen.get(name, {"items": None, "columns": None})
            views[name, number] = self.pack.view(
                name, number, self.run_sheet, chosen=ids["items"], chosen_columns=ids["columns"]
            )
        return views

    def chosen(self, people: int, seed: int) -> dict[str, Any]:
        found = {}
        for name in dict.fromkeys(name for name, _ in self.keys):
            activity = self.pack.activity(name)
            origins = (activity.items_from, getattr(activity, "columns_from", None))
            items, columns = (self._handed_on(origin, people, seed) for origin in origins)
            if items is not None or columns is not None:
                own = own_ids(self.pack, activity.items_from, self.run_sheet)
                found[name] = {"items": own if items is None else items, "columns": columns}
        return found

    def _handed_on(self, origin: ItemsFrom | None, people: int, seed: int) -> list[str] | None:
        if origin is None or origin.result_of is None:
            return None
        key, take = (origin.result_of, 1), places_for(origin, self.run_sheet)
        if not take or key not in self.keys:
            return None
        views = self.views([key], {})
        group = sample_group(self.pack, views, people, seed)
        answers = [person[key] for person in group.people if key in person]
        return voted_for(views[key], answers)[:take]


def _people(group: SampleGroup) -> Iterable[dict[str, Any]]:
    """Yield everyone; what somebody wrote stands by itself, as in any room's file."""
    for number, person in enumerate(group.people):
        plain = {_name(key): answer for key, answer in person.items() if "texts" not in answer}
        if plain:
            yield {"answers": plain}
        for key, answer in person.items():
            if "texts" in answer:
                ids = [f"sample-{key[0]}-{number}-{slot}" for slot in range(len(answer["texts"]))]
                yield {"answers": {_name(key): answer}, "texts": {_name(key): ids}}


def _name(key: Key) -> str:
    return f"{key[0]}/{key[1]}"
