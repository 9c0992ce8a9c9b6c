"""Page templates are ready before the first visitor."""

from jupyter_core.paths import jupyter_path
from voila.paths import collect_template_paths

from riskier import paths
from riskier.kernels import templates


def test_what_a_page_is_made_of_is_compiled_ahead(monkeypatch):
    root = str(paths.template_root() / "jupyter")
    monkeypatch.setenv("JUPYTER_PATH", root)
    assert root in jupyter_path()
    kept = templates.CompiledTemplates()
    monkeypatch.setattr(templates, "_COMPILED", kept)
    folders = collect_template_paths(["voila", "nbconvert"], "riskier")
    names = templates.ready_templates(folders, "riskier")
    assert names[0] == "index.html.j2"
    assert len(names) > 3
    assert len(kept._kept) == len(names)
