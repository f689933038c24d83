"""What this machine has and lacks. Standard library only: the set-up runs it."""
