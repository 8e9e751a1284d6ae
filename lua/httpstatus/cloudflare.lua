return require("httpstatus").cloudflare
