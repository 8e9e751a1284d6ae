--- A helper for busted: the collector begins a new cycle as soon as one has ended, so that what is reachable by mistake
-- only, or not at all, is soon gone. (With a pause below 100, Lua 5.3 collects all before each allocation.)

pcall(collectgarbage, "setpause", 100)
pcall(collectgarbage, "param", "pause", 100) -- Lua 5.5
