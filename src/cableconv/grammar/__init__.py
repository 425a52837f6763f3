"""The grammar of cables: pure functions between text and values, ``parse_x`` and ``format_x``."""
