"""Drawing charts in a kernel: without the network, and soon after the page is there."""

import threading

from riskier.charts import warm_charts


def draw_offline() -> None:
    """Let charts that a notebook shows be drawn by what is installed, not from a CDN."""
    import altair as alt  # noqa: PLC0415 - slow to load, and most pages show no chart

    alt.renderers.enable("jupyter", offline=True)


def warm_up() -> None:
    """Load what draws in the background: it takes seconds, and the page need not wait."""
    threading.Thread(target=warm_charts, daemon=True).start()
