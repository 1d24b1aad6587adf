// A socket whose line sometimes goes just behind a call: the server has it, and its answer is never heard.
import { WebSocket } from 'ws';

const ANSWERED_MEANWHILE_MS = 40;

/** `loses(message)` chooses the calls behind which the line goes. */
export const lossy = (loses) => class extends WebSocket {
  #deaf = false;

  send(text) {
    super.send(text);
    if (this.#deaf || !loses(JSON.parse(text))) return;
    this.#deaf = true;
    setTimeout(() => this.terminate(), ANSWERED_MEANWHILE_MS);
  }

  emit(name, ...what) { return (this.#deaf && name === 'message') || super.emit(name, ...what); }
};
