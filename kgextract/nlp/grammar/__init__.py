"""What every component reads French with: names, prepositions, noun phrases, verb groups."""
