"""From eligible voters to polling stations, with a certificate of how good the plan is."""
