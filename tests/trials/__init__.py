"""What is tried against the promises: each trial takes a size, so that `make test` runs a few and `make soak` all."""
