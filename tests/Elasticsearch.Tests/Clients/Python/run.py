"""Runs one part of one of the scripts beside this with Debian's client: python3 run.py SCRIPT PART."""
import importlib
import sys

script, part = sys.argv[1:]
getattr(importlib.import_module(script), part)()
print(f"all well: {script} {part}")
