"""Small Word documents, written part by part."""

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def run(text: str, properties: str = "") -> str:
    """Return a run of text with properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def write(path: Path, body: str, *, namespace: str = W, kind: str = MAIN, office: str = OFFICE) -> Path:
    """Write a document with this body."""
    return write_parts(
        path, f'<w:document xmlns:w="{namespace}" xmlns:m="{M}"><w:body>{body}</w:body></w:document>', kind, office
    )


def write_parts(path: Path, document: str, kind: str = MAIN, office: str = OFFICE) -> Path:
    """Write a package whose main part is this."""
    relation = f'<Relationship Id="a" Type="{office}/officeDocument" Target="word/main.xml"/>'
    types = f'<Types><Override PartName="/word/main.xml" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        archive.writestr("word/main.xml", document)
    return path
