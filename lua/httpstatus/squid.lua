return require("httpstatus").squid
