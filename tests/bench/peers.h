/* Other designs of httpstatus_phrase, compiled apart from what calls them, as the library is. */
#ifndef HTTPSTATUS_BENCH_PEERS_H
#define HTTPSTATUS_BENCH_PEERS_H

const char *peer_empty(int code);  /* does nothing: what a call costs */
const char *peer_switch(int code); /* a generated switch, the design of llhttp */
const char *peer_linear(int code); /* a table that is searched from its beginning, the design of libsoup */

int peer_empty_predicate(int code);
int peer_is_client_error(int code); /* code >= 400 && code < 500, behind a call */

#endif
