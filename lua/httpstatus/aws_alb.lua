return require("httpstatus").aws_alb
