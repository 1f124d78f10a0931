"""Plots as SVG, written by hand: bars and lines on logarithmic scales, readable in print and on a dark page."""

import math
from xml.sax.saxutils import escape

WIDTH = 720
OURS, THEIRS, GRID, INK = "#0b6e4f", "#8a9099", "#d5d9de", "#22272e"
PALETTE = (OURS, "#c2571a", "#3f5fae", "#8a3f8f")


def _document(height, title, body):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
            f'font-family="sans-serif" font-size="13" fill="{INK}" role="img">\n<title>{escape(title)}</title>\n'
            f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n'
            f'<text x="16" y="26" font-size="15" font-weight="bold">{escape(title)}</text>\n' + "\n".join(body) +
            "\n</svg>\n")


def _decades(low, high):
    return range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)


def bars(title, unit, rows, show):
    """Horizontal bars on one logarithmic axis. rows: (label, value, ours); show(value) is the text beside a bar."""
    left, right, top, step = 230, 100, 48, 30
    decades = _decades(min(value for _, value, _ in rows) / 2, max(value for _, value, _ in rows))
    low, high = decades[0], decades[-1]
    height = top + step * len(rows) + 44

    def x(value):
        return left + (math.log10(value) - low) / (high - low) * (WIDTH - left - right)

    body = []
    for decade in decades:
        at = x(10.0**decade)
        body.append(f'<line x1="{at:.1f}" y1="{top - 6}" x2="{at:.1f}" y2="{height - 38}" stroke="{GRID}"/>')
        body.append(f'<text x="{at:.1f}" y="{height - 22}" text-anchor="middle" font-size="11">{show(10.0**decade)}</text>')
    for number, (label, value, ours) in enumerate(rows):
        y = top + step * number
        body.append(f'<text x="{left - 8}" y="{y + 15}" text-anchor="end">{escape(label)}</text>')
        body.append(f'<rect x="{left}" y="{y}" width="{max(1.0, x(value) - left):.1f}" height="20" '
                    f'fill="{OURS if ours else THEIRS}"/>')
        body.append(f'<text x="{x(value) + 6:.1f}" y="{y + 15}">{escape(show(value))}</text>')
    body.append(f'<text x="{left}" y="{height - 6}" font-size="11">{escape(unit)}, logarithmic; shorter is better</text>')
    return _document(height, title, body)


def lines(title, x_label, y_label, series, show_x, show_y):
    """Lines on two logarithmic axes. series: (label, [(x, y), ...])."""
    left, right, top, bottom, height = 100, 170, 64, 56, 356
    xs = [x for _, points in series for x, _ in points]
    ys = [y for _, points in series for _, y in points]
    x_low, x_high = math.log10(min(xs)) - 0.1, math.log10(max(xs)) + 0.1
    y_decades = _decades(min(ys), max(ys))
    if len(y_decades) == 1:
        y_decades = range(y_decades[0], y_decades[0] + 2)

    def x(value):
        return left + (math.log10(value) - x_low) / (x_high - x_low) * (WIDTH - left - right)

    def y(value):
        share = (math.log10(value) - y_decades[0]) / (y_decades[-1] - y_decades[0])
        return height - bottom - share * (height - top - bottom)

    body = []
    for decade in y_decades:
        at = y(10.0**decade)
        body.append(f'<line x1="{left}" y1="{at:.1f}" x2="{WIDTH - right}" y2="{at:.1f}" stroke="{GRID}"/>')
        body.append(f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end" font-size="11">{show_y(10.0**decade)}</text>')
    for value in sorted(set(xs)):
        at = x(value)
        body.append(f'<line x1="{at:.1f}" y1="{top}" x2="{at:.1f}" y2="{height - bottom}" stroke="{GRID}"/>')
        body.append(f'<text x="{at:.1f}" y="{height - bottom + 18}" text-anchor="middle" font-size="11">'
                    f'{escape(show_x(value))}</text>')
    taken = []
    for number, (label, points) in enumerate(series):
        colour = PALETTE[number % len(PALETTE)]
        path = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in sorted(points))
        body.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for a, b in points:
            body.append(f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3.5" fill="{colour}"/>')
        end_x, end_y = sorted(points)[-1]
        at = y(end_y)
        while any(abs(at - other) < 15 for other in taken):
            at += 15
        taken.append(at)
        body.append(f'<text x="{x(end_x) + 8:.1f}" y="{at + 4:.1f}" fill="{colour}">{escape(label)}</text>')
    body.append(f'<text x="{(left + WIDTH - right) / 2}" y="{height - 12}" text-anchor="middle" font-size="12">'
                f'{escape(x_label)}</text>')
    body.append(f'<text x="16" y="44" font-size="11">{escape(y_label)}</text>')
    return _document(height, title, body)
