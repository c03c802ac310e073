"""The method: pure functions from a brief to exact results, without text, disk, clock or randomness.

No module is imported here: a command imports those that it needs, so that it starts fast.
"""
