"""Articles' graphs and decisions made by hand → which things of several articles are one.

`occurrences` says what an article's entities are known by, `decisions` reads what a person decided, `clusters` makes
one node of what belongs together. All three are pure: the same articles and decisions give the same nodes, in any
order.
"""
