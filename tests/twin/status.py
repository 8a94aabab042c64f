"""A facility's status, as docs/model.md section 11 numbers it."""

PERFORMING, STANDSTILL, ACCELERATED, CLOSED = range(4)
