import re

import pytest

from riskier.widgets import KINDS, module_source, style_source

WIDGETS = (*KINDS, "finding", "toymodel", "explorer", "guess", "whatif")


@pytest.mark.parametrize("name", WIDGETS)
def test_a_module_stands_alone(name):
    source = module_source(name)
    assert not re.search(r"^\s*import\s", source, re.MULTILINE)
    assert source.count("export default") == 1


@pytest.mark.parametrize("name", WIDGETS)
def test_a_module_never_writes_markup(name):
    source = module_source(name)
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
        assert word not in source


@pytest.mark.parametrize("name", WIDGETS)
def test_nothing_is_loaded_from_elsewhere(name):
    namespace = "http://www.w3.org/2000/svg"
    assert "://" not in module_source(name).replace(namespace, "")
    assert "url(" not in style_source(name)
    assert "@import" not in style_source(name)


@pytest.mark.parametrize("name", [*WIDGETS, "screen", "console"])
def test_no_name_is_declared_twice(name):
    declared = re.findall(
        r"^(?:export )?(?:function|class|const|let) (\w+)", module_source(name), re.MULTILINE
    )
    assert sorted(declared) == sorted(set(declared))


def test_shared_code_comes_once_and_first():
    source = module_source("scale")
    assert source.count("function uid(") == 1
    assert source.index("function uid(") < source.index("class Frame") < source.index("layoutOf")


def test_styles_come_once_with_the_theme_first():
    style = style_source("scale", "choice", "scale")
    assert style.startswith("/* The kit's look")
    assert style.count("--rk-accent: #00565c") == 1


@pytest.mark.parametrize("read", [module_source, style_source])
def test_an_unknown_name_is_told_the_known_ones(read):
    with pytest.raises(ValueError, match=r"no widget source 'chart\.(js|css)'; there is .*choice"):
        read("chart")
