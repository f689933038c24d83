"""Small changes of YAML files, patched into their texts: all else stays as typed."""
