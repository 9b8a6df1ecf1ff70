// The connection of one browser to the live feed: limits its unread data, checks that it responds, and closes it. Independent of the content.
import type { WebSocket } from 'ws';

/** A client with more unread data than this, not counting the initial frames, is too slow. */
const unreadMaxBytes = 8 * 1024 * 1024;
/** How long a client may take to close the connection when the service shuts down. */
const goodbyeMs = 500;

export class FeedClient {
  private readonly socket: WebSocket;
  private unreadMax = unreadMaxBytes;
  private answered = true;

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('pong', () => (this.answered = true));
    socket.on('error', () => socket.terminate());
  }

  /** Sends the initial frames, which may be large and do not count as unread data. */
  greet(texts: readonly string[]): void {
    for (const text of texts) {
      this.unreadMax += Buffer.byteLength(text);
      this.socket.send(text);
    }
  }

  /** False if the client was too slow and has been disconnected. */
  send(text: string | Buffer): boolean {
    const slow = this.socket.bufferedAmount > this.unreadMax;
    if (slow) this.socket.terminate();
    else this.socket.send(text, { binary: false });
    return !slow;
  }

  /** False if the client has not answered the last ping and has been disconnected. */
  ping(): boolean {
    const { answered } = this;
    this.answered = false;
    if (answered) this.socket.ping();
    else this.socket.terminate();
    return answered;
  }

  /** Closes the connection; resolves when it is closed, after 500 ms at the latest. */
  async sayGoodbye(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.socket.terminate(), goodbyeMs);
      this.socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      this.socket.close(1001, 'the service is shutting down');
    });
  }
}
