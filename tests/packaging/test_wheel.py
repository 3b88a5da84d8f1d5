"""What is shipped works where nothing of the checkout is in reach."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path
from typing import Final

import pytest

from refundcli import __version__, api
from refundcli.knowledge.load import Knowledge
from tests.gates.sources import CARD, ROOT
from tests.support import TODAY

FROM_INSIDE: Final = """
import sys
from datetime import date
from pathlib import Path
import refundcli
from refundcli import api
from refundcli.knowledge.load import Knowledge
from refundcli.write.templates import template_root
knowledge, today = Knowledge(), date.fromisoformat(sys.argv[2])
case = api.read_case(Path(sys.argv[1]).read_text(encoding="utf-8"), knowledge, today=today)
letter = api.draft("merchant_message", case, knowledge, today=today)
package = Path(refundcli.__file__).parent
assert package.is_relative_to(sys.prefix), package
assert template_root().is_relative_to(package), template_root()
assert knowledge.root.is_relative_to(package), knowledge.root
sys.stdout.buffer.write(letter.text.encode("utf-8"))
"""


def shipped_data() -> set[str]:
    """Templates and knowledge as they stand in the checkout."""
    found = [*(ROOT / "templates").rglob("*.j2"), *(ROOT / "refundcli").rglob("*.toml")]
    return {path.relative_to(ROOT).as_posix() for path in found}


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed, out of reach of the checkout; returns what it printed."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    result = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "REFUNDCLI_HOME": str(cwd / "home"), "PYTHONIOENCODING": "utf-8"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 0, f"{command}\n{result.stdout}{result.stderr}"
    return result.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and with the wheel that was built from it."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a fresh environment: the wheel, and this one's libraries by a path file."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", home / "venv", cwd=home)
    places = {"base": str(home / "venv"), "platbase": str(home / "venv")}
    scripts = Path(sysconfig.get_path("scripts", "venv", places))
    pip = ("-m", "pip", "--disable-pip-version-check", "install", "--no-deps", "--no-index")
    run(scripts / "python", *pip, next(built.glob("*.whl")), cwd=home)
    library = Path(sysconfig.get_path("purelib", "venv", places))
    (library / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


def test_wheel_holds_templates_and_knowledge(built: Path) -> None:
    names = set(zipfile.ZipFile(next(built.glob("*.whl"))).namelist())
    wanted = {f"refundcli/{name.removeprefix('refundcli/')}" for name in shipped_data()}
    assert wanted - names == set()
    assert {name.partition("/")[0] for name in names} == {
        "refundcli",
        f"refundcli-{__version__}.dist-info",
    }


def test_sdist_holds_templates_knowledge_and_tests(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert shipped_data() - names == set()
    assert {"pyproject.toml", "README.md", "LICENSE", "tests/conftest.py"} - names == set()


def test_letter_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "refundcli", "--version", cwd=tmp_path) == f"refundcli {__version__}\n"
    knowledge = Knowledge()
    case = api.read_case(CARD.read_text(encoding="utf-8"), knowledge, today=TODAY)
    letter = api.draft("merchant_message", case, knowledge, today=TODAY).text
    by_api = run(installed / "python", "-c", FROM_INSIDE, CARD, TODAY.isoformat(), cwd=tmp_path)
    draft = ("draft", "merchant_message", CARD, "--today", TODAY.isoformat())
    assert by_api == letter
    assert run(installed / "refundcli", *draft, cwd=tmp_path) == letter
