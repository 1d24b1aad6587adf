// Node 20 has no WebSocket of its own: what needs one is run with this file before it.
import { WebSocket } from 'ws';

globalThis.WebSocket ??= WebSocket;
