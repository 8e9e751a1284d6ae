return require("httpstatus").retry
