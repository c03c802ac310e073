"""RESULTS → pages → Rich renderables; returns, does not print."""
