"""What a zygote imports and tries out before it forks."""

from dataclasses import dataclass

KERNEL_MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.displayhook",
    "ipykernel.debugger",
    "IPython.core.magics",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.logger",
    "IPython.extensions.storemagic",
    "zmq.eventloop.zmqstream",
    "tornado.platform.asyncio",
    "ctypes",
    "faulthandler",
    "pdb",
    "psutil",
    "sqlite3",
)
PAGE_MODULES = (
    "ipywidgets",
    "anywidget",
    "pandas",
    "altair",
    "scipy.special",
    "riskier.widgets",
    "riskier.findings",
    "riskier.pages",
)
WARM_UPS = (
    "riskier.kernels.first_use:widgets",
    "riskier.kernels.first_use:charts",
    "riskier.kernels.first_use:pages",
)
ARGUMENTS = ("--HistoryManager.enabled=False", "--log-level=ERROR")


@dataclass(frozen=True)
class Recipe:
    """Module names, `module:function` calls, and the arguments that all kernels get."""

    modules: tuple[str, ...] = PAGE_MODULES
    warm_ups: tuple[str, ...] = WARM_UPS
    arguments: tuple[str, ...] = ARGUMENTS


def recipe_of(message: dict[str, list[str]]) -> Recipe:
    """Return the recipe that a message carries."""
    return Recipe(**{name: tuple(value) for name, value in message.items()})
