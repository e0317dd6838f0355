"""The example of the environment names every setting that the desk reads."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"""(?:env|switch|moment)\(\s*["']([A-Z_]+)["']""")


def test_every_setting_stands_in_the_example() -> None:
    settings = (ROOT / "src" / "serentak" / "desk" / "settings.py").read_text("utf-8")
    example = (ROOT / ".env.example").read_text("utf-8")

    absent = [name for name in READ.findall(settings) if f"{name}=" not in example]

    assert absent == []
