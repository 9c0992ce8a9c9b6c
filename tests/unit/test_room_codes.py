"""Codes: readable, forgiving when typed, and impossible to guess."""

import re

from hypothesis import given
from hypothesis import strategies as st

from riskier.room import codes


def test_codes_look_as_promised():
    for _ in range(200):
        room, resume, key = codes.new_room_code(), codes.new_resume_code(), codes.new_key()
        assert re.fullmatch("[2-9B-DF-HJKMNP-TV-Z]{6}", room)
        assert re.fullmatch("([0-9A-HJKMNP-TV-Z]{5}-){2}[0-9A-HJKMNP-TV-Z]{5}", resume)
        assert re.fullmatch("([0-9A-HJKMNP-TV-Z]{5}-){3}[0-9A-HJKMNP-TV-Z]{5}", key)
        assert codes.room_code(room) == room
        assert codes.resume_code(resume) == resume


GAPS = st.lists(st.sampled_from(["", " ", "-", "–", "  "]), min_size=20, max_size=20)


@given(GAPS, st.booleans())
def test_a_resume_code_may_be_typed_any_way(gaps, lower):
    code = codes.new_resume_code()
    letters = code.replace("-", "")
    typed = "".join(letter + gap for letter, gap in zip(letters, gaps, strict=False))
    misread = typed.replace("0", "O").replace("1", "l")
    assert codes.resume_code(misread.lower() if lower else misread) == code


@given(st.integers(0, 14), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_most_typing_mistakes_are_noticed(place, letter):
    noticed = 0
    for _ in range(20):
        letters = list(codes.new_resume_code().replace("-", ""))
        letters[place] = letter
        noticed += codes.resume_code("".join(letters)) is None
    assert noticed >= 10


@given(st.text(max_size=200))
def test_any_text_is_a_code_or_none(text):
    room, resume = codes.room_code(text), codes.resume_code(text)
    assert room is None or re.fullmatch("[A-Z0-9]{3,24}", room)
    assert room is None or codes.room_code(room) == room
    assert resume is None or codes.resume_code(resume) == resume


def test_one_resume_code_leads_to_one_solo_room():
    resume = codes.new_resume_code()
    participant = codes.solo_participant(resume)
    code = codes.solo_code(participant)
    assert codes.is_solo(code)
    assert codes.room_code(code.lower()) == code
    assert code == codes.solo_code(codes.solo_participant(resume))
    assert participant not in code
    assert not codes.is_solo(codes.new_room_code())


def test_parts_of_a_hash_do_not_run_together():
    assert codes.digest("ab", "c") != codes.digest("a", "bc")
    assert codes.token_of("ROOM", "x") != codes.participant_of("ROOM", "x")
