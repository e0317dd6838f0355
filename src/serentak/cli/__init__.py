"""The same engine from a terminal: parse, call, print."""
