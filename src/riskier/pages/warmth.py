"""Loading what draws findings before the first one is asked for."""

import threading


def warm_up() -> None:
    """Load it in the background: it takes seconds, and the page need not wait for it."""
    threading.Thread(target=_load, daemon=True).start()


def _load() -> None:
    import altair  # noqa: F401, PLC0415
    import vl_convert  # noqa: F401, PLC0415
