"""One run of the model in plain Python: to be read, and to hold the kernel to.

It speaks names and numbers, one run at a time, and shares with the compiled kernel
only the addresses of its draws, the tree of superiors and the replay of the record.
`tests/agreement` asks that both give the same run, month by month.
"""
