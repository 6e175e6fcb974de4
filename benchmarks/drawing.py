# SPDX-License-Identifier: BSL-1.0
"""What the pictures of the benchmarks are drawn with."""
import math
from xml.sax.saxutils import escape

COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#999933"]


class Logarithmic:
    """Where on a line a value lies whose logarithm is shown."""

    def __init__(self, least, greatest, first, last):
        self._least, self._greatest = math.log10(least), math.log10(greatest)
        self._first, self._last = first, last

    def __call__(self, value):
        part = (math.log10(value) - self._least) / (self._greatest - self._least)
        return self._first + (self._last - self._first) * part


class Linear:
    def __init__(self, least, greatest, first, last):
        self._least, self._greatest, self._first, self._last = least, greatest, first, last

    def __call__(self, value):
        part = (value - self._least) / (self._greatest - self._least)
        return self._first + (self._last - self._first) * part


class Picture:
    """An SVG on white, element after element."""

    def __init__(self, width, height, title):
        self.width, self.height = width, height
        self._elements = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
            f' height="{height}" font-family="sans-serif" font-size="12">',
            f"<title>{escape(title)}</title>", f'<rect width="{width}" height="{height}" fill="#ffffff"/>']

    def text(self, x, y, words, anchor="start", colour="#222", size=None):
        anchor = "" if anchor == "start" else f' text-anchor="{anchor}"'
        size = f' font-size="{size}"' if size else ""
        self._elements.append(f'<text x="{x:.1f}" y="{y:.1f}"{anchor}{size} fill="{colour}">{escape(words)}</text>')

    def line(self, x1, y1, x2, y2, colour="#ddd"):
        self._elements.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>')

    def curve(self, points, colour, dashed=False):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        dashes = ' stroke-dasharray="6 4"' if dashed else ""
        self._elements.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>')

    def dot(self, x, y, style, hint=None, radius=5):
        inside = f"><title>{escape(hint)}</title></circle>" if hint else "/>"
        self._elements.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" {style}{inside}')

    def svg(self):
        return "\n".join(self._elements + ["</svg>"]) + "\n"
