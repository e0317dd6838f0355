"""What an election costs, which grants pay for it, and what has been paid of them by when."""
