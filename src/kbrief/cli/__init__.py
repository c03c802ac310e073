"""ARGV → CALLS → EXIT CODE: one file a command; only `output` prints and writes, through `stream`.

`main` and `app` start a run, `options` and `parser` read what was typed, `session` leads from there to brief, words
and marks, `failure` ends a run that did not succeed. `answers` are what the larger commands hand back.
"""
