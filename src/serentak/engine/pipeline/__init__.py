"""The steps from a register to stations, run in order: the only place where tables are computed."""
