return require("httpstatus").heroku
