-- One code base for five Luas: what all of them have, and nothing else.
std = "min"
max_line_length = 120

files["docs/examples/nginx/*.lua"] = { std = "ngx_lua" }
files["tests/torture/fuzz/*.lua"] = { std = "lua54" } -- the one Lua that is fuzzed
files["tests/languages/lua/*_spec.lua"] = { std = "min+busted" }

-- Generated, and all definitions without bodies.
exclude_files = { "lua/httpstatus/meta.lua" }
