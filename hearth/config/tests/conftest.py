"""Folders and databases for the tests of what stands round the pages."""

import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def open_folder():
    """A folder that the uid of a database server can reach, as pytest's own are not."""
    folder = Path(tempfile.mkdtemp(prefix="hearth-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
