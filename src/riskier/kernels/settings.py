"""What a Voilà server is told so that it holds many visitors."""

import os
import sys
import tempfile
from typing import Any

from riskier.kernels.client import PromptClient
from riskier.kernels.gateway import GatewayPageManager
from riskier.kernels.gatewayline import GatewayPageConnection
from riskier.kernels.keeper import keeper
from riskier.kernels.limits import MOST_KERNELS, raise_descriptor_limit
from riskier.kernels.manager import PageKernelManager
from riskier.kernels.recipe import Recipe
from riskier.kernels.specs import PageKernelSpecs, can_fork
from riskier.kernels.templates import keep_templates

IDLE_SECONDS = 3600
LOOK_SECONDS = 15
_LONGEST_SOCKET_PATH = 107
_NAME_BYTES = len("/voila_12345678/kernel-12345678-1234-1234-1234-123456789012-ipc-10")


def kernel_settings(
    *, forking: bool = True, max_kernels: int | None = None
) -> dict[str, dict[str, Any]]:
    """Return sections of Voilà's configuration, to be merged with the others.

    Kernels are forked where that is safe unless `forking` is False. `max_kernels` is the
    ceiling; without it memory and descriptors decide.
    """
    manager: dict[str, Any] = {
        "cull_idle_timeout": IDLE_SECONDS,
        "cull_interval": LOOK_SECONDS,
        "cull_connected": True,
    }
    if max_kernels is not None:
        manager["max_kernels"] = max_kernels
    return {
        "VoilaConfiguration": {
            "multi_kernel_manager_class": _name(PageKernelManager),
            "kernel_spec_manager_class": _name(PageKernelSpecs),
        },
        "PageKernelManager": manager,
        "AsyncKernelManager": {"client_class": _name(PromptClient), "transport": transport()},
        "PageKernelSpecs": {"forking": forking and can_fork()},
        # A kernel that was started again has forgotten the page: let it be missed instead.
        "KernelRestarter": {"restart_limit": 0, "time_to_dead": 1.0},
    }


def transport() -> str:
    """Return how server and kernels reach one another: by sockets in a folder where that works.

    Ports are chosen before a kernel takes them, and among many some other program is sometimes
    quicker: about one visitor in a hundred then had no kernel. Nor can others on the machine
    reach a socket in a folder that is ours.
    """
    fits = len(os.fsencode(tempfile.gettempdir())) + _NAME_BYTES <= _LONGEST_SOCKET_PATH
    return "ipc" if sys.platform == "linux" and fits else "tcp"


def gateway_settings() -> dict[str, dict[str, Any]]:
    """Return the same for kernels at a gateway, to be merged with the others."""
    settings = kernel_settings(forking=False)
    settings["VoilaConfiguration"]["multi_kernel_manager_class"] = _name(GatewayPageManager)
    del settings["AsyncKernelManager"]
    # It has memory of its own; how many it holds is for it to say.
    settings["PageKernelManager"]["max_kernels"] = MOST_KERNELS
    line = {"kernel_websocket_connection_class": _name(GatewayPageConnection)}
    return {**settings, "Voila": line}


def start_zygote(*, forking: bool = True) -> None:
    """Make ready for visitors; returns at once, and the work goes on beside the server."""
    raise_descriptor_limit()
    keep_templates()
    if forking and can_fork():
        keeper.start(Recipe())


def stop_zygote() -> None:
    """End the zygote and every kernel that it forked."""
    keeper.stop()


def _name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"
