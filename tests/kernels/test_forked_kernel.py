"""A forked kernel does what one that was started does."""

import json
import os
import signal

import pytest

from riskier.kernels.keeper import keeper
from riskier.kernels.priority import NICENESS
from tests.kernels.kernels import CellError, descriptors, gone
from tests.waiting import eventually

OUTSIDE = """
import asyncio, gc, json, os, signal, sys, threading
shell = get_ipython()
signals = ("SIGINT", "SIGTERM", "SIGCHLD", "SIGPIPE", "SIGALRM", "SIGUSR1")
print(json.dumps({
    "name": __name__,
    "path": sys.path,
    "flags": str(sys.flags),
    "signals": {name: str(signal.getsignal(getattr(signal, name))) for name in signals},
    "collects": [gc.isenabled(), gc.get_threshold()],
    "loop": asyncio.get_running_loop().is_running(),
    "shell": [type(shell).__name__, shell.kernel is not None, shell.parent is shell.kernel],
    "traits": [shell.kernel.shell is shell, shell.profile_dir.location],
    "stdin": os.read(0, 1).decode(),
    "magics": sorted(shell.magics_manager.magics["line"]),
    "history": shell.history_manager.enabled,
    "threads": sorted({thread.name for thread in threading.enumerate() if thread.is_alive()}),
    "leads_a_session": os.getsid(0) == os.getpid() == os.getpgid(0),
    "namespace": sorted(name for name in globals() if name.startswith("_")),
    "umask": os.umask(0o22),
}))
"""


def outside(kernel):
    seen = json.loads(kernel.run(OUTSIDE))
    # The interpreter's own thread numbers, and the poller that a forked kernel does without.
    seen["threads"] = [name for name in seen["threads"] if not name.startswith("Thread-")]
    return seen


def test_it_runs_code_in_a_child_of_the_zygote(start):
    kernel = start()
    assert kernel.forked
    assert kernel.run("print(6 * 7)") == "42"
    parent = int(kernel.run("import os; print(os.getppid())"))
    assert parent == keeper.zygote_pid


def test_it_lets_answers_go_first(start):
    kernel = start()
    niceness = int(kernel.run("import os; print(os.nice(0))"))
    assert niceness == min(os.nice(0) + NICENESS, 19)


def test_it_looks_like_an_ordinary_one_from_within(start):
    forked, ordinary = outside(start()), outside(start(forking=False))
    assert forked == ordinary


def test_it_reports_what_code_raised_and_goes_on(start):
    kernel = start()
    with pytest.raises(CellError, match="ZeroDivisionError: division by zero") as raised:
        kernel.run("def halve():\n    return 1 / 0\nhalve()")
    assert "halve" in raised.value.traceback
    assert kernel.run("print('still here')") == "still here"


def test_it_has_the_environment_and_folder_of_its_request_only(start, tmp_path, monkeypatch):
    start()
    monkeypatch.setenv("RISKIER_LATER", "set after the zygote began")
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "beside.py").write_text("found = 'found'")
    env = {"RISKIER_STORE": "sqlite:///x", "HTTP_X_RISKIER_SOLO": "blue-owl", "TZ": "Asia/Tokyo"}
    kernel = start(env=env, cwd=folder)
    assert kernel.run("import os; print(os.getcwd())") == str(folder)
    assert kernel.run("print(os.environ['RISKIER_STORE'])") == "sqlite:///x"
    assert kernel.run("print(os.environ['HTTP_X_RISKIER_SOLO'])") == "blue-owl"
    assert kernel.run("print(os.environ['RISKIER_LATER'])") == "set after the zygote began"
    assert kernel.run("import time; print(time.tzname[0])") == "JST"
    assert kernel.run("import beside; print(beside.found)") == "found"
    other = start()
    assert other.run("import os; print('HTTP_X_RISKIER_SOLO' in os.environ)") == "False"
    assert other.run("print('OPENBLAS_NUM_THREADS' in os.environ)") == str(
        "OPENBLAS_NUM_THREADS" in os.environ
    )


def test_kernels_draw_different_random_numbers(start):
    draw = (
        "import random, numpy, uuid\n"
        "print(random.random(), numpy.random.rand(), numpy.random.default_rng().random(),"
        " uuid.uuid4())"
    )
    drawn = [start().run(draw).split() for _ in range(3)]
    for numbers in zip(*drawn, strict=True):
        assert len(set(numbers)) == 3


def test_kernels_share_no_state(start):
    one, two = start(), start()
    one.run("import math, ipywidgets; math.pi = 3; x = 1; button = ipywidgets.Button()")
    assert two.run("import math; print(math.pi, 'x' in globals())") == "3.141592653589793 False"
    count = "from ipywidgets.widgets import widget; print(len(widget._instances))"
    assert (one.run(count) != "0", two.run(count)) == (True, "0")
    assert one.pid != two.pid


def test_it_can_be_interrupted_and_goes_on(start):
    kernel = start()
    request = kernel.client.execute("print('begun', flush=True)\nwhile True: pass")
    wait_for_text(kernel, request, "begun")
    kernel.manager.interrupt_kernel()
    with pytest.raises(CellError, match="KeyboardInterrupt"):
        kernel.outcome(request)
    assert kernel.run("print('still here')") == "still here"


def wait_for_text(kernel, request, text):
    while True:
        message = kernel.client.get_iopub_msg(timeout=30)
        about_it = message["parent_header"].get("msg_id") == request
        if about_it and text in message["content"].get("text", ""):
            return


def test_it_shuts_down_on_request_and_runs_its_exit_functions(start, tmp_path):
    kernel = start()
    kernel.run(
        f"import atexit, pathlib\natexit.register(pathlib.Path({str(tmp_path)!r}, 'x').touch)"
    )
    process, pid = kernel.process, kernel.pid
    kernel.manager.shutdown_kernel()
    assert process.returncode == 0
    assert gone(pid)
    assert (tmp_path / "x").exists()


def test_an_exit_function_that_hangs_does_not_keep_it(start):
    kernel = start()
    process = kernel.process
    kernel.run("import atexit, time; atexit.register(time.sleep, 600)")
    kernel.client.shutdown()
    assert eventually(lambda: process.poll() is not None, "the kernel ended")
    assert process.returncode == -signal.SIGALRM


def test_it_restarts_as_a_fork_again(start):
    kernel = start()
    before = kernel.pid
    kernel.run("x = 1")
    kernel.manager.restart_kernel(now=True)
    kernel.client.wait_for_ready(timeout=30)
    assert kernel.forked
    assert kernel.pid != before
    assert kernel.run("print('x' in globals())") == "False"


def test_a_kernel_that_is_killed_is_seen_to_have_ended(start):
    kernel = start()
    os.kill(kernel.pid, signal.SIGKILL)
    assert eventually(lambda: kernel.process.poll() is not None, "the kernel ended")
    assert kernel.process.returncode == -signal.SIGKILL


def test_a_widget_hears_its_page(start):
    kernel = start()
    made = kernel.run(
        "import ipywidgets\nbutton = ipywidgets.Button()\n"
        "button.on_click(lambda _: print('pressed'))\nprint(button.comm.comm_id)"
    )
    message = kernel.client.session.msg(
        "comm_msg",
        {"comm_id": made, "data": {"method": "custom", "content": {"event": "click"}}},
    )
    kernel.client.shell_channel.send(message)
    assert kernel.outcome(message["header"]["msg_id"]) == "pressed"


def said(kernel, request):
    """Return what lines of widgets said while a request was answered."""
    heard = []
    while True:
        message = kernel.client.get_iopub_msg(timeout=30)
        kind, content = message["msg_type"], message["content"]
        if message["parent_header"].get("msg_id") != request:
            continue
        if kind.startswith("comm"):
            heard.append(content)
        elif kind == "status" and content["execution_state"] == "idle":
            return heard


def ask(kernel, kind, content):
    message = kernel.client.session.msg(kind, content, metadata={"version": "1.0.0"})
    kernel.client.shell_channel.send(message)
    return said(kernel, message["header"]["msg_id"])


def test_a_widget_is_silent_until_a_page_asks_for_all_there_is(start):
    kernel = start()
    begin = "import ipywidgets\nslider = ipywidgets.IntSlider()\nslider.value = 3"
    assert said(kernel, kernel.client.execute(begin)) == []
    control = {"comm_id": "page", "target_name": "jupyter.widget.control", "data": {}}
    ask(kernel, "comm_open", control)
    request = {"comm_id": "page", "data": {"method": "request_states"}}
    (answer,) = ask(kernel, "comm_msg", request)
    states = answer["data"]["states"].values()
    assert [each["state"]["value"] for each in states if "value" in each["state"]] == [3]
    (change,) = said(kernel, kernel.client.execute("slider.value = 4"))
    assert change["data"]["state"] == {"value": 4}
    made = said(kernel, kernel.client.execute("ipywidgets.Layout()"))
    assert [each["target_name"] for each in made] == ["jupyter.widget"]


def test_what_takes_in_the_output_of_a_cell_is_heard_by_whoever_runs_it(start):
    kernel = start()
    made = said(kernel, kernel.client.execute("import ipywidgets; ipywidgets.Output()"))
    assert [each["data"]["state"]["_model_name"] for each in made] == ["OutputModel"]


def test_it_holds_nothing_that_the_zygote_has_open(start):
    kernel, _other = start(), start()
    zygotes = {target for target in descriptors(keeper.zygote_pid).values() if "socket" in target}
    assert zygotes, "the zygote has sockets"
    assert not zygotes & set(descriptors(kernel.pid).values())


def test_it_has_no_debugger(start):
    kernel = start()
    assert kernel.run("import sys; print('debugpy' in sys.modules)") == "False"
    assert kernel.run("import debugpy; print(debugpy.__name__)") == "debugpy"
