"""From files to files: what the store opens, the rooms judge and the store writes."""
