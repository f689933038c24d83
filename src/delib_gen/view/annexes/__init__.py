"""The sorts of annexe, a module each: prose, charter, form, slides, tables, files."""
