# The Perl module on the vectors that all languages run: perl -I build/swig/perl tests/languages/swig/smoke.pl
use strict;
use warnings;
use FindBin;
use Math::BigInt;
use HTTPStatus qw(phrase code lookup meanings NOT_FOUND);

my @predicates = qw(
  is_informational is_success is_redirection is_client_error is_server_error is_error is_registered is_known
  allows_content is_heuristically_cacheable is_followable_redirect preserves_method is_permanent_redirect is_retryable
);
my %escapes = ("t" => "\t", "n" => "\n", "r" => "\r", "0" => "\0", "\\" => "\\");
my $failures = 0;

sub shown { my ($value) = @_; return defined $value ? "'$value'" : "undef" }

sub same {
    my ($what, $expected, $found) = @_;
    return if shown($expected) eq shown($found);
    warn "$what: expected ", shown($expected), ", found ", shown($found), "\n";
    $failures++;
}

sub truth { return $_[0] ? 1 : 0 }
sub text  { return defined $_[0] ? $_[0] : "" }
sub call  { my ($name, @arguments) = @_; no strict "refs"; return &{"HTTPStatus::$name"}(@arguments) }

# What a block returns, or undef and its error.
sub try_to { my ($block) = @_; my $found = eval { $block->() }; return ($found, $@) }

# "\-" is undef; the other escapes are those of tests/contract/vectors/README.md.
sub cell {
    my ($text) = @_;
    return undef if $text eq "\\-";
    $text =~ s/\\(?:\{(\d+) ([^}]*)\}|x(..)|(.))/defined $1 ? $2 x $1 : defined $3 ? chr hex $3 : $escapes{$4}/gse;
    return $text;
}

sub each_row {
    my ($name, $check) = @_;
    open(my $file, "<:raw", "$FindBin::Bin/../../contract/vectors/$name.tsv") or die "$name.tsv: $!";
    chomp(my $columns = <$file>);
    my @columns = split /\t/, $columns;
    my $rows    = 0;
    while (my $line = <$file>) {
        next if $line =~ /^#/;
        chomp $line;
        my %row;
        @row{@columns} = map { cell($_) } split /\t/, $line;
        $rows++;
        $check->(\%row, "$name.tsv:$.");
    }
    same("rows of $name.tsv", 1, truth($rows > 0));
    print "smoke.pl: $name.tsv: $rows rows\n";
}

each_row("codes", sub {
    my ($row, $at) = @_;
    my $code = Math::BigInt->new($row->{code});
    # As a number, as a text, and as an object: Perl makes no difference.
    for my $given (0 + $row->{code}, $row->{code}, $code) {
        same("$at: $_", $row->{$_}, call($_, $given)) for qw(phrase title name status_class label effective);
        same("$at: $_", $row->{$_}, truth(call($_, $given))) for @predicates;
    }
    same("$at: is_retryable_any", $row->{is_retryable_any}, truth(HTTPStatus::is_retryable($row->{code}, 0)));
    my $meanings = meanings($row->{code});
    my $meaning  = lookup($row->{code});
    same("$at: meanings", $row->{is_known}, truth(@$meanings > 0));
    if ($meaning) {
        same("$at: lookup", $row->{code}, $meaning->{code});
        same("$at: lookup", $meanings->[0]{$_}, $meaning->{$_}) for qw(origin name phrase explanation);
        same("$at: lookup", $row->{phrase}, $meaning->{phrase}) if defined $row->{phrase};
    }
});

each_row("editions", sub {
    my ($row, $at) = @_;
    same("$at: phrase", $row->{phrase}, phrase($row->{code}, $row->{edition}));
});

each_row("text_to_code", sub {
    my ($row, $at) = @_;
    my ($code, $error) = try_to(sub { code(text($row->{text})) });
    my ($candidates) = $error =~ /it means ([\d, or]*\d); use the number/;
    my $refused = defined $candidates ? "ambiguous:" . join(",", $candidates =~ /\d+/g) : "unknown";
    same("$at: code", $row->{result}, defined $code ? $code : $refused);
    same("$at: error", "", $error) if defined $code;
});

each_row("nearest", sub {
    my ($row, $at) = @_;
    my $text = text($row->{text});
    my (undef, $error) = try_to(sub { $row->{kind} eq "code" ? code($text) : lookup(404, $text) });
    same("$at: refused", 1, truth($error));
    my ($hint) = $error =~ /; did you mean (.*)\? at /;
    my @hints  = split /, | or /, text($hint);
    if (!defined $row->{name}) {
        same("$at: hints", 0, scalar @hints);
        return;
    }
    my $name   = defined $row->{code}   ? "$row->{name} ($row->{code})" : "'$row->{name}'";
    my $within = defined $row->{within} ? $row->{within}                : 3;
    same("$at: $error", 1, truth(grep { defined && $_ eq $name } @hints[0 .. $within - 1]));
});

each_row("sets", sub {
    my ($row, $at) = @_;
    my ($set, $error) = try_to(sub { HTTPStatus::Set->new(text($row->{text})) });
    if ($row->{result} ne "ok") {
        my ($place) = $error =~ /^invalid status set .* at position (\d+)/;
        same("$at: refused", 1, truth(defined $place));
        same("$at: at", $row->{at}, $place) if defined $row->{at};
        return;
    }
    same("$at: text", text($row->{canonical}), "$set");
    same("$at: count", $row->{count}, $set->count);
    same("$at: codes", $row->{count}, scalar @{$set->codes});
    same("$at: $_", 1, truth($set->contains($_))) for split /,/, text($row->{members});
    same("$at: $_", 0, truth($set->contains($_))) for split /,/, text($row->{absent});
});

each_row("set_algebra", sub {
    my ($row, $at) = @_;
    my ($a, $b) = map { HTTPStatus::Set->new(text($row->{$_})) } qw(a b);
    same("$at: union", text($row->{union}), $a | $b);
    same("$at: intersection", text($row->{intersection}), $a & $b);
    same("$at: difference", text($row->{difference}), $a - $b);
    same("$at: complement", text($row->{complement}), ~$a);
    same("$at: equal", $row->{equal}, truth($a == $b));
});

each_row("grpc", sub {
    my ($row, $at) = @_;
    same("$at: $row->{function}", $row->{result}, call("grpc_$row->{function}", text($row->{argument})));
});

each_row("grpc_maps", sub {
    my ($row, $at) = @_;
    my $expected = $row->{result} eq "unknown" ? -2 : $row->{result} eq "" ? -1 : $row->{result};
    same("$at: $row->{function}", $expected, call("grpc_$row->{function}", text($row->{map}), $row->{argument}));
});

each_row("methods", sub {
    my ($row, $at) = @_;
    same("$at: is_idempotent", $row->{is_idempotent}, truth(HTTPStatus::is_idempotent(text($row->{method}))));
});

each_row("retry_after", sub {
    my ($row, $at) = @_;
    return if abs($row->{now}) > 2**53; # may be a double on the way
    same("$at: retry_after", $row->{result}, HTTPStatus::retry_after(text($row->{value}), $row->{now}));
});
same("retry_after by the clock", 0, HTTPStatus::retry_after("Sun, 06 Nov 1994 08:49:37 GMT"));

each_row("entries", sub {
    my ($row, $at) = @_;
    my @found = map { join ":", grep { defined } @{$_}{qw(part key)} }
        @{HTTPStatus::system_lookup($row->{system}, text($row->{text}))};
    same("$at: entries", text($row->{entries}), join ";", @found);
});

each_row("matches", sub {
    my ($row, $at) = @_;
    same("$at: systems", text($row->{systems}), join ",", map { $_->{id} } @{HTTPStatus::system_matches(text($row->{text}))});
});
same("spelling", "SH--", HTTPStatus::system_spelling("haproxy", "SH-"));
same("entries", 1, truth(grep { ($_->{number} // 0) == 2**62 - 2 or $_->{key} eq "H3_REQUEST_REJECTED" } @{HTTPStatus::system_entries("h3")}));
same("systems", 1, truth(grep { $_->{id} eq "websocket" && $_->{prefix} eq "ws" } @{HTTPStatus::systems()}));
same("unknown system", 0, index((try_to(sub { HTTPStatus::system_entries("x") }))[1], "unknown system 'x'; known: "));

each_row("search", sub {
    my ($row, $at) = @_;
    my @codes = map { $_->{code} } @{HTTPStatus::search(text($row->{query}))};
    if (!defined $row->{place}) {
        same("$at: search", 0, scalar @codes);
        return;
    }
    @codes = @codes[0 .. 0] if $row->{place} eq "first";
    same("$at: search", truth($row->{place} ne "absent"), truth(scalar grep { $_ == $row->{code} } @codes));
});

my %seen;
each_row("../facts/registry_keys", sub {
    my ($row, $at) = @_;
    my ($meaning) = grep { $_->{origin} eq $row->{origin} && $_->{name} eq $row->{name} } @{meanings($row->{code})};
    same("$at: meaning", 1, truth($meaning));
    $seen{$row->{code}}++;
    same("$at: $_", $row->{$_}, $meaning->{$_}) for qw(phrase standing);
    same("$at: $_", $row->{$_}, $meaning->{$_}) for grep { defined $row->{$_} } qw(spec section);
    for my $phrase (split /;/, text($row->{former_phrases})) {
        same("$at: $phrase", 1, truth(grep { $_ eq $phrase } @{$meaning->{former_phrases}}));
    }
    same("$at: lookup", $row->{origin}, lookup($row->{code}, $row->{origin})->{origin});
});
same("meanings($_)", $seen{$_}, scalar @{meanings($_)}) for keys %seen;

each_row("../facts/headers", sub {
    my ($row, $at) = @_;
    my @headers = map { "$_->{name} $_->{message} $_->{need}" } @{lookup($row->{code}, $row->{origin})->{headers}};
    same("$at: headers", 1, truth(grep { $_ eq "$row->{header} $row->{message} $row->{need}" } @headers));
});

# What is no integer is an error that names it; whatever is one is none.
for my $name (@predicates, qw(phrase title name status_class label effective meanings lookup smtp_severity grpc_to_http)) {
    for my $value ("Not Found", "404abc", "404.5", 404.5, "", "0x194", "Inf", 9**9**9, -sin(9**9**9), [404], {}, sub { }) {
        my ($found, $error) = try_to(sub { call($name, $value) });
        same("$name($value)", undef, $found);
        same("$name($value): $error", 0, index($error, "a status code is an integer, not \"$value\" at $0 line"));
    }
    my (undef, $error) = try_to(sub { call($name, undef) });
    same("$name(undef): $error", 0, index($error, "a status code is an integer, not undef at $0 line"));
    my $other = text(call($name, -1));
    for my $code (2**31, -2**31 - 1, 2**32 + 404, ~0, -2**63, "18446744073709552020", "-18446744073709551212", 1e40,
        "4" x 40, Math::BigInt->new("4" x 40)) {
        my $found = text(call($name, $code));
        same("$name($code)", ref $other ? scalar @$other : $other, ref $found ? scalar @$found : $found);
    }
}
same("code(undef)", 0, index((try_to(sub { code(undef) }))[1], "a text is wanted, not undef at $0 line"));
same("code([])",    0, index((try_to(sub { code([]) }))[1],    "a text is wanted, not \"ARRAY("));
same("edition", 0, index((try_to(sub { phrase(413, "rfc") }))[1], 'unknown edition \'rfc\'; known: rfc2616, '));
same("lookup(499, undef)", lookup(499)->{origin}, lookup(499, undef)->{origin});
same("constants", "404 404 499", join " ", NOT_FOUND, $HTTPStatus::NOT_FOUND, HTTPStatus::NGINX_CLIENT_CLOSED_REQUEST());
same("version", do { local (@ARGV, $/) = "$FindBin::Bin/../../../core/VERSION"; <> =~ s/\s//gr }, $HTTPStatus::VERSION);
for my $value (undef, [], {}) {
    same("union", 1, truth((try_to(sub { HTTPStatus::Set->new("2xx")->union($value) }))[1] =~ /^a set or its text is /));
    same("count", 1, truth((try_to(sub { HTTPStatus::Set::count($value) }))[1]));
}

die "smoke.pl: $failures failures\n" if $failures;
