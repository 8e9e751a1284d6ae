return require("httpstatus").websocket
