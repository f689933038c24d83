// The desk's own script: keeps the page in step with the files.
