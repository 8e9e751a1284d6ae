#!/bin/sh
# HTTP::Tiny (in every Perl) and LWP answer a refused connection with a status code of their own: 599 and 500
#
# Both return a response object instead of dying if no server answers. HTTP::Tiny's has the status 599 "Internal
# Exception"; LWP's has 500 "Can't connect to ...", and only the header field Client-Warning tells it from a 500 that a
# server sent. A log of such a client counts server errors of servers that were never reached.
# What it means for you: look at Client-Warning (LWP) or treat 599 as "no answer" (HTTP::Tiny) before you count.
#
# Output:
#   HTTP::Tiny 599 Internal Exception
#   LWP 500, Client-Warning: Internal response
. "$(dirname "$0")/lib.sh"
debian_packages libhttp-tiny-perl=0.082-2 libwww-perl=6.68-1 libhttp-message-perl=6.44-1 liburi-perl=5.17-1 \
  libhttp-date-perl=6.05-2 libencode-locale-perl=1.05-3 libnet-http-perl=6.22-1 liblwp-mediatypes-perl=6.04-2 \
  libhttp-negotiate-perl=6.01-2 libtry-tiny-perl=0.31-2 libtimedate-perl=2.3300-2 libclone-perl=0.46-1 \
  libio-html-perl=1.004-3 libhtml-parser-perl=3.81-1+deb12u1 libhtml-tagset-perl=3.20-6 libfile-listing-perl=6.15-1
export PERL5LIB="$folder/debian/usr/share/perl5:$(echo debian/usr/lib/*/perl5/5.*)"
cat > port.py << 'END'
import socket

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
print(listener.getsockname()[1])
END
address="http://127.0.0.1:$(python3 port.py)/"
{
  perl -MHTTP::Tiny -e 'my $answer = HTTP::Tiny->new->get(shift); print "HTTP::Tiny $answer->{status} $answer->{reason}\n"' \
    "$address"
  perl -MLWP::UserAgent -e 'my $answer = LWP::UserAgent->new->get(shift);
    print "LWP ", $answer->code, ", Client-Warning: ", $answer->header("Client-Warning"), "\n"' "$address"
} | expect
