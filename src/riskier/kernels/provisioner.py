"""How a Jupyter server gets a forked kernel: the entry point `riskier-fork`."""

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import List, Unicode

from riskier.kernels.keeper import KernelRequest, NoForkError, keeper
from riskier.kernels.recipe import ARGUMENTS, PAGE_MODULES, WARM_UPS, Recipe

PROVISIONER = "riskier-fork"
_START = [sys.executable, "-m", "ipykernel_launcher", "-f"]


class ForkProvisioner(LocalProvisioner):
    """Forks kernels from a zygote; starts them the ordinary way when that fails.

    The command is the same in both cases, so that a page cannot tell the difference.
    """

    process: Any = None  # a Popen, or a ForkedProcess that has as much of its face as is used
    modules = List(Unicode(), list(PAGE_MODULES), help="Modules to import before the fork.")
    warm_ups = List(Unicode(), list(WARM_UPS), help="Calls, module:function, before the fork.")

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start a kernel and return how to reach it."""
        if _is_ours(cmd):
            try:
                await self._fork(cmd[len(_START)], kwargs)
                return self.connection_info
            except NoForkError as error:
                self.log.warning("No fork, so this kernel starts the ordinary way: %s.", error)
        return await super().launch_kernel(cmd, **kwargs)

    async def _fork(self, connection_file: str, kwargs: dict[str, Any]) -> None:
        env = kwargs.get("env")
        cwd = str(kwargs.get("cwd") or Path.cwd())
        request = KernelRequest(connection_file, dict(os.environ if env is None else env), cwd)
        recipe = Recipe(tuple(self.modules), tuple(self.warm_ups))
        self.process = await asyncio.wrap_future(keeper.fork(recipe, request))
        self.pid = self.pgid = self.process.pid  # the kernel leads a group of its own
        self.cwd = cwd


def _is_ours(command: list[str]) -> bool:
    """Return whether a forked kernel would be the same as what the command starts."""
    count = len(_START)
    return command[:count] == _START and tuple(command[count + 1 :]) == ARGUMENTS
