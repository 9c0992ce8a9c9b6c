"""Every widget in the states that a test or a look at its picture needs."""

from typing import Any

import widget_samples as samples

Case = tuple[str, dict[str, Any]]

SAVED = {"state": "saved", "message": "", "field": None}
OFFLINE = {"state": "offline", "message": "", "field": None}

ESTIMATE = {"lowest": 1, "highest": 12, "best": 4, "confidence": 60}
SURE = {"lowest": 0, "highest": 3, "best": 1, "confidence": 80}

CASES: dict[str, Case] = {
    "toymodel": ("toymodel", samples.toy_model()),
    "guess": ("guess", {"evidence": samples.EVIDENCE}),
    "explorer": ("explorer", {"catalogue": samples.catalogue()}),
    "explorer-gems": ("explorer", {"catalogue": samples.catalogue(samples.GEMS)}),
    "toymodel-own": ("toymodel", samples.toy_model(start=samples.TOY_START)),
    "choice-one": ("choice", {"activity": samples.RULES}),
    "choice-many": (
        "choice",
        {
            "activity": samples.BARRIERS,
            "answer": {"selected": ["no-use", "permission"]},
            "saved": SAVED,
        },
    ),
    "choice-closed": (
        "choice",
        {"activity": samples.RULES, "phase": "closed", "answer": {"selected": ["two"]}},
    ),
    "choice-waiting": ("choice", {"activity": samples.RULES, "phase": "waiting"}),
    "choice-offline": (
        "choice",
        {"activity": samples.RULES, "answer": {"selected": ["one"]}, "saved": OFFLINE},
    ),
    "scale-numbers": (
        "scale",
        {"activity": samples.RELEVANCE, "answer": {"ratings": {"important": 2, "days": 5}}},
    ),
    "scale-steps": (
        "scale",
        {"activity": samples.WORDED, "answer": {"ratings": {"important": 3, "relevant": 7}}},
    ),
    "scale-groups": (
        "scale",
        {"activity": samples.PRIVATE_AND_WORK, "answer": {"ratings": {"wikis.private": 3}}},
    ),
    "scale-gut": (
        "scale",
        {
            "activity": samples.GUT,
            "answer": {"ratings": {"side": -1}},
            "saved": {
                "state": "refused",
                "message": "8 is not on this scale.",
                "field": "ratings.sure",
            },
        },
    ),
    "estimate-new": ("estimate", {"activity": samples.ESTIMATES}),
    "estimate-half": (
        "estimate",
        {
            "activity": samples.ESTIMATES,
            "answer": {"estimates": {"rumour.both.events": ESTIMATE, "misfire.both.events": SURE}},
            "draft": {
                "estimates": {
                    "rumour.engage.cost": {"lowest": "20", "highest": "3"},
                    "misfire.engage.cost": {"lowest": "1,500", "best": "few"},
                }
            },
        },
    ),
    "estimate-second": (
        "estimate",
        {
            "activity": samples.SECOND_ESTIMATES,
            "previous": {
                "estimates": {"rumour.both.events": ESTIMATE, "misfire.both.events": SURE}
            },
        },
    ),
    "estimate-calibration": (
        "estimate",
        {
            "activity": samples.CALIBRATION,
            "answer": {"estimates": {"hawaii": {"lowest": 5, "highest": 60}}},
            "saved": SAVED,
        },
    ),
    "rank-new": ("rank", {"activity": samples.TASKS}),
    "rank-top": (
        "rank",
        {"activity": samples.TASKS, "answer": {"order": ["three", "one", "five"]}},
    ),
    "rank-loop": (
        "rank",
        {"activity": samples.LOOP, "answer": {"order": ["two", "three"]}, "saved": SAVED},
    ),
    "sort-cases": (
        "sort",
        {"activity": samples.CASES_TO_SORT, "answer": {"placed": {"nypd": "engaging-harmed"}}},
    ),
    "sort-many": ("sort", {"activity": samples.TOOL_FIT, "answer": {"placed": {"one": "peers"}}}),
    "text-write": (
        "text",
        {
            "activity": samples.TRANSLATE,
            "answer": {"texts": ["Nothing matches"], "votes": []},
            "draft": {"texts": ["Nothing matches", "This is far too long. " * 5]},
        },
    ),
    "text-vote": (
        "text",
        {
            "activity": samples.VOTE,
            "answer": {"texts": [], "votes": ["t2"]},
            "previous": {"texts": ["A shared list of odd cases"], "votes": []},
        },
    ),
    "text-vote-empty": ("text", {"activity": {**samples.VOTE, "candidates": []}}),
    "plan": (
        "plan",
        {
            "activity": samples.PLAN,
            "answer": {
                "cue": "the team meeting ends on Monday 9 March",
                "act": "read ten posts in our users' forum",
                "tell": "",
            },
        },
    ),
    "finding": ("finding", {"finding": samples.FINDING}),
    "finding-sample": ("finding", {"finding": {**samples.FINDING, "synthetic": True}}),
    "finding-withheld": (
        "finding",
        {
            "finding": {
                **samples.FINDING,
                "n": 3,
                "headline": "Too few answers to show",
                "withheld": "Results are shown from 5 answers on, so that nobody is picked out.",
            }
        },
    ),
}
