"""How results are shown: the ladder board, tables, figures and the report page."""
