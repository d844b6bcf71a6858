"""Plans to try: those that come with Tingqiao, and those read from TOML."""
