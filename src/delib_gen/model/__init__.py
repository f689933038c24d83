"""What a sitting amounts to: who is there, who votes, what is decided."""
