# mypy: disallow-untyped-calls=False
# ipykernel types only part of the classes that these extend.
"""ipykernel's application: got ready in the zygote, finished in each child.

What is done before the fork is in memory that the children share. What a child does by
itself it pays for: a page of memory for nearly every object that it so much as looks at,
because Python counts references in the object.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, ClassVar

from ipykernel import ipkernel
from ipykernel.compiler import XCachingCompiler
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core import shellapp
from IPython.core.application import BaseIPythonApplication

from riskier.kernels.comms import wait_for_page


class _ConfiguredOnce(BaseIPythonApplication):
    """Reads arguments and configuration before the fork, and not again after it."""

    configured = False

    def initialize(self, argv: Any = None) -> None:
        """Read them the first time; do nothing the second."""
        if not self.configured:
            super().initialize(argv)
            self.configured = True


class ForkedKernelApp(IPKernelApp, _ConfiguredOnce):
    """A kernel that need not watch its parent nor take itself apart at the end."""

    def prepare(self, arguments: Sequence[str]) -> None:
        """Do, in the zygote, what needs no connection: configure, and make the shell."""
        _ConfiguredOnce.initialize(self, list(arguments))
        # Else what is not to be logged is only dropped once it has been put into words.
        self.log.setLevel(self.log_level)
        # A kernel that asks for its shell is given the one that exists.
        shell = ZMQInteractiveShell.instance(
            parent=self, profile_dir=self.profile_dir, compiler_class=XCachingCompiler
        )
        # Its formatters are made when something is shown for the first time.
        shell.display_formatter.format("")  # type: ignore[union-attr] # it has some

    def init_poller(self) -> None:
        """Start no thread that looks at the parent each second: the system tells us."""

    def init_kernel(self) -> None:
        """Make the kernel and give it to the shell, which was there before it."""
        with _no_list_of_modules(ipkernel):
            super().init_kernel()
        shell = self.kernel.shell
        shell.parent = shell.kernel = self.kernel
        shell.init_environment()
        wait_for_page(self.kernel)

    def init_code(self) -> None:
        """Run what the user's own configuration wants run at a start."""
        with _no_list_of_modules(shellapp):
            super().init_code()

    def close(self) -> None:
        """Give standard output back, and leave sockets and threads to the process's end.

        The orderly close joins threads that now and then wait for one already stopped.
        """
        self.reset_io()


class _SystemWithoutModules:
    """The `sys` module, except that nothing seems to be imported."""

    modules: ClassVar[dict[str, Any]] = {}

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


@contextmanager
def _no_list_of_modules(library: ModuleType) -> Iterator[None]:
    """Keep a library from looking at each imported module.

    It would note them for a debugger, and for a reset, that no page has; the look alone
    would copy 8 MB of the memory that is shared with the zygote.
    """
    names = vars(library)
    names["sys"] = _SystemWithoutModules()
    try:
        yield
    finally:
        names["sys"] = sys
