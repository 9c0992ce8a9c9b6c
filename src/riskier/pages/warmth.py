"""Loading what draws findings before the first one is asked for."""

import threading


def warm_up() -> None:
    """Load it in the background: it takes seconds, and the page need not wait for it."""
    threading.Thread(target=_draw, daemon=True).start()


def _draw() -> None:
    import altair as alt  # noqa: PLC0415 - this is the slow part
    import vl_convert  # noqa: PLC0415

    smallest = alt.Chart({"values": [{"a": 1}]}).mark_point().encode(x="a:Q")
    vl_convert.vegalite_to_svg(smallest.to_json())
