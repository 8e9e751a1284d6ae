# The Tcl package on the vectors that all languages run: TCLLIBPATH=build/swig/tcl tclsh tests/languages/swig/smoke.tcl
package require httpstatus

set here [file dirname [file normalize [info script]]]
set predicates {
    is_informational is_success is_redirection is_client_error is_server_error is_error is_registered is_known
    allows_content is_heuristically_cacheable is_followable_redirect preserves_method is_permanent_redirect is_retryable
}
set failures 0

proc same {what expected found} {
    if {$expected ne $found} {
        puts stderr "$what: expected '$expected', found '$found'"
        incr ::failures
    }
}

# "\-" is the empty text; the other escapes are those of tests/contract/vectors/README.md. Bytes are characters here.
proc cell {text} {
    if {$text eq "\\-"} {
        return ""
    }
    set cell ""
    foreach {all literal count repeated hex letter} \
        [regexp -all -inline {([^\\]+)|\\(?:\{(\d+) ([^\}]*)\}|x(..)|(.))} $text] {
        if {$count ne ""} {
            append cell [string repeat $repeated $count]
        } elseif {$hex ne ""} {
            append cell [format %c 0x$hex]
        } else {
            append cell $literal [string map [list t \t n \n r \r 0 \0] $letter]
        }
    }
    return $cell
}

# Runs the body for every row, its cells in the array `row`, its place in `at`.
proc each_row {file_name body} {
    set file [open $::here/../../contract/vectors/$file_name.tsv]
    fconfigure $file -translation lf -encoding binary
    set columns [split [gets $file] \t]
    set line 1
    set rows 0
    while {[gets $file text] >= 0} {
        incr line
        if {[string index $text 0] eq "#"} {
            continue
        }
        incr rows
        foreach column $columns value [split $text \t] {
            set row($column) [cell $value]
        }
        set at $file_name.tsv:$line
        eval $body
    }
    close $file
    same "rows of $file_name.tsv" 1 [expr {$rows > 0}]
    puts "smoke.tcl: $file_name.tsv: $rows rows"
}

each_row codes {
    foreach name {phrase title name status_class label effective} {
        same "$at: $name" $row($name) [httpstatus::$name $row(code)]
    }
    foreach name $::predicates {
        same "$at: $name" $row($name) [httpstatus::$name $row(code)]
    }
    same "$at: is_retryable_any" $row(is_retryable_any) [httpstatus::is_retryable $row(code) no]
    set meanings [httpstatus::meanings $row(code)]
    set meaning [httpstatus::lookup $row(code)]
    same "$at: meanings" $row(is_known) [expr {[llength $meanings] > 0}]
    same "$at: lookup" [lindex $meanings 0] $meaning
    if {$row(phrase) ne ""} {
        same "$at: lookup" [list $row(code) $row(phrase)] [list [dict get $meaning code] [dict get $meaning phrase]]
    }
}

each_row editions {
    same "$at: phrase" $row(phrase) [httpstatus::phrase $row(code) $row(edition)]
}

each_row text_to_code {
    if {[catch {httpstatus::code $row(text)} found options]} {
        same "$at: error" {HTTPSTATUS UNKNOWN} [dict get $options -errorcode]
        if {[regexp {it means (.*); use the number$} $found all candidates]} {
            set found ambiguous:[join [regexp -all -inline {\d+} $candidates] ,]
        } else {
            set found unknown
        }
    }
    same "$at: code" $row(result) $found
}

each_row nearest {
    if {$row(kind) eq "origin" && $row(text) eq ""} {
        continue ;# no origin is given there
    }
    if {$row(kind) eq "code"} {
        set failed [catch {httpstatus::code $row(text)} message]
    } else {
        set failed [catch {httpstatus::lookup 404 $row(text)} message]
    }
    same "$at: refused" 1 $failed
    set hints {}
    if {[regexp {; did you mean (.*)\?$} $message all hint]} {
        set hints [split [string map {", " | " or " |} $hint] |]
    }
    if {$row(name) eq ""} {
        same "$at: hints" {} $hints
    } else {
        set name [expr {$row(code) eq "" ? "'$row(name)'" : "$row(name) ($row(code))"}]
        set place [lsearch -exact $hints $name]
        same "$at: $message" 1 [expr {$place >= 0 && ($row(within) eq "" || $place < $row(within))}]
    }
}

each_row sets {
    set failed [catch {httpstatus::Set it $row(text)} message]
    if {$row(result) ne "ok"} {
        same "$at: refused" 1 [regexp {^invalid status set .* at position (\d+)$} $message all place]
        if {$row(at) ne ""} {
            same "$at: at" $row(at) $place
        }
        continue
    }
    same "$at: $message" 0 $failed
    same "$at: text" $row(canonical) [it text]
    same "$at: count" $row(count) [it count]
    same "$at: codes" $row(count) [llength [it codes]]
    foreach code [split $row(members) ,] {
        same "$at: $code" 1 [it contains $code]
    }
    foreach code [split $row(absent) ,] {
        same "$at: $code" 0 [it contains $code]
    }
    it -delete
}

each_row set_algebra {
    httpstatus::Set a $row(a)
    httpstatus::Set b $row(b)
    foreach name {union intersection difference} {
        set made [a $name b]
        same "$at: $name" $row($name) [$made text]
        $made -delete
    }
    set made [a complement]
    same "$at: complement" $row(complement) [$made text]
    same "$at: equal" $row(equal) [a equals $row(b)]
    foreach each [list $made a b] {
        $each -delete
    }
}

each_row grpc {
    same "$at: $row(function)" $row(result) [httpstatus::grpc_$row(function) $row(argument)]
}

each_row grpc_maps {
    set expected [expr {$row(result) eq "unknown" ? -2 : $row(result) eq "" ? -1 : $row(result)}]
    same "$at: $row(function)" $expected [httpstatus::grpc_$row(function) $row(map) $row(argument)]
}

each_row methods {
    same "$at: is_idempotent" $row(is_idempotent) [httpstatus::is_idempotent $row(method)]
}

each_row retry_after {
    same "$at: retry_after" $row(result) [httpstatus::retry_after $row(value) $row(now)]
}
same "retry_after by the clock" 0 [httpstatus::retry_after "Sun, 06 Nov 1994 08:49:37 GMT"]

each_row entries {
    set found [lmap entry [httpstatus::system_lookup $row(system) $row(text)] {
        string trimleft "[dict get $entry part]:[dict get $entry key]" :
    }]
    same "$at: entries" $row(entries) [join $found ";"]
}

each_row matches {
    set found [lmap system [httpstatus::system_matches $row(text)] {dict get $system id}]
    same "$at: systems" $row(systems) [join $found ,]
}
same spelling SH-- [httpstatus::system_spelling haproxy SH-]
same last 4611686018427387902 [dict get [lindex [httpstatus::system_lookup h3 0x21] 0] last]
same entries [httpstatus::system_entries websocket] [httpstatus::system_entries ws]
same systems 1 [expr {"websocket" in [lmap system [httpstatus::systems] {dict get $system id}]}]
same "unknown system" 1 [catch {httpstatus::system_entries x} message]
same "unknown system" "unknown system 'x'; known: " [string range $message 0 26]

each_row search {
    set codes [lmap meaning [httpstatus::search $row(query)] {dict get $meaning code}]
    if {$row(place) eq ""} {
        same "$at: search" {} $codes
    } else {
        if {$row(place) eq "first"} {
            set codes [lrange $codes 0 0]
        }
        same "$at: search" [expr {$row(place) ne "absent"}] [expr {$row(code) in $codes}]
    }
}

each_row ../facts/registry_keys {
    set found 0
    foreach meaning [httpstatus::meanings $row(code)] {
        if {[dict get $meaning origin] eq $row(origin) && [dict get $meaning name] eq $row(name)} {
            incr found
            break
        }
    }
    same "$at: meaning" 1 $found
    dict incr ::seen $row(code)
    foreach key {phrase standing} {
        same "$at: $key" $row($key) [dict get $meaning $key]
    }
    foreach key {spec section} {
        if {$row($key) ne ""} {
            same "$at: $key" $row($key) [dict get $meaning $key]
        }
    }
    foreach phrase [split $row(former_phrases) ";"] {
        same "$at: $phrase" 1 [expr {$phrase in [dict get $meaning former_phrases]}]
    }
    same "$at: lookup" $row(origin) [dict get [httpstatus::lookup $row(code) $row(origin)] origin]
}
dict for {code count} $seen {
    same "meanings $code" $count [llength [httpstatus::meanings $code]]
}

each_row ../facts/headers {
    set headers [lmap each [dict get [httpstatus::lookup $row(code) $row(origin)] headers] {
        list [dict get $each name] [dict get $each message] [dict get $each need]
    }]
    same "$at: headers" 1 [expr {[list $row(header) $row(message) $row(need)] in $headers}]
}

# What is no integer is an error that names it; whatever is one is none.
foreach name [concat $predicates {phrase title name status_class label effective meanings lookup smtp_severity grpc_to_http}] {
    foreach value {"Not Found" 404abc 404.0 404.5 1e3 "" Inf true {404 404}} {
        same "$name $value" 1 [catch {httpstatus::$name $value} message options]
        same "$name $value" "a status code is an integer, not \"$value\"" $message
        same "$name $value" {HTTPSTATUS ARGUMENT} [dict get $options -errorcode]
    }
    foreach code [list 2147483648 -2147483649 4294967700 -4294966892 18446744073709552020 -18446744073709551212 \
        [expr {10 ** 40}] [expr {-10 ** 40}]] {
        same "$name $code" [httpstatus::$name -1] [httpstatus::$name $code]
    }
}
same edition 1 [catch {httpstatus::phrase 413 rfc} message]
same edition "unknown edition 'rfc'; known: rfc2616" [string range $message 0 36]
same constants {404 499} [list $httpstatus::NOT_FOUND $httpstatus::NGINX_CLIENT_CLOSED_REQUEST]
set file [open $here/../../../core/VERSION]
same version [list [gets $file] [package require httpstatus]] [list [httpstatus::version] [httpstatus::version]]
same explanation 1 [string is print [dict get [httpstatus::lookup 404] explanation]]
foreach value {2xo NULL} {
    httpstatus::Set it 2xx
    same "union $value" 1 [catch {it union $value} message]
    same "union $value" "invalid status set '$value': " [string range $message 0 [expr {[string length $value] + 22}]]
    it -delete
}
same "count NULL" {1 {this is no set}} [list [catch {httpstatus::Set_count NULL} message] $message]

# A set that a method has made belongs to its command: memory does not grow with their number.
proc resident {} {
    set file [open /proc/self/statm]
    set pages [lindex [gets $file] 1]
    close $file
    return $pages
}
proc make_and_delete {count} {
    httpstatus::Set it 2xx
    for {set i 0} {$i < $count} {incr i} {
        [it union 404] -delete
    }
    it -delete
}
if {[file exists /proc/self/statm]} {
    make_and_delete 500
    set before [resident]
    make_and_delete 10000
    same "pages that sets have left behind" 1 [expr {[resident] - $before < 100}]
}

if {$failures > 0} {
    puts stderr "smoke.tcl: $failures failures"
    exit 1
}
