"""Who is in the population register, what is wrong with their rows, and who may vote."""
