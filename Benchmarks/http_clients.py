"""Small HTTP/1.1 clients over asyncio: many connections from one process that does little else."""
import asyncio
import time


async def ask(port, head, body=b""):
    """One request on a connection of its own. (status, headers as lower-case bytes, seconds)"""
    began = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(head + body)
        answer = await reader.readuntil(b"\r\n\r\n")
        await body_of(reader, answer)
    finally:
        writer.close()
    return int(answer[9:12]), answer.lower(), time.perf_counter() - began


async def body_of(reader, head):
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return await reader.readexactly(int(line.split(b":")[1]))
    if b"transfer-encoding: chunked" in head.lower():
        whole = b""
        while (size := int(await reader.readline(), 16)):
            whole += await reader.readexactly(size)
            await reader.readline()
        await reader.readline()
        return whole
    return b""


class Kept:
    """Kept-alive connections of which one at a time serves a request."""

    def __init__(self, port):
        self.port, self.free = port, []

    async def get(self, head):
        connection = self.free.pop() if self.free else await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = connection
        writer.write(head)
        answer = await reader.readuntil(b"\r\n\r\n")
        body = await body_of(reader, answer)
        self.free.append(connection)
        return int(answer[9:12]), body


async def at_rate(rate, seconds, work):
    """Starts `work(number)` `rate` times a second, whether those before have ended or not: who waits is not asked less. Gives each the moment when it
    should have started."""
    began, tasks = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(work(number, due)))
    return await asyncio.gather(*tasks)
