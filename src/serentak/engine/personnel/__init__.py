"""Who has to be appointed, from what is counted of stations, villages and districts."""
