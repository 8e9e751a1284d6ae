"""Everything that is made from core/registry and core/api: run `python3 -m core.generate --help` in the checkout.

schema.py says what the registry's files may hold; load.py reads them; lint/ judges them; emit/ writes every generated
file; iana/ compares with copies of IANA's registries.
"""
