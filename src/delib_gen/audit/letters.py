"""From where letters cannot be read for their shape, in every format."""

from __future__ import annotations

import math

from delib_gen.audit.reasons import MIRRORED, SKEWED, SQUEEZED, TINY

MIN_SIZE = 3.0
"""Points: smaller text is there to be hidden, not to be read."""
NARROW = 0.3
"""Of its height, the width to which a letter may be squeezed."""
TIGHT = -0.3
"""Of their size, how near letters may be set to each other."""
ADVANCE = 0.42
"""Of its size, how wide a letter is at the least, on the average."""
_UPRIGHT = 0.3
"""The sine of the angle of its two axes under which a letter leans too much."""

Linear = tuple[float, float, float, float]
"""What is made of upright letters: where the ends of their two axes go."""


def find_distortion(linear: Linear, size: float, least: float = MIN_SIZE) -> str:
    """Why letters that are turned, stretched or bent so cannot be read.

    Args:
        linear: what is made of them.
        size: what they would be without.
        least: the smallest size, in the same measure.
    """
    a, b, c, d = linear
    across, along, area = math.hypot(a, b), math.hypot(c, d), a * d - b * c
    # What stands upright of a letter, however much it leans.
    height = abs(area) / across if across else 0.0
    if size * height < least:
        return TINY
    if across < NARROW * height:
        return SQUEEZED
    if abs(area) < _UPRIGHT * across * along:
        return SKEWED
    return MIRRORED if area < 0 else ""
