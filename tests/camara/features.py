"""Does the server do what CAMARA's own scenarios say?

    features.py ASSENT ASSENTD

Runs the feature files with two-legged access tokens, then with three-legged ones. Exit status 0: every scenario holds; those that cannot
apply here are named with their reason.
"""

import pathlib
import subprocess
import sys

FEATURES = pathlib.Path(__file__).resolve().parent / "features"


def main():
    for legs in ("two", "three"):
        print(f"== {legs}-legged access tokens", flush=True)
        done = subprocess.run([sys.executable, "-m", "behave", "--no-capture", "--format", "progress", "-D", "assent=" + sys.argv[1],
                               "-D", "assentd=" + sys.argv[2], "-D", "legs=" + legs, "-D", "all=yes", str(FEATURES)], check=False)
        if done.returncode != 0:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
