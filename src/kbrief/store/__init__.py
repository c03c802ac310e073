"""Write marks, ratings, sources, new briefs and the cache, each as a whole or not at all."""
