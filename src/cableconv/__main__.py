"""``python -m cableconv`` is the script ``cableconv``."""

from __future__ import annotations

from cableconv.cli import main

if __name__ == "__main__":
    main()
