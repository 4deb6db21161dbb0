# SPDX-License-Identifier: LGPL-2.1-or-later
"""A mosquitto on an ephemeral port of the loopback interface, and what it is
told."""

import os
import pathlib
import shutil
import socket
import subprocess
import tempfile


class MqttBroker:
    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = tempfile.TemporaryDirectory()
        config = pathlib.Path(self.folder.name) / "broker.conf"
        config.write_text(f"listener {self.port} 127.0.0.1\n"
                          "allow_anonymous true\n", encoding="utf-8")
        path = os.environ["PATH"] + ":/usr/sbin"
        self.process = subprocess.Popen(
            [shutil.which("mosquitto", path=path), "-c", str(config)],
            stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if " running" in line:
                break
        self.url = f"mqtt://127.0.0.1:{self.port}"

    def wait_for_command(self, limit_s):
        """Whether a light command comes in time."""
        return subprocess.run(
            ["mosquitto_sub", "-p", str(self.port), "-t", "gst-mood/+/command",
             "-C", "1", "-W", str(limit_s)],
            stdout=subprocess.DEVNULL, check=False).returncode == 0

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stderr.close()
        self.folder.cleanup()
