"""What the reader and the writer of a format agree on: names, codes, and where things stand.

Neither of the two knows the other (an import contract sees to it); what both must know stands here.
"""
