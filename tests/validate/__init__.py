"""``make validate``: what cableconv writes of all cables at hand, before validators not of ours.

``sources`` says which cables, ``forms`` which outputs; ``making`` writes them in a process of its
own, twice; ``checks`` is the table of checks; ``running`` runs them, ``table`` prints the counts.
"""
