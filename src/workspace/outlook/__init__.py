"""The bridge to the model: rows to a case and back, forecasts as jobs."""
