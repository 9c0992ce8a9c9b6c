"""Files of a print: all of them or none."""

import errno

import pytest

from riskier.export.printing import PrintError, folder
from riskier.export.printing.folder import LISTING, with_listing, write_all

FILES = {"a.pdf": b"first", "b.pdf": b"second"}


def test_makes_the_folder_and_writes_every_file(tmp_path):
    paths = write_all(tmp_path / "new" / "deep", FILES)
    assert {path.name: path.read_bytes() for path in paths} == FILES
    assert sorted((tmp_path / "new" / "deep").iterdir()) == sorted(paths)


def test_never_replaces_a_file_unasked(tmp_path):
    (tmp_path / "b.pdf").write_bytes(b"mine")
    with pytest.raises(PrintError, match=r"already has b\.pdf.*--replace"):
        write_all(tmp_path, FILES)
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]
    assert (tmp_path / "b.pdf").read_bytes() == b"mine"
    write_all(tmp_path, FILES, replace=True)
    assert (tmp_path / "b.pdf").read_bytes() == b"second"


def test_a_file_in_the_folders_place_is_refused(tmp_path):
    (tmp_path / "taken").write_text("a file")
    for place in (tmp_path / "taken", tmp_path / "taken" / "in"):
        with pytest.raises(PrintError, match="is not a folder"):
            write_all(place, FILES)


def test_a_folder_in_a_files_place_is_refused(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(PrintError, match=r"a folder called a\.pdf"):
        write_all(tmp_path, FILES, replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]


def test_a_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    (tmp_path / "a.pdf").write_bytes(b"old")
    write = folder._write

    def full(path, content):
        write(path, content[:2])
        if "b.pdf" in path.name:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder, "_write", full)
    with pytest.raises(PrintError, match="No space left on device"):
        write_all(tmp_path, FILES, replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path, monkeypatch):
    def refuse(_path, _content):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(folder, "_write", refuse)
    with pytest.raises(PrintError, match="cannot be written to: Permission denied"):
        write_all(tmp_path, FILES)
    assert list(tmp_path.iterdir()) == []


def test_a_name_may_lead_into_a_folder(tmp_path):
    files = {"report.html": b"page", "charts/moved.svg": b"chart", "charts/loop.svg": b"loop"}
    write_all(tmp_path / "out", files)
    assert (tmp_path / "out" / "charts" / "moved.svg").read_bytes() == b"chart"
    with pytest.raises(PrintError, match=r"charts/moved\.svg"):
        write_all(tmp_path / "out", {"charts/moved.svg": b"new"})


def test_a_failure_takes_the_folders_it_made_away(tmp_path, monkeypatch):
    def refuse(_path, _content):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder, "_write", refuse)
    (tmp_path / "kept").mkdir()
    for place in (tmp_path / "new" / "deep", tmp_path / "kept"):
        with pytest.raises(PrintError, match="No space left"):
            write_all(place, {"a.pdf": b"", "charts/b.svg": b""})
    assert [path.name for path in tmp_path.rglob("*")] == ["kept"]


def test_what_the_last_report_had_and_this_one_has_not_goes(tmp_path):
    write_all(tmp_path, with_listing({"report.html": b"old", "tables/flip.csv": b"old"}))
    (tmp_path / "tables" / "mine.csv").write_text("mine")
    write_all(tmp_path, with_listing({"report.html": b"new"}), replace=True)
    files = (path for path in tmp_path.rglob("*") if path.is_file())
    found = {path.relative_to(tmp_path).as_posix() for path in files}
    assert found == {"report.html", "tables/mine.csv", LISTING}
    assert (tmp_path / "report.html").read_bytes() == b"new"


@pytest.mark.parametrize("name", ["../mine.txt", "sub/../../mine.txt", "{outside}"])
def test_a_listing_that_was_tampered_with_reaches_nothing_outside(tmp_path, name):
    outside, folder = tmp_path / "mine.txt", tmp_path / "report"
    outside.write_text("mine")
    write_all(folder, with_listing({"report.html": b"old"}))
    with (folder / LISTING).open("a") as listing:
        listing.write(name.format(outside=outside) + "\n")
    write_all(folder, with_listing({"report.html": b"new"}), replace=True)
    assert outside.read_text() == "mine"


def test_a_file_called_like_the_listing_is_no_listing(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    (tmp_path / LISTING).write_text("My notes\n\nmine.txt\n")
    write_all(tmp_path, with_listing({"report.html": b"new"}), replace=True)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_file_larger_than_the_system_allows_leaves_nothing_behind(tmp_path):
    resource = pytest.importorskip("resource", reason="Windows has no such limit")
    (tmp_path / "a.pdf").write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        with pytest.raises(PrintError, match=r"File too large\. Nothing was written"):
            write_all(tmp_path, {"a.pdf": b"new", "charts/b.svg": b"x" * 8192}, replace=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"
