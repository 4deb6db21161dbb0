#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs a command beside private sound daemons.

    with-sound-server.py COMMAND [ARGUMENT...]

Starts D-Bus, PipeWire, WirePlumber and PipeWire's PulseAudio server, all in a
folder of their own and without hardware, adds the null sink `moodtest` as the
default output and runs COMMAND with an environment that leads there. Its exit
status is the command's; 77 (skipped) when a daemon is not installed. Whatever
happens, the daemons end with it.

Nothing polls: the servers' sockets exist before the servers do (socket
activation), so that a client waits in connect() until it is served.
"""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading

DAEMONS = ["dbus-daemon", "pipewire", "wireplumber", "pipewire-pulse", "pactl"]
SKIPPED = 77
SINK = "moodtest"
START_LIMIT_S = 30
PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None)


class SoundServer:
    """The daemons and the folder they live in."""

    def __init__(self, folder):
        self.folder = folder
        self.processes = []
        self.environment = dict(os.environ)
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "PULSE_SINK", "PULSE_SOURCE"):
            self.environment.pop(name, None)
        self.environment.update(
            XDG_RUNTIME_DIR=folder,
            XDG_CONFIG_HOME=os.path.join(folder, "config"),
            XDG_STATE_HOME=os.path.join(folder, "state"),
            XDG_CACHE_HOME=os.path.join(folder, "cache"),
            PIPEWIRE_RUNTIME_DIR=folder,
            PULSE_RUNTIME_PATH=os.path.join(folder, "pulse"),
            PULSE_SERVER="unix:" + os.path.join(folder, "pulse", "native"),
            DBUS_SYSTEM_BUS_ADDRESS="unix:path=" + os.path.join(folder, "none"),
        )
        os.mkdir(self.environment["PULSE_RUNTIME_PATH"])

    def start(self):
        self._start_bus()
        self._start_with_socket(["pipewire"], "pipewire-0")
        self._spawn(["wireplumber"])
        self._start_with_socket(["pipewire-pulse"], "pulse/native")
        self._add_sink()

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in reversed(self.processes):
            try:
                process.wait(timeout=5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def log(self):
        with open(self._log_path(), encoding="utf-8", errors="replace") as log:
            return log.read()

    def _log_path(self):
        return os.path.join(self.folder, "daemons.log")

    def _spawn(self, command, **options):
        with open(self._log_path(), "ab") as log:
            process = subprocess.Popen(
                command, env=self.environment, stdin=subprocess.DEVNULL,
                stdout=log, stderr=log, preexec_fn=end_with_parent, **options)
        self.processes.append(process)
        return process

    def _start_bus(self):
        reader, writer = os.pipe()
        self._spawn(["dbus-daemon", "--session", "--nofork", "--nopidfile",
                     "--address=unix:path=" + os.path.join(self.folder, "bus"),
                     f"--print-address={writer}"], pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as stream:
            address = stream.readline().strip()
        if not address:
            raise RuntimeError("dbus-daemon did not start")
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address

    def _start_with_socket(self, command, name):
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(os.path.join(self.folder, name))
        listener.listen(16)
        # The daemon takes descriptor 3 if LISTEN_PID is its own number.
        script = ('exec 3<&"$0" && export LISTEN_FDS=1 LISTEN_PID=$$ '
                  '&& exec "$@"')
        self._spawn(["bash", "-c", script, str(listener.fileno())] + command,
                    pass_fds=[listener.fileno()])
        listener.close()

    def _pactl(self, *arguments):
        return subprocess.run(
            ["pactl", *arguments], env=self.environment, check=True, text=True,
            stdout=subprocess.PIPE, timeout=START_LIMIT_S).stdout

    def _add_sink(self):
        # Each event of the server is a reason to look again whether the
        # session manager has made our sink the default one.
        events = self._spawn_reader(["pactl", "subscribe"])
        limit = threading.Timer(START_LIMIT_S, events.terminate)
        limit.start()
        try:
            self._pactl("load-module", "module-null-sink", f"sink_name={SINK}",
                        "rate=48000", "channels=2")
            while f"Default Sink: {SINK}\n" not in self._pactl("info"):
                if not events.stdout.readline():
                    raise RuntimeError("the null sink never became the default")
        finally:
            limit.cancel()
            events.terminate()
            events.wait()

    def _spawn_reader(self, command):
        return subprocess.Popen(
            command, env=dict(self.environment, LC_ALL="C"), text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            preexec_fn=end_with_parent)


def end_with_parent():
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def exit_on_signal(number, _frame):
    sys.exit(128 + number)


def run(command, environment):
    process = subprocess.Popen(command, env=environment,
                               preexec_fn=end_with_parent)
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    missing = [name for name in DAEMONS if not shutil.which(name)]
    if missing:
        print("skipped, not installed:", ", ".join(missing))
        return SKIPPED
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, exit_on_signal)
    with tempfile.TemporaryDirectory(prefix="mood-sound-") as folder:
        server = SoundServer(folder)
        try:
            server.start()
            status = run(sys.argv[1:], server.environment)
            if status != 0:
                print("The daemons said:", server.log(), sep="\n")
            return status if status >= 0 else 128 - status
        except (RuntimeError, subprocess.SubprocessError) as error:
            print("The sound daemons failed:", error, server.log(), sep="\n")
            return 1
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main())
