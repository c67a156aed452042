"""The parts of a Word file as one archive, the same bytes whenever it is written."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kamroles.render.docx.markup import attribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.opc.package import OpcPackage

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OF_OFFICE = "application/vnd.openxmlformats-package"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def packed(package: OpcPackage) -> bytes:
    """Return the file with its parts in a fixed order and without the time they were written."""
    written = BytesIO()
    with ZipFile(written, "w") as archive:
        for name, content in _files(package):
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return written.getvalue()


def _files(package: OpcPackage) -> Iterator[tuple[str, bytes]]:
    """Yield the files in the archive, first those by which programs tell what it is."""
    parts = sorted(package.iter_parts(), key=lambda part: str(part.partname))
    said = ((attribute(part.partname), attribute(part.content_type)) for part in parts)
    types = "".join(f"<Override PartName={name} ContentType={kind}/>" for name, kind in said)
    types += f'<Default Extension="rels" ContentType="{_OF_OFFICE}.relationships+xml"/>'
    types += '<Default Extension="xml" ContentType="application/xml"/>'
    yield "[Content_Types].xml", f'{_DECLARATION}<Types xmlns="{_TYPES}">{types}</Types>'.encode()
    yield "_rels/.rels", package.rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, part.rels.xml
