#!/bin/sh
# http-errors 2.0.x (npm; Express and Koa build on it): an unregistered 5xx gets the name and message of 500, and a
# status code given as text is taken for the message
#
# createError(520) keeps the status 520 but is named InternalServerError with the message "Internal Server Error", so a
# log or an error page that shows name and message reports another error than the status line. createError("404")
# answers 500 with the message "404".
# What it means for you: pass a number, and a message of your own for a code outside Node's table.
#
# Output:
#   404 404 NotFoundError Not Found
#   430 430 BadRequestError Bad Request
#   520 520 InternalServerError Internal Server Error
#   '404' 500 InternalServerError 404
. "$(dirname "$0")/lib.sh"
node_packages http-errors@2.0.1
cat > main.cjs << 'END'
const createError = require('http-errors');
for (const given of [404, 430, 520, '404']) {
  const error = createError(given);
  const shown = typeof given === 'string' ? `'${given}'` : given;
  console.log(shown, error.status, error.name, error.message);
}
END
node main.cjs | expect
