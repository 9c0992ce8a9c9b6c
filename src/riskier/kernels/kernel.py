"""ipykernel's application, in a process that was forked rather than started."""

from ipykernel.kernelapp import IPKernelApp


class ForkedKernelApp(IPKernelApp):
    """A kernel that need not watch its parent nor take itself apart at the end."""

    def init_poller(self) -> None:
        """Start no thread that looks at the parent each second: the system tells us."""

    def close(self) -> None:
        """Give standard output back, and leave sockets and threads to the process's end.

        The orderly close joins threads that now and then wait for one already stopped.
        """
        self.reset_io()  # type: ignore[no-untyped-call] # ipykernel is half typed
