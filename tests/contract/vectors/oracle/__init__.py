"""The rules of the API written plainly, for the tests: no line of this knows the core."""
