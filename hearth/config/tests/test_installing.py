"""Setting up is done once, again when something changed, and says plainly what went wrong."""

import subprocess
import sys

import pytest

from hearth.config import installing

UNTRUSTED = "SSLError(SSLCertVerificationError(1, '[SSL: CERTIFICATE_VERIFY_FAILED] certificate"
NO_WHEEL = """
ERROR: Could not find a version that satisfies the requirement granian==2.8.7 (from versions: none)
ERROR: No matching distribution found for granian==2.8.7
"""
NO_NETWORK = """
WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by 'NewConnectionError(...)
ERROR: No matching distribution found for asgiref==3.13.0
"""
BROKEN_OFF = "ERROR: Exception: IncompleteRead(52342 bytes read, 13467 more expected)"
ANOTHER = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."
FULL = "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """A .venv, made by this Python, with nothing in it."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    (venv / "bin" / "pip").touch()
    (venv / "pyvenv.cfg").write_text(f"version = {sys.version.split()[0]}\n")
    monkeypatch.setattr(installing, "VENV", venv)
    monkeypatch.setattr(installing, "PYTHON", venv / "bin" / "python")
    return venv


@pytest.fixture
def requirements(tmp_path):
    path = tmp_path / "requirements.txt"
    path.write_text("django==5.2.19 \\\n    --hash=sha256:00\n")
    return path


def install(requirements):
    stamp = installing.stamp_of(requirements)
    stamp.write_text(installing.fingerprint(requirements))


def test_what_is_installed_is_not_installed_again(venv, requirements):
    assert not installing.is_installed(requirements)
    install(requirements)
    assert installing.is_installed(requirements)


def test_a_change_in_the_requirements_is_noticed(venv, requirements):
    install(requirements)
    requirements.write_text("django==5.2.20 \\\n    --hash=sha256:01\n")
    assert not installing.is_installed(requirements)


def test_a_venv_that_was_moved_is_noticed(venv, requirements, monkeypatch):
    install(requirements)
    moved = venv.rename(venv.with_name("moved"))
    monkeypatch.setattr(installing, "VENV", moved)
    assert not installing.is_installed(requirements)


def test_a_whole_venv_is_kept(venv):
    assert installing.venv_works()


def test_a_venv_of_another_python_is_made_again(venv):
    (venv / "pyvenv.cfg").write_text("version = 3.1.4\n")
    assert not installing.venv_works()


def test_a_venv_whose_python_has_gone_is_made_again(venv):
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to(venv / "nothing")
    assert not installing.venv_works()


def test_a_venv_left_without_pip_is_made_again(venv):
    (venv / "bin" / "pip").unlink()
    assert not installing.venv_works()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (NO_WHEEL, "There is no ready-made granian==2.8.7 for Python"),
        (NO_NETWORK, "A download broke off: check that this machine reaches the internet"),
        (BROKEN_OFF, "A download broke off"),
        (UNTRUSTED, "The package index could not be trusted"),
        (ANOTHER, "is not the one Hearth was tested with, and was refused"),
        (FULL, "The disk is full"),
        ("ERROR: Something nobody thought of", "could not be installed"),
    ],
)
def test_what_pip_says_becomes_a_sentence(said, sentence):
    assert sentence in installing.reason(said)


def test_the_launcher_starts_hearth_from_a_folder_with_a_space_and_a_quote(venv, monkeypatch):
    root = venv.parent / "O'Brien and others"
    (root / "hearth" / "config").mkdir(parents=True)
    (root / "hearth" / "config" / "cli.py").write_text(
        "import sys\ndef main(): print('hearth', *sys.argv[1:])\n"
    )
    monkeypatch.setattr(installing, "ROOT", root)
    installing.write_launcher()
    said = subprocess.check_output([venv / "bin" / "hearth", "pages", "--json"], text=True)
    assert said == "hearth pages --json\n"
