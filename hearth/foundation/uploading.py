"""
Files on their way in: held in memory, so that nothing of anybody is left lying on a disk.

No page takes any but those that say so.
"""

import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

MOST_MB = 20
MOST_BYTES = MOST_MB * 1_000_000
"""Of a larger file nothing is read."""

View = Callable[..., HttpResponse]


def held_in_memory(view: View) -> View:
    """
    Take a page's files in, held in memory: on a disk, what they say would stand unsealed.

    The form's token is looked for only once its file has a place to go.
    """
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def taking(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            request.upload_handlers = [InMemory(request)]
        return checked(request, *args, **kwargs)

    return taking


class NoFiles(FileUploadHandler):
    """Pass over every file: what every page does that is not `held_in_memory`."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Nothing comes here: of a file that is passed over nothing is handed on."""

    def file_complete(self, file_size: int) -> None:
        """Nothing comes here either."""


class InMemory(FileUploadHandler):
    """
    Hold a file in memory, up to the largest that is read.

    Of a larger one nothing is kept but its size, so that the form can say so.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size, self.held = 0, io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.size += len(raw_data)
        if self.size <= MOST_BYTES:
            self.held.write(raw_data)
        else:
            self.held = io.BytesIO()

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.held.seek(0)
        return InMemoryUploadedFile(
            self.held, self.field_name, self.file_name or "file", self.content_type or "",
            file_size, self.charset, self.content_type_extra,
        )  # fmt: skip
