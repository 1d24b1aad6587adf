"""Drives a server with a generic JSON-RPC client and prints what it was answered, as JSON. Usage: client.py URL"""

import asyncio
import json
import sys

from jsonrpc_base import ProtocolError
from jsonrpc_websocket import Server

WITHIN_SECONDS = 20


async def drive(url):
    server = Server(url, timeout=WITHIN_SECONDS)
    events = asyncio.Queue()
    server.event = lambda **params: events.put_nowait(params)
    await server.ws_connect()
    try:
        told = {"welcome": await server.connect(token="dev:py", device="python-1")}
        told["created"] = await server.session.create(session="from-python", document={"title": "One"})
        told["joined"] = joined = await server.session.join(session="from-python")
        told["patched"] = await server.session.patch(
            session="from-python", epoch=joined["epoch"], baseVersion=joined["version"], clientSeq=1,
            patch=[{"op": "replace", "path": "/title", "value": "Zwei – 二"}])
        told["got"] = await server.session.get(session="from-python")
        told["subscribed"] = await server.events.subscribe(pattern="python.**")
        told["published"] = await server.events.publish(topic="python.hello", data={"text": "Hello"})
        told["event"] = await asyncio.wait_for(events.get(), WITHIN_SECONDS)
        try:
            await server.session.join(session="nowhere")
        except ProtocolError as refused:
            told["refused"] = refused.args
        return told
    finally:
        await server.close()


print(json.dumps(asyncio.run(drive(sys.argv[1]))))
