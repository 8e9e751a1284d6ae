return require("httpstatus").haproxy
