"""What an office runs: it says what stands in its way before it begins."""

import socket
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_a_taken_port_is_said_at_once_with_the_next_one(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        said = terminal(f"{command} --port {port}")

    assert said.code == 2
    assert f"127.0.0.1:{port} sedang dipakai" in said.err
    assert f"--port {port + 1}" in said.err
    assert [*tmp_path.iterdir()] == []
