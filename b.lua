local f=require"f"
local t={} for i=1,999 do t[i]=i>=400 and i<500 end
setmetatable(t,{__index=function() end})
local fs={empty=f.empty,empty1=f.empty1,pred=f.pred,pred2=f.pred2,phr=f.phr,phr2=f.phr2,
 lua0=function() end, lua1=function(c) return c end, clo=function(c) return t[c] end,
 clo2=function(c,e) if not e then return t[c] end end}
local src="local f=... local x for i=1,200000 do "..("x=f(404) "):rep(20).." end"
local names={} for k in pairs(fs) do names[#names+1]=k end table.sort(names)
local best={}
for r=1,7 do for _,k in ipairs(names) do local c=load(src) local s=os.clock() c(fs[k]) local d=(os.clock()-s)/4e6*1e9
 if not best[k] or d<best[k] then best[k]=d end end end
for _,k in ipairs(names) do print(k,("%.1f"):format(best[k])) end
