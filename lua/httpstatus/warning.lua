return require("httpstatus").warning
