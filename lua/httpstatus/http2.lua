return require("httpstatus").http2
