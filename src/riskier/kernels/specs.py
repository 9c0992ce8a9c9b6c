"""The one kernel spec that the kit's pages run in: this Python, forked where that is safe."""

import os
import sys
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import RESOURCES
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager, NoSuchKernel
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from traitlets import Bool, List, Unicode

from riskier.kernels.provisioner import PROVISIONER
from riskier.kernels.recipe import ARGUMENTS, PAGE_MODULES, WARM_UPS

KERNEL_NAME = "python3"


def can_fork() -> bool:
    """Return whether kernels can be forked here, and a fork's safety can be checked."""
    return sys.platform == "linux" and hasattr(os, "fork") and Path("/proc/self/task").is_dir()


class PageKernelSpecs(KernelSpecManager):
    """Knows one kernel, whatever else is installed: a page must find the kit in it."""

    forking = Bool(can_fork(), config=True, help="False: start every kernel the ordinary way.")
    modules = List(Unicode(), list(PAGE_MODULES), config=True, help="Imported before the fork.")
    warm_ups = List(
        Unicode(), list(WARM_UPS), config=True, help="Calls, module:function, before the fork."
    )

    def find_kernel_specs(self) -> dict[str, str]:
        """Return the names of kernels and their folders."""
        return {KERNEL_NAME: RESOURCES}

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """Return the spec of that name. Raises NoSuchKernel for any name but one."""
        if kernel_name != KERNEL_NAME:
            raise NoSuchKernel(kernel_name)
        spec = KernelSpec(
            argv=[
                sys.executable,
                "-m",
                "ipykernel_launcher",
                "-f",
                "{connection_file}",
                *ARGUMENTS,
            ],
            display_name="Python 3",
            language="python",
            resource_dir=RESOURCES,
        )
        if self.forking and can_fork():
            self._have_forked(spec)
        return spec

    def _have_forked(self, spec: KernelSpec) -> None:
        config: dict[str, Any] = {"modules": self.modules, "warm_ups": self.warm_ups}
        provisioner = {"provisioner_name": PROVISIONER, "config": config}
        spec.metadata["kernel_provisioner"] = provisioner
        factory = KernelProvisionerFactory.instance(parent=self.parent)
        # A copy of the kit that was not installed has no entry point to find.
        if not factory.is_provisioner_available(spec):
            del spec.metadata["kernel_provisioner"]
