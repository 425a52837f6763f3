"""The structure of a telegram's text: from lines to header fields and blocks, without loss.

Every reader that ends up with the text of a telegram hands it to ``telegram.parse``, which asks:

1. ``lines``: cut the text into lines; ``glued_fields`` and ``glued_headings`` part what is glued.
2. ``editorial``, ``mail_head``: what a writer of this library or a mail put above the head.
3. ``front``: the head, with ``head_lines``, ``continued``, ``procedure``, ``formatted_sets``.
4. ``cut``: the pieces of the text, with ``roles`` (page lines of ``paging``, procedure), ``flow``
   (what reads on), ``starts`` (numbers, labels, marks), ``names`` (who signs), ``tables``.
5. ``build``: blocks of the pieces, with ``entire_text``; nested, with ``quotations``.
6. ``conclude``: notices on the whole cable, with ``unknown_marks``.

``slices`` makes fields of lines; ``backslashes`` and ``floating`` cover what copies put amid lines.
For record formats: ``record``, ``published``, ``sheet``, ``copies`` and ``sections``.
"""
