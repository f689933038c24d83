"""The papers of a sitting, beside its acts: before it, during it and after it."""
