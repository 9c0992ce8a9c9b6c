"""What a zygote imports and tries out before it forks."""

from dataclasses import dataclass
from typing import Any

KERNEL_MODULES = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.zmqshell",
    "ipykernel.displayhook",
    "ipykernel.debugger",
    "IPython.core.magics",
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.extensions.storemagic",
    "zmq.eventloop.zmqstream",
    "tornado.platform.asyncio",
    "ctypes",
    "pdb",
    "psutil",
    "sqlite3",
)
PAGE_MODULES = (
    "ipywidgets",
    "anywidget",
    "pandas",
    "altair",
    "riskier.widgets",
    "riskier.findings",
    "riskier.pages",
)
WARM_UPS = ("riskier.kernels.first_use:widgets", "riskier.kernels.first_use:charts")


@dataclass(frozen=True)
class Recipe:
    """Module names, and `module:function` calls, in the order in which they are done."""

    modules: tuple[str, ...] = PAGE_MODULES
    warm_ups: tuple[str, ...] = WARM_UPS

    def message(self) -> dict[str, Any]:
        """Return the recipe as it travels to the zygote."""
        return {"modules": list(self.modules), "warm_ups": list(self.warm_ups)}


def recipe_of(message: dict[str, Any]) -> Recipe:
    """Return the recipe that a message carries."""
    return Recipe(tuple(message["modules"]), tuple(message["warm_ups"]))
