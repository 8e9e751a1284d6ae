return require("httpstatus").smtp
