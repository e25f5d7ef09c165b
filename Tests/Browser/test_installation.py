"""What scripts/run promises: what it prints works, what dies comes back, what it started is gone afterwards, nothing is lost."""
import os
import shlex
import signal
import socket
import stat
import subprocess
from pathlib import Path

from harness import Installation, environment, until


def processes_of(directory):
    """Every process whose command names this directory."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue  # it ended meanwhile
            if str(directory) + "/" in command and int(entry.name) != os.getpid():
                found[int(entry.name)] = command
    return found


def refusal_of(installation, *more):
    """What a further start says, and that it is refused."""
    result = subprocess.run([*installation.command(), "--check-only", *more], capture_output=True, text=True, env=environment(), check=False)
    assert result.returncode == 1, f"not refused: {result.stdout}{result.stderr}"
    return result.stderr


def test_every_line_to_try_answers(world):
    for line in world.installation.ready["try"]:
        result = subprocess.run(shlex.split(line), capture_output=True, text=True, timeout=30, check=False)
        assert result.returncode == 0 and result.stdout.strip(), f"{line}: {result.stdout}{result.stderr}"


def test_what_is_for_programs_is_readable_by_its_owner_only(world):
    for path in [world.installation.state / "ready.json", world.installation.state / world.installation.ready["api"]["tokenFile"]]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, f"{path} has mode {stat.S_IMODE(path.stat().st_mode):o}"


def test_the_control_plane_is_not_root(world):
    serving = [process for process, command in processes_of(world.installation.state).items() if " serve " in command and "setpriv" not in command and "hostwright" in command]
    assert serving and all(os.stat(f"/proc/{process}").st_uid != 0 for process in serving), serving


def test_a_second_start_in_the_same_directory_is_refused(world):
    assert "is running in" in refusal_of(world.installation)


def test_a_port_that_is_taken_is_named_with_its_holder(world):
    fresh = Installation()
    with socket.create_server(("127.0.0.1", fresh.port_base + 2)):
        words = refusal_of(fresh)
    assert f"port {fresh.port_base + 2}" in words and f"process {os.getpid()}" in words and "PORT_BASE" in words, words


def test_an_agent_that_was_killed_comes_back(world):
    def agents():
        return [process for process, command in processes_of(world.installation.state).items() if "hostwright-agent run" in command]

    before = until("an agent", agents)
    os.kill(before[0], signal.SIGKILL)
    until("another agent", lambda: (now := agents()) and before[0] not in now)
    assert world.installation.site(world.sample.site)[0] == 200, "the site does not answer"


def test_two_installations_live_side_by_side_and_a_stopped_one_leaves_nothing(world):
    with Installation() as other:
        name = other.ready["site"]["name"]
        assert other.site(name)[0] == 200 and world.installation.site(world.sample.site)[0] == 200
        before = other.site(name)

        assert other.stop(signal.SIGINT) == 0
        assert not (left := processes_of(other.state)), f"still running: {left}"
        for port in range(other.port_base, other.port_base + 4):
            with socket.socket() as probe:
                assert probe.connect_ex(("127.0.0.1", port)) != 0, f"port {port} still answers"
        assert world.installation.site(world.sample.site)[0] == 200, "the neighbour was stopped too"

        other.start()
        assert until("the same page", lambda: other.site(name)[0] == 200 and other.site(name)) == before
