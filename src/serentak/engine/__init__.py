"""Pure rules: law and facts in, answers out. No web, no clock, no disk, no dice."""
