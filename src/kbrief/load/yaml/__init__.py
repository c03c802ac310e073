"""YAML to plain data: what is refused is told with its place."""
