"""Characters without a font are named, and only those."""

import unicodedata

import pytest

from riskier.export.printing import paper
from riskier.export.report import pdf
from riskier.export.report.document import Document, Section, Text
from riskier.export.report.missing import _MOST_KINDS, _PLAIN, Missing, named


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
        ("\\u{378}", "a \u0378 b", "a [unnamed sign] b"),
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


def test_marks_of_direction_round_words_are_never_named():
    known = Missing()
    known.suspect_all()
    assert known.named("“\u2068一\u2069”") == "“\u2068[CJK text]\u2069”"


LETTERS = [chr(code) for code in range(0x250, 0x3000) if unicodedata.category(chr(code)) == "Lo"]
# A letter of each script; marks above a bracket; what is not assigned, private or reserved.
HOSTILE = [
    "".join({unicodedata.name(letter).split()[0]: letter for letter in LETTERS}.values()),
    "]\u0300\u0489\u20dd",
    "\u0378 \u0600 \ufdd0 \ue000 \U0010fffd",
]
# Everything that is thought to be in the fonts inside Typst.
PLAIN = "".join(
    chr(code)
    for code in range(0x20, 0x3000)
    if _PLAIN.match(chr(code)) and unicodedata.category(chr(code))[0] != "C"
)


def test_nothing_that_people_write_keeps_a_report_from_being_set(monkeypatch):
    def set_with_own_fonts(document, on):
        tries.append(document)
        return typeset(document, on)

    def own_fonts(template, inputs, *, own_fonts_only):
        return compiled(template, inputs, own_fonts_only=True)

    tries, typeset, compiled = [], pdf.typeset, paper._compiled
    monkeypatch.setattr(pdf, "typeset", set_with_own_fonts)
    monkeypatch.setattr(paper, "_compiled", own_fonts)
    section = Section("said", "Said", tuple(Text(text) for text in (*HOSTILE, PLAIN)))
    made = pdf.pdf_of(Document("A title", "A report", "en", sections=(section,)), {}, "a4")
    assert made.startswith(b"%PDF")
    assert 3 <= len(tries) <= _MOST_KINDS + 2
