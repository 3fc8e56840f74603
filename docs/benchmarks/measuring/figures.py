"""What turns amount to."""

import statistics
from dataclasses import dataclass


@dataclass
class Figures:
    """A row with one JDK: the figure, its spread (quartiles of ratios; median and most of samples), the ratio of the least times or the least
    sample, the ratio of the processor times, and both medians in seconds; None where there is none."""

    figure: float
    low: float
    high: float
    least: float
    processor: float = None
    ours: float = None
    peer: float = None


def figures(row, jdk, turns):
    ours = [turn[f"nsx {jdk}"] for turn in turns]
    peer = [turn.get(f"peer {jdk}") or turn.get("peer") or (None, None) for turn in turns]
    wall, processor = ratios(ours, peer, 0), ratios(ours, peer, 1)
    if not row.against:
        values = sorted(value * row.scale for value, _ in ours)
        at = min(len(values) - 1, len(values) * row.percentile // 100)
        return Figures(values[at], statistics.median(values), values[-1], values[0], statistics.median(processor) if processor else None)
    counted, column = (processor, 1) if row.processor else (wall, 0)
    low, _, high = statistics.quantiles(counted, n=4, method="inclusive") if len(counted) > 1 else counted * 3
    return Figures(statistics.median(counted), low, high, min(s[column] for s in ours) / min(s[column] for s in peer),
                   statistics.median(processor) if processor else None,
                   statistics.median(s[column] for s in ours), statistics.median(s[column] for s in peer))


def ratios(ours, peer, column):
    """The ratio of each turn, of values (0) or processor times (1); none where one side has none."""
    return [a[column] / b[column] for a, b in zip(ours, peer) if a[column] is not None and b[column] is not None]
