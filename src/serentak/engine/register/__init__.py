"""Who is in the population register and who twice, what is wrong with their rows, and who may vote."""
