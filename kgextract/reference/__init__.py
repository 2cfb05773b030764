"""Reference pages written from the code and the data themselves, in Markdown."""
