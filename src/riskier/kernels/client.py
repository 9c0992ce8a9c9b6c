"""A kernel client that is ready when the kernel is."""

import asyncio
import time
from queue import Empty
from typing import Any

from jupyter_client.asynchronous.client import AsyncKernelClient

_ASK_AGAIN_SECONDS = 0.5


class PromptClient(AsyncKernelClient):
    """Waits for a kernel's first answers, and no longer.

    The class that it extends then listens until the kernel has been silent for 0.2
    seconds, to drop messages of others. Whoever executes a notebook tells messages apart
    by what they answer, and every page would be those 0.2 seconds later.
    """

    async def wait_for_ready(self, timeout: float | None = None) -> None:
        """Return when the kernel answers on both channels that executing needs.

        Raises RuntimeError when the kernel has died or `timeout` seconds have passed.
        """
        deadline = time.monotonic() + (float("inf") if timeout is None else timeout)
        while not await self._answers():
            if not await self.is_alive():
                raise RuntimeError("Kernel died before replying to kernel_info")
            if time.monotonic() > deadline:
                raise RuntimeError(f"Kernel didn't respond in {timeout} seconds")

    async def _answers(self) -> bool:
        """Ask once; return whether the answer came, and its echo to all who listen."""
        asked = self.kernel_info()
        wait_until = time.monotonic() + _ASK_AGAIN_SECONDS
        channels = (self.shell_channel, self.iopub_channel)
        heard = [_message_about(asked, channel, wait_until) for channel in channels]
        return all(await asyncio.gather(*heard))


async def _message_about(request: str, channel: Any, wait_until: float) -> bool:
    """Return whether a message that answers the request arrives in time."""
    while (seconds := wait_until - time.monotonic()) > 0:
        try:
            message = await channel.get_msg(timeout=seconds)
        except Empty:
            return False
        if message["parent_header"].get("msg_id") == request:
            return True
    return False
