"""The wheels, read back: what is in them, what they say of themselves, and what their machine code asks for."""

import base64
import csv
import hashlib
import io
import re
from email import message_from_bytes
from pathlib import Path

import pytest
from elftools.elf.elffile import ELFFile
from packaging.utils import parse_wheel_filename
from support import ROOT, VERSION, WHEELS, dist_info, pythons, wheel_files

pytestmark = pytest.mark.parametrize("wheel", WHEELS, ids=lambda wheel: wheel.name.split("-")[2])

MANYLINUX = (2, 17)  # what the code needs allows it, and every pip that knows Python 3.10 takes it
EXTENSION = re.compile(r"httpstatus/__init__\.cpython-(\d+t?)-(\w+)-linux-gnu\.so")


def extension(wheel: Path) -> tuple[re.Match[str], ELFFile]:
    names = [name for name in wheel_files(wheel) if name.endswith((".so", ".pyd", ".dylib"))]
    assert len(names) == 1
    match = EXTENSION.fullmatch(names[0])
    assert match
    return match, ELFFile(io.BytesIO(wheel_files(wheel)[names[0]]))


def test_tags(wheel: Path) -> None:
    """The file's name, its WHEEL and the name of its extension agree."""
    _, version, build, tags = parse_wheel_filename(wheel.name)
    assert (str(version), build) == (VERSION, ())
    fields = message_from_bytes(dist_info(wheel, "WHEEL"))
    assert set(fields.get_all("Tag", [])) == {str(tag) for tag in tags}
    assert fields["Root-Is-Purelib"] == "false"
    match, elf = extension(wheel)
    assert {(tag.interpreter, tag.abi) for tag in tags} == {("cp" + match[1].rstrip("t"), "cp" + match[1])}
    assert elf.get_machine_arch() == {"x86_64": "x64", "aarch64": "AArch64"}[match[2]]
    assert {tag.platform for tag in tags} == {
        "manylinux_{}_{}_{}".format(*MANYLINUX, match[2]),
        f"manylinux2014_{match[2]}",
    }


def test_what_it_links_to(wheel: Path) -> None:
    """libc alone, in versions that the tag promises, from no path of the machine that built it."""
    _, elf = extension(wheel)
    dynamic = elf.get_section_by_name(".dynamic")
    tags = [(tag.entry.d_tag, tag) for tag in dynamic.iter_tags()]
    assert [tag.needed for kind, tag in tags if kind == "DT_NEEDED"] == ["libc.so.6"]
    assert not {"DT_RPATH", "DT_RUNPATH", "DT_TEXTREL"} & {kind for kind, _ in tags}
    needs = elf.get_section_by_name(".gnu.version_r")
    versions = {auxiliary.name for _, auxiliaries in needs.iter_versions() for auxiliary in auxiliaries}
    glibc = {re.fullmatch(r"GLIBC_(\d+)\.(\d+)(\.\d+)?", version) for version in versions}
    assert None not in glibc
    assert max((int(match[1]), int(match[2])) for match in glibc if match) <= MANYLINUX


def test_what_it_exports(wheel: Path) -> None:
    _, elf = extension(wheel)
    symbols = elf.get_section_by_name(".dynsym").iter_symbols()
    assert [each.name for each in symbols if each.name and each["st_shndx"] != "SHN_UNDEF"] == ["PyInit_httpstatus"]


def test_content(wheel: Path) -> None:
    """The package with its stubs and its marker, the extension, and what describes them; no source in C."""
    folder = ROOT / "python" / "httpstatus"
    package = {
        path.relative_to(folder.parent).as_posix()
        for path in folder.rglob("*")
        if path.suffix in {".py", ".pyi", ".typed"}
    }
    assert {"httpstatus/py.typed", "httpstatus/__init__.pyi"} <= package
    info = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "top_level.txt", "licenses/LICENSE"}
    info = {f"httpstatus-{VERSION}.dist-info/{name}" for name in info}
    shared = ["man/man1/httpstatus.1", "bash-completion/completions/httpstatus.bash"]
    shared += ["zsh/site-functions/_httpstatus", "fish/vendor_completions.d/httpstatus.fish"]
    manual = {f"httpstatus-{VERSION}.data/data/share/{name}" for name in shared}
    binary = {name for name in wheel_files(wheel) if EXTENSION.fullmatch(name)}
    assert set(wheel_files(wheel)) == package | info | manual | binary
    for name in package:
        assert wheel_files(wheel)[name] == (ROOT / "python" / name).read_bytes()
    assert dist_info(wheel, "licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_record(wheel: Path) -> None:
    files = dict(wheel_files(wheel))
    record = f"httpstatus-{VERSION}.dist-info/RECORD"
    rows = list(csv.reader(files[record].decode().splitlines()))
    assert sorted(row[0] for row in rows) == sorted(files)
    for name, digest, size in rows:
        if name != record:
            found = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).rstrip(b"=").decode()
            assert (digest, size) == (f"sha256={found}", str(len(files[name])))


def test_description(wheel: Path) -> None:
    """The README, whose links are those of this version's files, since PyPI has nothing beside it."""
    text = message_from_bytes(dist_info(wheel, "METADATA")).get_payload(decode=True)
    assert isinstance(text, bytes)
    relative, links = re.subn(rf"https://github\.com/[^/]+/[^/]+/(raw|blob)/v{re.escape(VERSION)}/", "", text.decode())
    assert relative == (ROOT / "README.md").read_text()
    assert links == len(re.findall(r"]\((?!https?:|#)", relative)) > 0


def test_metadata(wheel: Path) -> None:
    fields = message_from_bytes(dist_info(wheel, "METADATA"))
    assert (fields["Name"], fields["Version"]) == ("httpstatus", VERSION)
    assert (fields["License-Expression"], fields.get_all("License-File")) == ("MIT", ["LICENSE"])
    assert fields["Requires-Python"] == ">=3.10"
    assert all("extra ==" in each for each in fields.get_all("Requires-Dist", []))  # no run-time dependency
    assert fields["Description-Content-Type"] == "text/markdown"
    classifiers = fields.get_all("Classifier", [])
    assert "Typing :: Typed" in classifiers
    assert {f"Programming Language :: Python :: {version}" for version in pythons()} <= set(classifiers)
    scripts = b"[console_scripts]\nhttpstatus = httpstatus._cli:main"
    hook = b"[pyinstaller40]\nhook-dirs = httpstatus._pyinstaller:get_hook_dirs"
    assert dist_info(wheel, "entry_points.txt").strip() == scripts + b"\n\n" + hook
