"""Charts: functions from plain data to an Altair chart.

A finding carries a `Picture`: the name of a chart and its data, nothing else. Altair is
loaded only when a picture is drawn, so that a server which hands pictures to a worker
process starts without it.
"""

from riskier.charts.picture import Picture, Width, draw, spec, svg, svg_of, warm_charts

__all__ = ["Picture", "Width", "draw", "spec", "svg", "svg_of", "warm_charts"]
