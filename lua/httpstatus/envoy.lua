return require("httpstatus").envoy
