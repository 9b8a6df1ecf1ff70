# A ZeroMQ publisher without any library: ZMTP 3.0 (RFC 23) over a plain socket, NULL mechanism. usage and answers as publishers.py.
import json
import socket
import struct
import sys

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("127.0.0.1", int(sys.argv[1])))
server.listen(1)
print("ready", flush=True)
peer, _ = server.accept()


def exactly(count):
    data = b""
    while len(data) < count:
        more = peer.recv(count - len(data))
        if not more:
            sys.exit(0)
        data += more
    return data


def frame(flags, body):
    if len(body) < 256:
        return bytes([flags, len(body)]) + body
    return bytes([flags | 2]) + struct.pack(">Q", len(body)) + body


def read_frame():
    flags = exactly(1)[0]
    length = struct.unpack(">Q", exactly(8))[0] if flags & 2 else exactly(1)[0]
    return flags, exactly(length)


# Greeting: signature, version 3.0, mechanism NULL, not as server.
peer.sendall(b"\xff" + b"\0" * 8 + b"\x7f" + b"\x03\x00" + b"NULL".ljust(20, b"\0") + b"\0" * 32)
exactly(64)
peer.sendall(frame(4, b"\x05READY" + b"\x0bSocket-Type" + struct.pack(">I", 3) + b"PUB"))
read_frame()
subscriptions = 0
while subscriptions < 2:
    flags, body = read_frame()
    subscriptions += body[:1] == b"\x01" or body[:10] == b"\x09SUBSCRIBE"
print("subscribed", flush=True)
for line in sys.stdin:
    parts = [part.encode() for part in json.loads(line)]
    peer.sendall(b"".join(frame(0 if part is parts[-1] else 1, part) for part in parts))
    print("sent", flush=True)
