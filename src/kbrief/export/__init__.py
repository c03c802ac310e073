"""RESULTS → str | bytes; writes nothing.

`items` and `envelope` are for other programs; `memo` composes the memo, `board` the board, `pictures` the charts;
`documents` has a module a format, and `formats` says which ending is which; `tables` are those of the whole brief.
"""
