"""How much is read at most: wide for a sitting, narrow for an accident.

The largest plenary seen has some sixty acts; these bounds leave ten times that.
"""

MAX_YAML_BYTES = 5_000_000
MAX_MARKDOWN_BYTES = 5_000_000
MAX_PDF_BYTES = 500_000_000
MAX_IMAGE_BYTES = 20_000_000
MAX_DATA_BYTES = 20_000_000
MAX_PDF_PAGES = 2_000
MIN_PDF_SIDE, MAX_PDF_SIDE = 20.0, 15_000.0
"""Points of a page's side: from a stamp to more than five metres of plan."""
MAX_DEPTH = 60
"""Levels of nesting; a session has at most nine. libyaml itself overflows the
stack far beyond, so depth is counted on the event stream, before any tree."""
MAX_NODES = 300_000
"""Values in a file, each alias counted as often as it is used."""
