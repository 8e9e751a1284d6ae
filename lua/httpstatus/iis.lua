return require("httpstatus").iis
