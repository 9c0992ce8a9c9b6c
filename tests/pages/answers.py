"""Answers that fit an activity, whatever it asks."""


def fitting(view):
    """Return a valid answer to what a view asks."""
    return _KINDS[view["kind"]](view)


def _estimate(view):
    return {"estimates": {item["id"]: _range(item, view["asks"]) for item in view["items"]}}


def _range(item, asks):
    least = item.get("bounds", {}).get("lowest") or 1
    values = {"lowest": least, "best": least + 1, "highest": least + 2, "confidence": 80}
    return {part: values[part] for part in asks}


_KINDS = {
    "choice": lambda view: {"selected": [view["items"][0]["id"]]},
    "scale": lambda view: {
        "ratings": {
            item["id"]: item.get("scale", view["scale"])["points"][0]["value"]
            for item in view["items"]
        }
    },
    "rank": lambda view: {"order": [item["id"] for item in view["items"][:3]]},
    "sort": lambda view: {
        "placed": {item["id"]: view["columns"][0]["id"] for item in view["items"]}
    },
    "estimate": _estimate,
    "text": lambda _view: {"texts": ["One sentence."]},
    "plan": lambda _view: {"cue": "On Monday", "act": "I will ask", "tell": "a friend"},
}
