"""Characters without a font are named, and only those."""

import pytest

from riskier.export.report.missing import Missing, named


def missing(*characters):
    found = Missing()
    for character in characters:
        assert found.learn(f'PDF/UA-1 error: the text `"{character}"` could not be displayed with')
    return found


@pytest.mark.parametrize(
    ("gone", "text", "printed"),
    [
        ("一", "a 一二三, b 🎉", "a [CJK text], b 🎉"),
        ("🎉", "done 🎉👍 一", "done [party popper][thumbs up sign] 一"),
        ("ก", "กข and ไทย", "[Thai text] and [Thai text]"),
        ("ꟿ", "ꟿ is one letter", "[latin epigraphic letter archaic m] is one letter"),
        ("1", "11, 1\ufe0f\u20e3", "11, 1\ufe0f[combining enclosing keycap]"),
        ("«", "«so» it is", "[left-pointing double angle quotation mark]so» it is"),
    ],
)
def test_what_is_missing_is_named(gone, text, printed):
    assert missing(gone).named(text) == printed


def test_what_is_known_is_no_news():
    found = missing("一")
    assert not found.learn('the text `"二"` could not be displayed')
    assert not found.learn("another error")


def test_drawings_stay_as_they_are():
    content = {"words": ["x 一"], "svg": "<text>一</text>", "level": 2}
    printed = named(content, missing("一"))
    assert printed == {"words": ["x [CJK text]"], "svg": "<text>一</text>", "level": 2}
