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
MAX_PDF_PAGE_BYTES = 80_000_000
"""What a page of somebody else's PDF may unpack to, its pictures apart: a plan of a
whole town has twenty million."""
MAX_PDF_PAINTED_BYTES = 600_000_000
"""The same for all the pages of a file."""
MAX_PDF_PICTURE_BYTES = 600_000_000
"""A picture of such a page once unpacked: a scanned sheet of A0 has 420 million."""
MAX_PDF_CELLS = 10_000_000
"""How often a pattern may be laid to fill a page: a sheet of A0 hatched at every point
has eight million."""
MAX_DEPTH = 60
"""Levels of nesting; a session has at most nine. libyaml itself overflows the
stack far beyond, so depth is counted on the event stream, before any tree."""
MAX_NODES = 300_000
"""Values in a file, each alias counted as often as it is used."""
MAX_FILES = 5_000
"""Files that a session names, those of its fiches and texts counted as often as they
are printed."""
MAX_MISTAKES = 10_000
"""Mistakes of a block that are told one by one."""
MAX_IMAGE_PIXELS = 40_000_000
"""Dots of a picture: a page at 600 to the inch has 35 million."""
MAX_IMAGE_SIDE = 20_000
MAX_IMAGES = 500
"""Pictures that a text names."""
MAX_SVG_BYTES = 5_000_000
MAX_SVG_NODES = 50_000
"""Elements of a drawing, each counted as often as it is drawn."""
MAX_SVG_POINTS = 300_000
"""Points of the lines of a drawing, each counted as often as it is drawn: a drawing of
half a megabyte has some fifty thousand."""
MAX_SVG_SIDE = 100_000
MAX_SVG_SLIMNESS = 50
"""How many times longer than wide a drawing may be."""
MAX_ROWS = 20_000
MAX_COLUMNS = 100
"""Columns read; far fewer fit a page, and the rest may be left out by a fiche."""
MAX_CELLS = 100_000
"""A hundred and twenty full pages have some forty thousand."""
MAX_CELL = 5_000
"""Characters of a cell."""
MAX_UNPACKED = 40_000_000
MAX_PARTS = 300
MAX_TAGS = 2_000_000
"""Marks in all the parts of a workbook: four for a cell."""
