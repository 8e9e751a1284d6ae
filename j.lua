local codes={} for i=1,1000 do codes[i]=({200,200,200,304,404,301,206,500})[i%8+1] end
local floor,type=math.floor,type
local first,last=400,499
local function refuse(c) error("x") end
local t={} for i=1,999 do t[i]=i>=400 and i<500 end
setmetatable(t,{__index=function() end})
local function inline() local n=0 for r=1,100000 do for i=1,1000 do local c=codes[i] if c>=400 and c<500 then n=n+1 end end end return n end
local function cmp(c) return c>=400 and c<500 end
local function f_cmp() local n=0 for r=1,100000 do for i=1,1000 do if cmp(codes[i]) then n=n+1 end end end return n end
local function tab(c) return t[c] end
local function f_tab() local n=0 for r=1,100000 do for i=1,1000 do if tab(codes[i]) then n=n+1 end end end return n end
local function fl(c) if type(c)=="number" and floor(c)-c==0 then return c>=first and c<=last end return refuse(c) end
local function f_fl() local n=0 for r=1,100000 do for i=1,1000 do if fl(codes[i]) then n=n+1 end end end return n end
local function md(c) if type(c)=="number" and c%1==0 then return c>=first and c<=last end return refuse(c) end
local function f_md() local n=0 for r=1,100000 do for i=1,1000 do if md(codes[i]) then n=n+1 end end end return n end
local tobit=require"bit".tobit
local function tb(c) if type(c)=="number" and tobit(c)==c then return c>=first and c<=last end return refuse(c) end
local function f_tb() local n=0 for r=1,100000 do for i=1,1000 do if tb(codes[i]) then n=n+1 end end end return n end
for r=1,3 do
for _,p in ipairs{{"inline",inline},{"cmp",f_cmp},{"tab",f_tab},{"floor",f_fl},{"mod",f_md},{"tobit",f_tb}} do
 local s=os.clock() p[2]() io.write(p[1],(" %.2f  "):format((os.clock()-s)*10)) end print() end
