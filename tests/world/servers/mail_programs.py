"""Postfix and Exim out of Debian's packages, each in a folder of its own, and a server that says what it is told to."""

from __future__ import annotations

import contextlib
import os
import pwd
import socket
import socketserver
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from programs import HERE, PATIENCE

PACKAGES = HERE.parents[2] / "build/servers/mail"
OWNER = "daemon"  # a user that every Debian has and that no other program of the test uses
DOMAIN = "example.net"

POSTFIX_MAIN = """
compatibility_level = 3.6
config_directory = {folder}/etc
queue_directory = {folder}/queue
data_directory = {folder}/data
command_directory = {root}/usr/sbin
daemon_directory = {root}/usr/lib/postfix/sbin
shlib_directory = {root}/usr/lib/postfix
meta_directory = {root}/etc/postfix
mail_owner = {owner}
setgid_group = adm
default_privs = nobody
import_environment = MAIL_CONFIG TZ LANG=C LD_LIBRARY_PATH POSTLOG_SERVICE POSTLOG_HOSTNAME
export_environment = TZ LANG=C LD_LIBRARY_PATH
maillog_file = {folder}/mail.log
maillog_file_prefixes = {folder}
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.net
mydestination = example.net
local_recipient_maps = inline:{{ alice=alice }}
local_transport = discard
alias_maps =
transport_maps = inline:{{ out.test=smtp:[127.0.0.1]:{away}, refused.test=smtp:[127.0.0.1]:1 }}
smtp_tls_security_level = none
smtp_destination_recipient_limit = 1
smtp_destination_concurrency_failed_cohort_limit = 0
disable_dns_lookups = yes
body_checks = regexp:{folder}/etc/body_checks
smtpd_relay_restrictions = check_recipient_access inline:{{ out.test=OK, refused.test=OK }}, defer_unauth_destination
message_size_limit = 20000
"""
SERVICES = """
127.0.0.1:{port} inet n - n - - smtpd
127.0.0.1:{strict} inet n - n - - smtpd {options}
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
proxymap unix - - n - - proxymap
postlog unix-dgram n - n - 1 postlogd
"""
STRICT = (
    "smtpd_helo_required = yes",
    "smtpd_delay_reject = no",
    "disable_vrfy_command = yes",
    "smtpd_helo_restrictions = reject_non_fqdn_helo_hostname",
    "smtpd_sender_restrictions = reject_non_fqdn_sender",
    "smtpd_relay_restrictions = reject_non_fqdn_recipient, reject_unauth_destination",
    "smtpd_recipient_limit = 1",
    "smtpd_recipient_overshoot_limit = 1",
    "smtpd_hard_error_limit = 9",
    "smtpd_error_sleep_time = 0",
)

EXIM = """
primary_hostname = mail.example.net
spool_directory = {folder}/spool
log_file_path = {folder}/log/%slog
exim_path = {folder}/exim4
exim_user = {owner}
exim_group = {owner}
daemon_smtp_ports = {port}
local_interfaces = 127.0.0.1
domainlist local_domains = example.net
acl_smtp_rcpt = acl_rcpt
acl_smtp_vrfy = acl_rcpt
acl_smtp_data = acl_data
tls_advertise_hosts =
message_size_limit = 10000
recipients_max = 4
recipients_max_reject = true
smtp_max_unknown_commands = 3
never_users =
smtp_accept_queue_per_connection = 0
deliver_drop_privilege
keep_environment =
begin acl
acl_rcpt:
  deny senders = refused@client.example
       message = Sender verify failed
  accept domains = +local_domains
         local_parts = alice
  defer domains = +local_domains
        local_parts = later
  deny domains = +local_domains
       message = Unknown user
  accept domains = out.test : refused.test
  deny message = relay not permitted
acl_data:
  deny condition = ${{if match{{$message_body}}{{lottery}}}}
       message = message content rejected
  accept
begin routers
out:
  driver = manualroute
  domains = out.test : refused.test
  transport = ${{if eq{{$domain}}{{out.test}}{{out}}{{refused}}}}
  route_list = * 127.0.0.1
  self = send
local:
  driver = redirect
  data = :blackhole:
begin transports
out:
  driver = smtp
  port = {away}
  max_rcpt = 1
  hosts_try_fastopen =
refused:
  driver = smtp
  port = 1
begin retry
* * F,1h,15m
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def packages() -> Path:
    """Where both are unpacked; skips the test if they cannot be."""
    done = subprocess.run([HERE / "mail_packages.sh", PACKAGES], check=False, capture_output=True, encoding="utf-8")
    if done.returncode == 77:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return PACKAGES


def answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as connection:
        return connection.recv(3) == b"220"
    return False


@contextlib.contextmanager
def started(command: list[str], environment: dict[str, str], folder: Path, port: int) -> Iterator[None]:
    with (folder / "output").open("wb") as output:
        process = subprocess.Popen(
            command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        end = time.monotonic() + PATIENCE
        while not answers(port):
            assert process.poll() is None, (folder / "output").read_text()
            assert time.monotonic() < end, (folder / "output").read_text()
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextlib.contextmanager
def postfix(folder: Path, away: int) -> Iterator[tuple[int, int]]:
    """Its two ports: one that delivers, one that refuses more."""
    root = packages() / "postfix"
    port, strict, user = free_port(), free_port(), pwd.getpwnam(OWNER)
    folder.parent.chmod(0o755)
    folder.mkdir()
    for name in ("etc", "data", "queue"):
        (folder / name).mkdir()
    os.chown(folder / "data", user.pw_uid, user.pw_gid)
    for name in [
        "active",
        "bounce",
        "corrupt",
        "defer",
        "deferred",
        "flush",
        "hold",
        "incoming",
        "private",
        "saved",
        "trace",
        "maildrop",
        "public",
    ]:
        (folder / "queue" / name).mkdir(mode=0o755)
        os.chown(folder / "queue" / name, user.pw_uid, user.pw_gid)
    (folder / "queue/pid").mkdir()
    (folder / "etc/main.cf").write_text(POSTFIX_MAIN.format(folder=folder, root=root, owner=OWNER, away=away))
    options = " ".join(f"-o {{ {option} }}" for option in STRICT)
    (folder / "etc/body_checks").write_text("/lottery/ REJECT\n")
    (folder / "etc/master.cf").write_text(SERVICES.format(port=port, strict=strict, options=options))
    environment = {"LD_LIBRARY_PATH": str(root / "usr/lib/postfix"), "MAIL_LOGTAG": "postfix"}
    command = [str(root / "usr/lib/postfix/sbin/master"), "-c", str(folder / "etc"), "-d"]
    with started(command, environment, folder, port):
        yield port, strict


@contextlib.contextmanager
def exim(folder: Path, away: int) -> Iterator[int]:
    root = packages() / "exim"
    port, user = free_port(), pwd.getpwnam(OWNER)
    folder.parent.chmod(0o755)
    folder.mkdir()
    for name in ("spool", "log"):
        (folder / name).mkdir()
        os.chown(folder / name, user.pw_uid, user.pw_gid)
    (folder / "exim.conf").write_text(EXIM.format(folder=folder, root=root, owner=OWNER, port=port, away=away))
    # It looks for its user before it reads its configuration; a library tells it of one that the machine lacks.
    users = f"Debian-exim:x:{user.pw_uid}:{user.pw_gid}::/:/bin/false\n"
    for name, own in (("passwd", users), ("group", f"Debian-exim:x:{user.pw_gid}:\n")):
        (folder / name).write_text(own + Path(f"/etc/{name}").read_text())
    (libraries,) = root.glob("usr/lib/*-linux-gnu*")
    environment = {
        "LD_LIBRARY_PATH": str(libraries),
        "LD_PRELOAD": str(libraries / "libnss_wrapper.so"),
        "NSS_WRAPPER_PASSWD": str(folder / "passwd"),
        "NSS_WRAPPER_GROUP": str(folder / "group"),
    }
    # It starts itself anew for each message, and then without these variables.
    program = folder / "exim4"
    variables = "".join(f"export {name}={value}\n" for name, value in environment.items())
    program.write_text(f'#!/bin/sh\n{variables}exec {root}/usr/sbin/exim4 "$@"\n')
    program.chmod(0o755)
    command = [str(program), "-C", str(folder / "exim.conf"), "-bdf", "-q1h"]
    with started(command, {}, folder, port):
        yield port


class _Scripted(socketserver.StreamRequestHandler):
    """Answers RCPT, and the end of the message, as the name of the recipient says."""

    def handle(self) -> None:
        recipient = ""
        self.wfile.write(b"220 mx.out.test ESMTP\r\n")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"RCPT":
                recipient = line.partition(b"<")[2].partition(b"@")[0].decode()
                stage, reply = self.server.script[recipient]  # type: ignore[attr-defined]
                self.wfile.write(reply if stage == "RCPT" else b"250 2.1.5 Ok\r\n")
            elif verb == b"DATA":
                stage, reply = self.server.script[recipient]  # type: ignore[attr-defined]
                if stage == "DATA":
                    self.wfile.write(reply)
                    continue
                self.wfile.write(b"354 Go on\r\n")
                while self.rfile.readline() not in (b".\r\n", b""):
                    pass
                self.wfile.write(reply if stage == "END-OF-MESSAGE" else b"250 2.0.0 Ok\r\n")
            elif verb == b"QUIT":
                self.wfile.write(b"221 2.0.0 Bye\r\n")
                return
            else:
                self.wfile.write(b"250 2.1.0 Ok\r\n")


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


@contextlib.contextmanager
def scripted(script: dict[str, tuple[str, bytes]]) -> Iterator[int]:
    """A server on the loopback; its port."""
    with _Server(("127.0.0.1", 0), _Scripted) as server:
        server.script = script  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
