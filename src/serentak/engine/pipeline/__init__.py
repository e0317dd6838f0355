"""The steps from a register to voters, run in order: the only place where tables are computed."""
