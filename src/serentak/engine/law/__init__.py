"""What the law says on a day, and how its days are counted."""
