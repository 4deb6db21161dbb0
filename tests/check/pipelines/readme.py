#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs what README.md promises.

    with-sound-server.py --tap readme.py SOURCE-ROOT BUILD

Its recipes run as they stand, in a folder with a song.flac, beside a sound
server on which music plays. Its programs are compared with the examples, built
and run. Prints TAP.
"""

import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading

from fakelamps import FakeLamps
from mqttbroker import MqttBroker

LIMIT_S = 60
MQTT_SINK = re.compile(r"ledmqttsink location=(\S+)")
LAMP_SINKS = re.compile(r"(?:wledsink|ledfxsink) location=(\S+)")
MELODY = "audiotestsrc wave=ticks volume=0.8 samplesperbuffer=4800"
FOUND = {
    "commands": re.compile(r'^\{"v":1,"command":"effect",.*\}$', re.M),
    "moods": re.compile(r"\): mood, .*state=\(string\)(?!unknown)", re.M),
    "lines": re.compile(r"^ *\d+\.\d{3} s  \w+ +energy \d", re.M),
}


class Readme:
    def __init__(self, source, build, folder):
        self.text = (source / "README.md").read_text(encoding="utf-8")
        self.source, self.build, self.folder = source, build, folder

    def blocks(self, language):
        return re.findall(rf"^```{language}\n(.*?)^```$", self.text,
                          re.M | re.S)

    def in_devenv(self, script):
        return ["meson", "devenv", "-C", str(self.build), "-w",
                str(self.folder), "bash", "-c", script]

    def run(self, script):
        """Runs to the end."""
        result = subprocess.run(
            self.in_devenv(script), cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            timeout=LIMIT_S, check=False)
        if result.returncode != 0:
            raise AssertionError(result.stdout + f"status {result.returncode}")
        return result.stdout

    def run_until(self, script, pattern):
        """Runs a pipeline without an end, until its output matches."""
        process = subprocess.Popen(
            self.in_devenv(script), cwd=self.folder, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            start_new_session=True)
        limit = threading.Timer(
            LIMIT_S, lambda: os.killpg(process.pid, signal.SIGKILL))
        limit.start()
        output = ""
        try:
            for line in process.stdout:
                output += line
                if pattern.search(line):
                    return output
            raise AssertionError(output + "nothing like " + pattern.pattern)
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.stdout.close()
            process.wait()
            limit.cancel()

    def check_lamp_recipe(self, recipe, location):
        """Runs a pipeline without an end, until a lamp is told something."""
        lamps = FakeLamps()
        process = subprocess.Popen(
            self.in_devenv(recipe.replace(location, lamps.url)),
            cwd=self.folder, stdout=subprocess.DEVNULL,
            start_new_session=True)
        try:
            if not lamps.changed.wait(LIMIT_S):
                raise AssertionError("no lamp was told anything")
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait()
            lamps.close()

    def check_mqtt_recipe(self, recipe, location):
        """Runs a pipeline without an end, until a broker is told a command."""
        broker = MqttBroker()
        process = subprocess.Popen(
            self.in_devenv(recipe.replace(location, broker.url)),
            cwd=self.folder, stdout=subprocess.DEVNULL,
            start_new_session=True)
        try:
            if not broker.wait_for_command(LIMIT_S):
                raise AssertionError("the broker was told no command")
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait()
            broker.close()

    def check_recipe(self, recipe):
        if sink := MQTT_SINK.search(recipe):
            self.check_mqtt_recipe(recipe, sink[1])
            return
        if sink := LAMP_SINKS.search(recipe):
            self.check_lamp_recipe(recipe, sink[1])
            return
        pattern = FOUND["moods" if " -m " in recipe else "commands"]
        if "filesrc" not in recipe:
            self.run_until(recipe, pattern)
        elif not pattern.search(output := self.run(recipe)):
            raise AssertionError(output + "nothing like " + pattern.pattern)

    def check_program(self, language, name, command):
        example = (self.source / "tests/examples" / name).read_text(
            encoding="utf-8")
        (code,) = self.blocks(language)
        if code.strip() not in example:
            raise AssertionError(f"README.md and {name} differ")
        (self.folder / name).write_text(code, encoding="utf-8")
        if not FOUND["lines"].search(output := self.run(command)):
            raise AssertionError(output + "no moods")


def tests(readme):
    for recipe in readme.blocks("sh"):
        if recipe.startswith("gst-launch-1.0 "):
            yield (" ".join(recipe.replace("\\\n", " ").split()[:14]),
                   lambda recipe=recipe: readme.check_recipe(recipe))
    yield "the C++ program", lambda: readme.check_program(
        "cpp", "read-messages.cpp",
        "g++ read-messages.cpp -o read-messages "
        "$(pkg-config --cflags --libs gstreamer-1.0) "
        "&& ./read-messages song.flac")
    yield "the Python program", lambda: readme.check_program(
        "python", "read-messages.py",
        f"{sys.executable} read-messages.py song.flac")


def main():
    source, build = map(pathlib.Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        readme = Readme(source, build, pathlib.Path(folder))
        readme.run(f"gst-launch-1.0 -q {MELODY} num-buffers=40 ! flacenc ! "
                   "filesink location=song.flac")
        player = subprocess.Popen(
            ["gst-launch-1.0", "-q", *MELODY.split(), "is-live=true", "!",
             "pulsesink", "device=moodtest"])
        failed = 0
        cases = list(tests(readme))
        print(f"1..{len(cases)}")
        try:
            for number, (name, check) in enumerate(cases, 1):
                try:
                    check()
                    print(f"ok {number} - {name}", flush=True)
                except (AssertionError, subprocess.SubprocessError) as error:
                    failed += 1
                    print("#", str(error).replace("\n", "\n# "))
                    print(f"not ok {number} - {name}", flush=True)
        finally:
            player.terminate()
            player.wait()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
