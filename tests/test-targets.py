#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""test-targets.py BUILD [SUITE...]

Prints what a set-up build folder has to build for its tests, those of SUITE...
excepted: a line for each target of ninja.
"""
import json
import os
import subprocess
import sys


def introspect(build, what):
    return json.loads(subprocess.run(
        ["meson", "introspect", "--" + what, build],
        check=True, stdout=subprocess.PIPE).stdout)


def main():
    build, left_out = sys.argv[1], set(sys.argv[2:])
    needed = set()
    for test in introspect(build, "tests"):
        suites = {suite.split(":")[-1] for suite in test["suite"]}
        if not suites & left_out:
            needed.update(test["depends"])
    for target in introspect(build, "targets"):
        if target["id"] in needed:
            print(os.path.relpath(target["filename"][0], build))


if __name__ == "__main__":
    main()
