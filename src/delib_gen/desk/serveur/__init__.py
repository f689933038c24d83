"""The desk for several people: who they are, what each may do, behind a proxy."""
