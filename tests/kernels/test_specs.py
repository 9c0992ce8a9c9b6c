"""Which kernel a page gets, on which system."""

import sys

import pytest
from jupyter_client.kernelspec import NoSuchKernel
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from riskier.kernels import specs as module
from riskier.kernels.recipe import ARGUMENTS
from riskier.kernels.settings import kernel_settings
from riskier.kernels.specs import PageKernelSpecs

COMMAND = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *ARGUMENTS]


def provisioner(specs):
    chosen = specs.get_kernel_spec("python3").metadata.get("kernel_provisioner", {})
    return chosen.get("provisioner_name")


def test_there_is_one_kernel_whatever_is_installed():
    specs = PageKernelSpecs()
    assert list(specs.get_all_specs()) == ["python3"]
    with pytest.raises(NoSuchKernel):
        specs.get_kernel_spec("ir")


def test_it_is_forked_here():
    assert provisioner(PageKernelSpecs()) == "riskier-fork"


def test_the_command_is_the_same_whether_forked_or_not():
    for forking in (True, False):
        assert PageKernelSpecs(forking=forking).get_kernel_spec("python3").argv == COMMAND


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_it_starts_the_ordinary_way(monkeypatch, system):
    monkeypatch.setattr(module.sys, "platform", system)
    assert provisioner(PageKernelSpecs(forking=True)) is None
    assert kernel_settings()["PageKernelSpecs"] == {"forking": False}


def test_it_starts_the_ordinary_way_on_request():
    assert provisioner(PageKernelSpecs(forking=False)) is None


def test_it_starts_the_ordinary_way_where_the_kit_is_not_installed(monkeypatch):
    def available(_, spec):
        return "kernel_provisioner" not in spec.metadata

    monkeypatch.setattr(KernelProvisionerFactory, "is_provisioner_available", available)
    assert provisioner(PageKernelSpecs()) is None


def test_an_ordinary_kernel_works(start):
    kernel = start(forking=False)
    assert not kernel.forked
    assert kernel.run("print(6 * 7)") == "42"
