rockspec_format = "3.0"
package = "httpstatus"
version = "0.1.0-1"
source = {
   url = "git+https://github.com/httpstatus/httpstatus.git",
   tag = "v0.1.0",
}
description = {
   summary = "Every HTTP status code anyone sends, with its owner, standing, source, texts and semantics",
   detailed = [[
      Functions of a code that answer for every integer, the meanings that IANA, nginx, Cloudflare and twenty others
      give to codes, sets of codes, text to code over the whole history of HTTP, the counting of codes in arrays and
      logs, and the neighbouring systems: Warning, SMTP, IIS sub-codes, Cloudflare's 1xxx errors, gRPC.
      A C core without dependencies or state; runs on Lua 5.1 to 5.5 and LuaJIT, in nginx too.
   ]],
   homepage = "https://github.com/httpstatus/httpstatus",
   issues_url = "https://github.com/httpstatus/httpstatus/issues",
   license = "MIT",
   labels = { "http", "web", "smtp", "logging" },
}
dependencies = {
   "lua >= 5.1, < 5.6",
}
build = {
   type = "builtin",
   modules = {
      ["httpstatus"] = "lua/httpstatus/init.lua",
      ["httpstatus.arguments"] = "lua/httpstatus/arguments.lua",
      ["httpstatus.aws_alb"] = "lua/httpstatus/aws_alb.lua",
      ["httpstatus.cloudflare"] = "lua/httpstatus/cloudflare.lua",
      ["httpstatus.envoy"] = "lua/httpstatus/envoy.lua",
      ["httpstatus.grpc"] = "lua/httpstatus/grpc.lua",
      ["httpstatus.haproxy"] = "lua/httpstatus/haproxy.lua",
      ["httpstatus.heroku"] = "lua/httpstatus/heroku.lua",
      ["httpstatus.http2"] = "lua/httpstatus/http2.lua",
      ["httpstatus.http3"] = "lua/httpstatus/http3.lua",
      ["httpstatus.iis"] = "lua/httpstatus/iis.lua",
      ["httpstatus.meta"] = "lua/httpstatus/meta.lua",
      ["httpstatus.proxy_status"] = "lua/httpstatus/proxy_status.lua",
      ["httpstatus.retry"] = "lua/httpstatus/retry.lua",
      ["httpstatus.scalars"] = "lua/httpstatus/scalars.lua",
      ["httpstatus.set"] = "lua/httpstatus/set.lua",
      ["httpstatus.smtp"] = "lua/httpstatus/smtp.lua",
      ["httpstatus.squid"] = "lua/httpstatus/squid.lua",
      ["httpstatus.systems"] = "lua/httpstatus/systems.lua",
      ["httpstatus.warning"] = "lua/httpstatus/warning.lua",
      ["httpstatus.websocket"] = "lua/httpstatus/websocket.lua",
      ["httpstatus.core"] = {
         sources = {
            "bindings/lua/core.c",
            "core/logs/columns.c",
            "core/logs/fast.c",
            "core/logs/hint.c",
            "core/logs/json.c",
            "core/logs/judge.c",
            "core/logs/lines.c",
            "core/logs/pairs.c",
            "core/logs/pattern.c",
            "core/logs/patterns.c",
            "core/logs/tables.c",
            "core/logs/time.c",
            "core/logs/times.c",
            "core/messages.c",
            "core/names.c",
            "core/nearest.c",
            "core/problem.c",
            "core/registry.c",
            "core/retry_after.c",
            "core/rows.c",
            "core/search.c",
            "core/set.c",
            "core/status.c",
            "core/status_line.c",
            "core/systems/cloudflare.c",
            "core/systems/grpc.c",
            "core/systems/iis.c",
            "core/systems/smtp.c",
            "core/systems/smtp_parse.c",
            "core/systems/systems.c",
            "core/systems/warning.c",
            "core/tables.c",
            "core/tally.c",
         },
         incdirs = { "core" },
         defines = { "HTTPSTATUS_EMBEDDED" },
      },
   },
}
