"""Files on their way in: held in memory, so that nothing of anybody is left lying on a disk."""

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MOST_MB = 20
MOST_BYTES = MOST_MB * 1_000_000
"""Of a larger file nothing is read."""


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
