"""Everything that is written: marks, ratings, new briefs and the cache, each whole or not at all."""
