"""A mail server that nobody here wrote (aiosmtpd), for the tests of outgoing mail.

    server.py [--security none|starttls|tls] [--certificate FILE --key FILE] [--user NAME --password WORD] [--host ADDRESS]

The first line it prints is its port. Then one line of JSON per mail it has taken: the envelope, the bytes as they came, and how Python's own parser reads
them. What it does with a recipient is in the first part of the address: busy@ is refused for now, gone@ for good, slow@ is answered after a minute,
spam@ is refused after the text.
"""
import argparse
import asyncio
import email
import email.policy
import json
import ssl
import sys

from aiosmtpd.smtp import AuthResult, SMTP


class Handler:
    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "busy":
            return "451 4.7.1 Greylisted, come again in a minute"
        if name == "gone":
            return "550 5.1.1 No such mailbox here"
        if name == "slow":
            await asyncio.sleep(60)
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("spam@"):
            return "554 5.7.1 This looks like spam"
        message = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        print(json.dumps({
            "from": envelope.mail_from, "to": envelope.rcpt_tos, "greeting": session.host_name, "isSecure": server.transport.get_extra_info("sslcontext") is not None,
            "user": (session.auth_data.login.decode() if session.auth_data else None),
            "raw": envelope.original_content.decode("utf-8", "replace"),
            "subject": message["Subject"], "sender": str(message["From"]), "recipient": str(message["To"]), "replyTo": str(message["Reply-To"] or ""),
            "date": str(message["Date"].datetime.isoformat()), "id": message["Message-ID"], "text": message.get_body(("plain",)).get_content(),
            "html": message.get_body(("html",)).get_content() if message.is_multipart() else None,
            "defects": [str(defect) for defect in message.defects] + [
                f"{name}: {defect}" for name, value in message.items() for defect in value.defects],
        }), flush=True)
        return "250 2.0.0 Ok: queued as TEST%d" % len(envelope.original_content)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--security", default="none")
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--host", default="127.0.0.1")
    arguments = parser.parse_args()
    context = None
    if arguments.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(arguments.certificate, arguments.key)

    def authenticate(server, session, envelope, mechanism, data):
        is_right = data.login == arguments.user.encode() and data.password == arguments.password.encode()
        return AuthResult(success=is_right, handled=False, auth_data=data)

    options = {"enable_SMTPUTF8": True, "timeout": 120}
    if arguments.user:
        options |= {"auth_required": True, "authenticator": authenticate, "auth_require_tls": arguments.security == "starttls"}
    if arguments.security == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    asyncio.run(serve(arguments, options, context if arguments.security == "tls" else None))


async def serve(arguments, options, context):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Handler(), loop=loop, **options), arguments.host, 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    # Until whoever started it closes its end, or dies.
    await loop.run_in_executor(None, answer)


def answer():
    """Says each line it is told again: whoever reads that has read all mails that were taken before."""
    for line in sys.stdin:
        print("heard " + line.strip(), flush=True)


main()
