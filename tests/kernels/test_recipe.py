"""What the zygote does before it forks."""

import logging

import pytest

from riskier.kernels.keeper import Keeper
from riskier.kernels.recipe import Recipe, recipe_of


@pytest.fixture
def own_keeper():
    own = Keeper()
    yield own
    own.stop()


def test_the_kits_own_recipe_can_be_followed_and_leaves_one_thread(
    own_keeper, caplog, tmp_path, monkeypatch
):
    caplog.set_level(logging.WARNING)
    # Whoever starts the kit may stand in a folder with a module of their own.
    (tmp_path / "random.py").write_text("raise SystemExit", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert own_keeper.start(Recipe()).result(timeout=90) == own_keeper.zygote_pid
    assert caplog.text == ""


def test_a_recipe_survives_its_journey():
    recipe = Recipe(modules=("one",), warm_ups=("two:three",), arguments=("--four",))
    message = {"modules": ["one"], "warm_ups": ["two:three"], "arguments": ["--four"]}
    assert recipe_of(message) == recipe
