"""The manual pages: command.py writes httpstatus(1), library.py httpstatus(3)."""
