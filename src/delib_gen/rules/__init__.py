"""What a sitting may not do: each rule is a function that yields findings."""
