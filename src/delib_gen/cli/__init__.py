"""The command line: French words around the pipeline, and nothing else."""
