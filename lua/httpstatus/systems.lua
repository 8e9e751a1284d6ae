return require("httpstatus").systems
