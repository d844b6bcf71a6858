"""The chapters of the report, one a file: an ensemble in, what the page shows out.

Each chapter says its finding as a heading, computed from the numbers, in both
languages; figures are drawn when the page asks for them in one language.
"""
