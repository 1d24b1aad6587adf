// A room server on Socket.IO: WebSocket only, no compression, its own rooms. The acknowledgement of `join`
// says that the socket is in; `publish` goes to the room, the publisher included.
'use strict';

const { createServer } = require('node:http');
const { Server } = require('socket.io');

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false, perMessageDeflate: false });

io.on('connection', (socket) => {
  socket.on('join', (topic, answer) => {
    socket.join(topic);
    answer();
  });
  socket.on('publish', (topic, data) => io.to(topic).emit('event', data));
});

http.listen(0, '127.0.0.1', 4096, () => console.log(`Open http://127.0.0.1:${http.address().port}`));
