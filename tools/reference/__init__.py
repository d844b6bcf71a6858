"""Reference pages written from the code they describe, one page a module.

`python -m tools.reference [FOLDER]` writes them all, into docs/reference by default.
"""
