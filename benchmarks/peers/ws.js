// A room server on `ws`, as its documentation advises: no compression, each message's buffer handed on as it
// came. {"join": topic} is answered {"joined": topic}; {"topic": …, "data": …} goes to the topic's members.
'use strict';

const { createServer } = require('node:http');
const { WebSocket, WebSocketServer } = require('ws');

const rooms = new Map();
const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });

function room(topic) {
  let members = rooms.get(topic);
  if (!members) {
    rooms.set(topic, (members = new Set()));
  }
  return members;
}

server.on('connection', (socket) => {
  const joined = new Set();
  socket.on('error', (error) => console.error(String(error)));
  socket.on('close', () => joined.forEach((topic) => room(topic).delete(socket)));
  socket.on('message', (data) => {
    const message = JSON.parse(data);
    if (message.join) {
      joined.add(message.join);
      room(message.join).add(socket);
      socket.send(JSON.stringify({ joined: message.join }));
      return;
    }
    for (const member of room(message.topic)) {
      if (member.readyState === WebSocket.OPEN) {
        member.send(data, { binary: false });
      }
    }
  });
});

http.listen(0, '127.0.0.1', 4096, () => console.log(`Open http://127.0.0.1:${http.address().port}`));
