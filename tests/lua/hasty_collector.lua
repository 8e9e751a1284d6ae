--- A helper for busted: the collector begins a new cycle as soon as one has ended, so that what is reachable by mistake
-- only, or not at all, is soon gone.

pcall(collectgarbage, "setpause", 0)
pcall(collectgarbage, "param", "pause", 0) -- Lua 5.5
