"""The equations of the model, one idea a file, as scalar functions without branches."""
