"""Draws how processor time grows with size: a panel for each kind of object, both axes logarithmic, as SVG that is legible on light and dark."""

import math
from html import escape

WIDTH, HEIGHT = 470, 330
LEFT, RIGHT, TOP, BOTTOM = 62, 150, 34, 46
COLUMNS = 2
# Readable on white and on black alike.
COLORS = ["#2f7ed8", "#d9541e", "#2f9e44", "#a852c4", "#b8860b", "#d6336c", "#1098ad", "#7a7a7a", "#6f7d00"]
STYLE = """<style>
text { font: 12px sans-serif; fill: #222 }
.title { font-weight: bold; font-size: 13px }
.grid { stroke: #888; stroke-opacity: 0.25 }
.linear { stroke: #888; stroke-dasharray: 2 4 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } }
</style>"""


def exponent(sizes, values):
    """The slope of the three largest sizes on logarithmic scales, by least squares."""
    points = [(math.log(size), math.log(max(value, 0.01))) for size, value in zip(sizes, values)][-3:]
    x, y = (sum(p[i] for p in points) / len(points) for i in (0, 1))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, b in points)


class Axis:
    """A logarithmic axis from a place to another."""

    def __init__(self, least, most, start, end):
        self.low, self.high = math.log10(least), math.log10(most)
        self.start, self.end = start, end

    def at(self, value):
        return self.start + (math.log10(value) - self.low) / (self.high - self.low) * (self.end - self.start)


def label(value):
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"


def apart(places, distance=13):
    """Places from top to bottom, moved so that texts do not overlap."""
    moved = []
    for place in places:
        moved.append(max(place, moved[-1] + distance) if moved else place)
    return moved


def panel(title, sizes, steps, left, top):
    values = [max(v, 0.01) for all in steps.values() for v in all]
    least, most = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values) * 1.01))
    x = Axis(sizes[0], sizes[-1], left + LEFT, left + WIDTH - RIGHT)
    y = Axis(least, most, top + HEIGHT - BOTTOM, top + TOP)
    parts = [f'<text class="title" x="{left + LEFT}" y="{top + 20}">{escape(title)}</text>']
    for size in sizes:
        parts += [f'<line class="grid" x1="{x.at(size):.1f}" y1="{y.start}" x2="{x.at(size):.1f}" y2="{y.end}"/>',
                  f'<text text-anchor="middle" x="{x.at(size):.1f}" y="{y.start + 17}">{label(size)}</text>']
    for power in range(round(y.low), round(y.high) + 1):
        place = y.at(10 ** power)
        parts += [f'<line class="grid" x1="{x.start}" y1="{place:.1f}" x2="{x.end}" y2="{place:.1f}"/>',
                  f'<text text-anchor="end" x="{x.start - 7}" y="{place + 4:.1f}">{label(10 ** power)}</text>']
    rise = math.log10(sizes[-1] / sizes[0])
    parts.append(f'<line class="linear" x1="{x.start}" y1="{y.start}" x2="{x.end}" y2="{y.at(least * 10 ** rise):.1f}"/>')
    middle = (y.start + y.end) / 2
    parts += [f'<text text-anchor="middle" x="{(x.start + x.end) / 2:.0f}" y="{y.start + 36}">number of objects</text>',
              f'<text text-anchor="middle" transform="translate({left + 14} {middle:.0f}) rotate(-90)">processor time in seconds</text>']
    ordered = sorted(steps.items(), key=lambda step: -step[1][-1])
    places = apart([y.at(max(values[-1], 0.01)) + 4 for _, values in ordered])
    for n, ((name, values), place) in enumerate(zip(ordered, places)):
        color = COLORS[n % len(COLORS)]
        points = [(x.at(size), y.at(max(value, 0.01))) for size, value in zip(sizes, values)]
        parts.append(f'<polyline fill="none" stroke="{color}" stroke-width="2" points="'
                     + " ".join(f"{a:.1f},{b:.1f}" for a, b in points) + '"/>')
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="{color}"/>' for a, b in points]
        parts.append(f'<text style="fill:{color}" x="{x.end + 9}" y="{place:.1f}">{escape(name)}</text>')
    return parts


def panels(rows):
    """The picture: {title: (sizes, {step: seconds by size})}. A dotted line shows linear growth."""
    lines = -(-len(rows) // COLUMNS)
    width, height = COLUMNS * WIDTH, lines * HEIGHT
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img">',
             "<title>Processor time by number of objects; the dotted lines are linear growth</title>", STYLE]
    for n, (title, (sizes, steps)) in enumerate(rows.items()):
        parts += panel(title, sizes, steps, n % COLUMNS * WIDTH, n // COLUMNS * HEIGHT)
    return "\n".join(parts + ["</svg>", ""])
