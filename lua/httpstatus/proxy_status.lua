return require("httpstatus").proxy_status
