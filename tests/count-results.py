#!/usr/bin/env python3
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Counts the test cases that ran.

    count-results.py [--broken N] BUILD...

Reads what `meson test` left in each BUILD folder and prints, on a line of its
own, `N passed, M failed` (`, K skipped` if any). A GoogleTest program counts
by its cases, any other test as one. A program that crashed, timed out or
failed without saying in which case counts as one failure more. --broken adds
failures that happened before any test could run. Exits with 1 if anything
failed or nothing ran.
"""

import argparse
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

GOOD = {"OK", "EXPECTEDFAIL"}


class Count:
    def __init__(self, passed=0, failed=0, skipped=0):
        self.passed, self.failed, self.skipped = passed, failed, skipped

    def __add__(self, other):
        return Count(self.passed + other.passed, self.failed + other.failed,
                     self.skipped + other.skipped)

    def __str__(self):
        text = f"{self.passed} passed, {self.failed} failed"
        return text + (f", {self.skipped} skipped" if self.skipped else "")


def count_cases(suites):
    count = Count()
    for case in (case for suite in suites for case in suite.iter("testcase")):
        if case.find("failure") is not None or case.find("error") is not None:
            count.failed += 1
        elif case.find("skipped") is not None or case.get("status") == "notrun":
            count.skipped += 1
        else:
            count.passed += 1
    return count


def count_program(result, suites):
    """One entry of Meson's log; suites = its GoogleTest suites, if any."""
    if not suites:
        if result == "SKIP":
            return Count(skipped=1)
        return Count(passed=1) if result in GOOD else Count(failed=1)
    count = count_cases(suites)
    if result not in GOOD and result != "SKIP" and count.failed == 0:
        count.failed = 1
    return count


def belongs(suite, program):
    """Meson names a suite PROJECT.PROGRAM, then .SUITE if it is GoogleTest's;
    plain tests share one suite that is called PROJECT."""
    name = suite.get("name").partition(".")[2]
    return name == program or name.startswith(program + ".")


def count_build(folder):
    logs = pathlib.Path(folder) / "meson-logs"
    suites = list(ElementTree.parse(logs / "testlog.junit.xml").getroot())
    total = Count()
    for line in (logs / "testlog.json").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        own = [suite for suite in suites if belongs(suite, entry["name"])]
        count = count_program(entry["result"], own)
        if count.failed:
            print(f"failed in {folder}: {entry['name']} ({entry['result']})")
        total += count
    return total


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--broken", type=int, default=0)
    parser.add_argument("builds", nargs="*")
    arguments = parser.parse_args()
    total = Count(failed=arguments.broken)
    for folder in arguments.builds:
        try:
            count = count_build(folder)
        except (OSError, ValueError, ElementTree.ParseError) as error:
            print(f"no results in {folder}: {error}")
            count = Count(failed=1)
        print(f"{pathlib.Path(folder).name}: {count}")
        total += count
    print(total)
    return 0 if total.passed and not total.failed else 1


if __name__ == "__main__":
    sys.exit(main())
