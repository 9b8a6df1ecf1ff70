# Sends as a Stacki frontend does, with another implementation than ours: libzmq by way of Debian's python3-zmq.
# usage: publishers.py PORT; then on stdin one JSON list of frames a line. Says "ready" once it is bound, and "sent" after each line.
import json
import sys

import zmq

publisher = zmq.Context().socket(zmq.XPUB)
publisher.bind("tcp://127.0.0.1:" + sys.argv[1])
print("ready", flush=True)
# A publisher drops what is said before a subscription stands: an XPUB socket is told of each.
subscriptions = 0
while subscriptions < 2:
    publisher.recv()
    subscriptions += 1
print("subscribed", flush=True)
for line in sys.stdin:
    publisher.send_multipart([frame.encode() for frame in json.loads(line)])
    print("sent", flush=True)
