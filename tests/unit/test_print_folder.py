"""Files of a print: all of them or none."""

import errno

import pytest

from riskier.export.printing import PrintError, folder
from riskier.export.printing.folder import write_all

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
