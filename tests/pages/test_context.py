from pathlib import Path

from riskier.pages.context import Context
from riskier.pages.resume import find_solo

VOILA = {"SERVER_SOFTWARE": "voila/0.5.13"}


def test_a_bare_environment_is_one_person_on_their_own_machine():
    context = Context.of({})
    assert context.room is None
    assert context.store is None
    assert context.code_file is not None


def test_the_server_says_whose_page_it_is():
    given = {"HTTP_X_RISKIER_ROOM": "ABCDEF", "RISKIER_ROOM": "OTHER"} | VOILA
    assert Context.of(given).room == "ABCDEF"
    assert Context.of({"HTTP_X_RISKIER_SOLO": "X"} | VOILA).resume_code == "X"


def test_an_empty_header_is_nobody():
    given = {"HTTP_X_RISKIER_ROOM": "", "HTTP_X_RISKIER_SOLO": ""} | VOILA
    context = Context.of(given)
    assert context.room is None
    assert context.resume_code is None


def test_many_people_of_one_web_app_share_no_file():
    assert Context.of(VOILA).code_file is None


def test_the_code_stands_beside_the_database(tmp_path):
    for store in (tmp_path / "a.db", f"sqlite:///{tmp_path}/a.db"):
        assert Context.of({"RISKIER_STORE": str(store)}).code_file == tmp_path / "a.resume-code"


def test_a_database_server_has_no_folder_for_it(tmp_path):
    given = {"RISKIER_STORE": "postgresql://me@host/db", "RISKIER_DATA": str(tmp_path)}
    assert Context.of(given).code_file == Path(tmp_path) / "resume-code"


def test_an_address_ends_in_a_slash():
    context = Context.of({"RISKIER_PUBLIC_URL": "https://example.org/kit"})
    assert context.join_address("AB") == "https://example.org/kit/join/AB"


def test_the_next_page_goes_on_with_the_same_person(rooms, tmp_path):
    context = Context(code_file=tmp_path / "code")
    first = find_solo(rooms, context)
    assert find_solo(rooms, context) == first


def test_a_code_from_elsewhere_is_remembered(rooms, tmp_path):
    context = Context(code_file=tmp_path / "code")
    find_solo(rooms, context)
    other = rooms.solo()
    assert find_solo(rooms, context, other.resume_code) == other
    assert find_solo(rooms, context) == other


def test_a_spoilt_file_does_not_stop_the_page(rooms, tmp_path):
    file = tmp_path / "code"
    file.write_text("not a code", "utf-8")
    assert find_solo(rooms, Context(code_file=file)).resume_code


def test_what_the_server_kept_is_written_nowhere(rooms, tmp_path):
    context = Context(resume_code=rooms.solo().resume_code, code_file=tmp_path / "code")
    find_solo(rooms, context)
    assert not (tmp_path / "code").exists()
