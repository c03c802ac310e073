"""The pack: all that an office carries into a meeting, within the published rules of its house."""
