"""Views of activities to mount in tests: long and short words, many and few items."""

from typing import Any

from riskier.pack import load_pack
from riskier.widgets.explorer import catalogue_of
from riskier.widgets.guess import guess_widget

LONG = (
    "We cannot say in advance who would answer, how fast, and with whose permission, once "
    "the page is open to everybody"
)


def view(kind: str, **more: Any) -> dict[str, Any]:
    """Return the part of a view that all kinds share, with more on top."""
    shared = {
        "id": f"sample-{kind}",
        "kind": kind,
        "stage": "risk",
        "title": "A sample question",
        "round": 1,
        "round_name": "On your own",
        "rounds": 1,
        "prompt": "What do you make of it?",
        "help": "Your answers are private. The group sees totals once the question is closed.",
        "reveal": "after_close",
        "prefill": False,
    }
    return {**shared, **more}


def items(*labels: str) -> list[dict[str, Any]]:
    """Return items with ids `one`, `two`, … and these labels."""
    names = ("one", "two", "three", "four", "five", "six", "seven", "eight")
    return [{"id": name, "label": label} for name, label in zip(names, labels, strict=False)]


RULES = view(
    "choice",
    title="Join and agree the rules",
    prompt="Which rule will matter most for you today?",
    items=items(
        "Answers stay private",
        "Ask about ranges, not about people",
        "No report to managers",
        "Either answer is allowed",
    ),
    max_selected=1,
)
BARRIERS = view(
    "choice",
    title="What holds us back",
    prompt="Pick up to three lines that sound like you or your team.",
    help="Some of these are good reasons. Each line says when. You can also pick none.",
    items=[
        {
            "id": "no-use",
            "label": "I cannot see what it has to do with my job.",
            "detail": "A good reason if you named your tasks, looked at each, and found none.",
        },
        {
            "id": "not-a-brand",
            "label": "We are not a brand, so their examples do not fit us.",
            "detail": "A good reason if the example rests on selling.",
        },
        {"id": "permission", "label": LONG},
        {"id": "time", "label": "There is no time for it in my week."},
        {"id": "rtl", "label": "אין לי זמן לזה בעבודה", "detail": "שלום <b>עולם</b>"},
    ],
    max_selected=3,
)
AGREE = {
    "points": [{"value": value, "label": str(value)} for value in range(1, 8)],
    "low_label": "Strongly disagree",
    "high_label": "Strongly agree",
}
RELEVANCE = view(
    "scale",
    title="How it looks from your job",
    prompt="How far do you agree with each line as things are today?",
    rounds=3,
    round_name="Before we start",
    items=[
        {"id": "important", "label": "In my job, using social media at work is important."},
        {"id": "relevant", "label": "In my job, using social media at work is relevant."},
        {
            "id": "days",
            "label": "In the past month, on how many days did you use it for work?",
            "scale": {
                "points": [
                    {"value": 0, "label": "0 or 1"},
                    {"value": 2, "label": "2"},
                    {"value": 5, "label": "3 to 9"},
                    {"value": 10, "label": "10 or more"},
                ]
            },
        },
    ],
    scale=AGREE,
)
HOW_OFTEN = {
    "points": [
        {"value": 0, "label": "Never"},
        {"value": 1, "label": "Once or twice"},
        {"value": 2, "label": "Monthly"},
        {"value": 3, "label": "Weekly or more"},
    ]
}
PRIVATE_AND_WORK = view(
    "scale",
    title="In private and at work",
    prompt="How often do you use each of these?",
    items=[
        {"id": f"{family}.{side}", "label": label, "group": group}
        for family, group in (("wikis", "Wikis"), ("chat", "Group chat and messengers"))
        for side, label in (("private", "In private life"), ("work", "At work"))
    ],
    scale=HOW_OFTEN,
)
GUT = view(
    "scale",
    title="Your first thought",
    prompt="Over the next 12 months, which is riskier for your team?",
    items=[
        {
            "id": "side",
            "label": "Which is riskier?",
            "scale": {
                "points": [{"value": v, "label": f"{v:+d}" if v else "0"} for v in range(-3, 4)],
                "low_label": "Taking part is much riskier",
                "high_label": "Staying away is much riskier",
            },
        },
        {
            "id": "sure",
            "label": "How sure are you?",
            "scale": {
                "points": [{"value": v, "label": f"{v}%"} for v in range(50, 101, 10)],
                "low_label": "A coin toss",
                "high_label": "Certain",
            },
        },
    ],
    scale=AGREE,
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300">'
    '<rect width="600" height="300" fill="#fff"/>'
    '<rect x="150" y="40" width="380" height="60" fill="#2a3f94"/>'
    '<rect x="150" y="160" width="220" height="60" fill="#c57500"/>'
    '<text x="20" y="80" font-size="24">Taking part</text>'
    '<text x="20" y="200" font-size="24">Staying away</text></svg>'
)
FINDING = {
    "headline": "Nine of 12 would lose more by staying away, and four of them are not sure",
    "n": 12,
    "table": {
        "columns": ["Stance", "People", "Share", "Mean confidence"],
        "rows": [["Taking part", 3, 0.25, 71.666667], ["Staying away", 9, 0.75, None]],
    },
    "svg": SVG,
    "alt": "Two bars: staying away 9 people, taking part 3 people.",
    "withheld": None,
    "notes": ["Answers given before any discussion.", "Each person counts once."],
    "synthetic": False,
}
HAZARDS = (
    ("rumour", "A rumour fills the gap"),
    ("misfire", "A post goes out that should not have"),
)
ESTIMATES = view(
    "estimate",
    title="Your estimates",
    prompt="How often in the next 12 months, and how costly each time?",
    items=[
        {
            "id": f"{hazard}.{part}",
            "label": label,
            "group": group,
            "unit": unit,
            "bounds": bounds,
        }
        for hazard, group in HAZARDS
        for part, label, unit, bounds in (
            (
                "both.events",
                "How many times in 12 months, whichever way we choose?",
                "events",
                {"lowest": 0, "highest": 365},
            ),
            (
                "engage.cost",
                "Staff days each time it happens, if we take part",
                "staff days",
                {"lowest": 0},
            ),
        )
    ],
    asks=["lowest", "highest", "best", "confidence"],
    confidence=80,
)
SECOND_ESTIMATES = {**ESTIMATES, "round": 2, "rounds": 2, "round_name": "After", "prefill": True}
CALIBRATION = view(
    "estimate",
    title="How good are our ranges?",
    prompt="Give a range for each question. Look nothing up.",
    items=[
        {
            "id": "hawaii",
            "label": "In January 2018 a false missile alert reached phones across Hawaii. How many "
            "minutes passed before phones received the correction?",
            "unit": "minutes",
            "bounds": {"lowest": 1, "highest": 180},
        },
        {
            "id": "optus",
            "label": "How many minutes passed before the company's first statement?",
            "unit": "minutes",
            "bounds": {"lowest": 5, "highest": 720},
        },
    ],
    asks=["lowest", "highest"],
    confidence=80,
)
TASKS = view(
    "rank",
    title="The tasks that matter",
    prompt="Which three tasks matter most to your group?",
    items=items(
        "Find out who else is working on this problem",
        "Keep up with a policy field or profession",
        "Notice an issue before it reaches the minister",
        "Consult people on a draft",
        "Warn people in an emergency",
    ),
    top=3,
)
LOOP = view(
    "rank",
    title="Build the loop",
    prompt="Put these sentences in an order in which each one leads to the next.",
    items=items(
        "We cannot see what it has to do with our work, so nobody asks for permission to try.",
        "Nobody takes part.",
        "Nobody practises, so the first mistake would be a public one.",
    ),
)
CASES_TO_SORT = view(
    "sort",
    title="What went wrong, and what helped",
    prompt="Put each case where you think it belongs.",
    items=[
        {
            "id": "nypd",
            "label": "A police photo request turns sour",
            "detail": "A police department asked people to share photos under a new hashtag.",
        },
        {"id": "hawaii", "label": "A false missile alert", "detail": "The correction was late."},
    ],
    columns=[
        {"id": "engaging-harmed", "label": "Taking part hurt", "detail": "It was there, and lost."},
        {"id": "absence-harmed", "label": "Staying away hurt", "detail": "It was missed."},
        {"id": "engaging-helped", "label": "Taking part helped", "detail": "It was there in time."},
        {"id": "absence-helped", "label": "Staying away helped", "detail": "It kept out of it."},
    ],
)
TOOL_FIT = view(
    "sort",
    title="Match tools and tasks",
    prompt="Place each tool beside the task it would serve best.",
    items=items("LinkedIn", "E-mail lists", "MediaWiki", "A phone call", "Discourse"),
    columns=[
        {"id": "peers", "label": "Find out who else is working on this problem"},
        {"id": "follow", "label": "Keep up with a policy field or profession"},
        {"id": "consult", "label": "Consult people on a draft"},
        {"id": "team", "label": "Keep what the team knows in one place"},
        {"id": "warn", "label": "Warn people in an emergency"},
        {"id": "none", "label": "None of these"},
    ],
)
TRANSLATE = view(
    "text",
    title="From their world to ours",
    prompt="What would be the same job in your work?",
    items=[
        {
            "id": "step-seven",
            "label": "Someone is stuck at step seven of a flat-pack wardrobe and finds a video.",
            "detail": "Or write “nothing matches”: that is a full answer.",
        },
        {"id": "street-chat", "label": "A street has a chat for lost cats and loud parties."},
    ],
    max_texts=2,
    max_length=60,
    vote=False,
    max_votes=3,
)
VOTE = {
    **TRANSLATE,
    "round": 2,
    "rounds": 2,
    "prompt": "Which ideas of others would you try?",
    "vote": True,
    "candidates": [
        {"id": f"t{number}", "text": text}
        for number, text in enumerate(
            (
                "Case workers post the step where people give up, and each other's way out.",
                "<script>alert(1)</script> & <b>bold</b>",
                "מפה משותפת של תקלות",
                *(f"Idea number {count}" for count in range(4, 13)),
            )
        )
    ],
}
PLAN = view(
    "plan",
    title="One if-then plan",
    prompt="When will you do what, and whom will you tell?",
    max_length=140,
    reveal="never",
)
AGREE_IN_WORDS = {
    "points": [
        {"value": value, "label": label}
        for value, label in enumerate(
            (
                "Strongly disagree",
                "Disagree",
                "Slightly disagree",
                "Neither",
                "Slightly agree",
                "Agree",
                "Strongly agree",
            ),
            start=1,
        )
    ]
}
WORDED = {**RELEVANCE, "scale": AGREE_IN_WORDS, "items": RELEVANCE["items"][:2]}


TOY_START = {
    "label": "Start from our answers",
    "words": "From 12 people's answers on relevance.",
    "settings": {"theta": 0.6},
    "state": [0.4, 0.02, 0.02],
}


def toy_model(start: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what the toy model of the shipped pack gives its widget."""
    return {**load_pack().cycle.playable(), "start": start}


GEMS = [
    {"id": "polis", "reason": "Made for “Find common ground on a divisive question”."},
    {"id": "loomio", "reason": "A good fit for “Reach and record a group decision”."},
]


def catalogue(gems: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """Return what the catalogue of the shipped pack gives its widget."""
    return catalogue_of(load_pack(), gems or [])


EVIDENCE = guess_widget(load_pack()).evidence
