"""In the zygote: import what kernels need, and say what could not be imported."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from riskier.kernels.recipe import KERNEL_MODULES, Recipe


def preload(recipe: Recipe) -> list[str]:
    """Follow the recipe; return one line for each step that failed.

    A failure is no reason to stop: the kernel meets it again, where a reader sees it.
    """
    with _without_debugger():
        failures = [_imported(name) for name in (*KERNEL_MODULES, *recipe.modules)]
    failures += [_called(name) for name in recipe.warm_ups]
    return [failure for failure in failures if failure]


def _imported(name: str) -> str:
    try:
        importlib.import_module(name)
    except Exception as error:
        return f"{name}: {type(error).__name__}: {error}"
    return ""


def _called(name: str) -> str:
    module, _, function = name.partition(":")
    try:
        getattr(importlib.import_module(module), function)()
    except Exception as error:
        return f"{name}: {type(error).__name__}: {error}"
    return ""


@contextmanager
def _without_debugger() -> Iterator[None]:
    """Hide debugpy: it would cost each kernel 10 MB, and nobody debugs a visitor's page."""
    if "debugpy" in sys.modules:
        yield
        return
    sys.modules["debugpy"] = None  # type: ignore[assignment] # what makes an import fail
    try:
        yield
    finally:
        del sys.modules["debugpy"]
