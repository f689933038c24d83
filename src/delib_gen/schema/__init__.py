"""The typed shape of what people write: sessions, authorities, styles."""
