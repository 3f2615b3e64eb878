#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Runs the end-to-end tests; the last line counts them."""

import sys
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run every test, or those whose name holds a word of the command line."""
    loader = unittest.TestLoader()
    if sys.argv[1:]:
        loader.testNamePatterns = [f"*{word}*" for word in sys.argv[1:]]
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(loader.discover(str(HERE), top_level_dir=str(HERE)))
    failed = len(result.failures) + len(result.errors)
    # A class that cannot be set up is one error that is no test that ran.
    passed = max(0, result.testsRun - failed - len(result.skipped))
    print(f"{passed} passed, {failed} failed, {len(result.skipped)} skipped")
    return 1 if failed or result.testsRun == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
