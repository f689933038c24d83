"""delib-gen: from one YAML file per sitting to the acts that an assembly signs."""

__version__ = "0.1.0"
