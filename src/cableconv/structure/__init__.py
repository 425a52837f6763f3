"""The structure of a telegram's text: from lines to header fields and blocks, without loss.

Every reader that ends up with the text of a telegram hands it to ``structure.telegram.parse``.
"""
