return require("httpstatus").grpc
