"""The report's figures, one a file: arrays in, an SVG string out.

Colours come from classes of pages/report.css, which takes them from pages/tokens.css,
so a figure follows light, dark, print and forced colours without being drawn again.
"""
