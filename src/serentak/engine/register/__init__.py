"""The population register: who is in it, and who is in it twice."""
