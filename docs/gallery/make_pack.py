"""Take the pictures of the papers of a pack, in English and in Korean, as the PDF files are printed.

    python docs/gallery/make_pack.py

Needs Debian's poppler-utils, and pillow. The pack is that of the shipped brief for a meeting of our own making.
"""

import os
import subprocess
import sys
import tempfile
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from shots import small

HERE = Path(__file__).parent
MEETING = """
title: {en: Call on the head of the transition team, ko: 인수팀 단장 면담}
when: 2026-12-03 15:20
minutes: 30
our_minutes: 20
interpreter: true
place: {en: Washington, ko: 워싱턴}
purpose: {en: To open a working channel with the transition team., ko: 인수팀과의 실무 협의 채널 개설}
objectives:
  - {en: A named contact for the next three months., ko: 향후 3개월간의 접촉 창구 지정}
  - {en: A date for a working meeting on shipbuilding., ko: 조선 협력 실무회의 일정 합의}
ours:
  - {name: Kim Min-ji, role: {en: Minister, ko: 장관}}
  - {name: Lee Jun, role: {en: Interpreter, ko: 통역}}
theirs:
  - {name: Jane Doe, role: {en: Head of the transition team, ko: 인수팀 단장}}
coordination:
  - {name: MND, role: {en: cleared, ko: 협의 완료}}
must: [ncg]
leave_out: [values-alliance]
"""

#: The pictures: the language, the paper, and the pages that stand side by side.
SHOWN = (
    ("pack-talking-points", "en", "talking-points", (1,)),
    ("pack-talking-points-korean", "ko", "talking-points", (1,)),
    ("pack-q-and-a", "en", "q-and-a", (1,)),
    ("pack-read-ahead", "en", "read-ahead", (1,)),
    ("pack-run-of-show", "en", "run-of-show", (1,)),
    ("pack-cards", "en", "cards", (1, 2, 3, 4)),
)


def packed(folder: Path, lang: str) -> Path:
    """Make the pack in a language, and return its folder."""
    meeting, out = folder / "meeting.yaml", folder / lang
    meeting.write_text(MEETING, encoding="utf-8")
    command = ("-m", "kbrief", "pack", "-a", "trump", "--meeting", str(meeting), "--as", "pdf", "-o", str(out))
    run(sys.executable, *command, "--lang", lang)
    return out


def run(*command: str) -> bytes:
    """Run a program on a fixed day, and return what it prints."""
    day = {"SOURCE_DATE_EPOCH": "1795348800", "KBRIEF_BRIEF": "rok-us-2024"}
    environment = {**os.environ, **day}
    return subprocess.run(command, check=True, capture_output=True, env=environment).stdout  # noqa: S603 - our own files


def side_by_side(path: Path, pages: tuple[int, ...]) -> bytes:
    """Return pages of a PDF in a row as PNG."""
    image: Any = import_module("PIL.Image")
    made = [
        image.open(BytesIO(run("pdftoppm", "-r", "66", "-png", "-f", str(n), "-l", str(n), str(path)))) for n in pages
    ]
    sheet = image.new("RGB", (sum(one.width + 8 for one in made) - 8, max(one.height for one in made)), "#808080")
    left = 0
    for one in made:
        sheet.paste(one, (left, 0))
        left += one.width + 8
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def main() -> None:
    """Write every picture beside this file."""
    with tempfile.TemporaryDirectory() as made:
        folders = {lang: packed(Path(made), lang) for lang in ("en", "ko")}
        for name, lang, paper, pages in SHOWN:
            (HERE / f"{name}.png").write_bytes(small(side_by_side(folders[lang] / f"{paper}.pdf", pages), 6))


if __name__ == "__main__":
    main()
