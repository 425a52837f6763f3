"""Whole corpora: references to inputs, engines that convert them, and a ledger of what was done.

Data flows one way: ``sources`` name the inputs (``ref``), an engine (``engines``) gives each to
``work``, which reads it, writes its outputs where ``layout`` says and tells of it in a ``receipt``;
the ``ledger`` keeps the receipts; ``run`` holds these together. No part ever holds a corpus.
"""
