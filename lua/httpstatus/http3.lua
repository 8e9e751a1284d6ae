return require("httpstatus").http3
