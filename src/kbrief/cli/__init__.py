"""The command line: `app` starts a run, `options` declares options, `context` finds the brief, `output` prints.

`commands` has a module for each command or family of commands; `print_errors` prints what went wrong, with its exit code.
"""
