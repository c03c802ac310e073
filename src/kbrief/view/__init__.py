"""RESULTS → pages → Rich renderables; returns, does not print.

A module a page; `screen` lays a page out for a terminal of any width, `plain` for a pipe.
"""
