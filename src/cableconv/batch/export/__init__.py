"""What a finished run can be handed over as: index, bag, events, page. Read from its ledger.

Each module writes one form from the receipts of a run; none reads an output again, but for the
sizes of what goes into a bag. The hashes are those that the ledger recorded.
"""
