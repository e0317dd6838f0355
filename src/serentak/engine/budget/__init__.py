"""What an election costs and who has agreed to pay it."""
