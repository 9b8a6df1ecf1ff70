// One browser that listens to the live feed: what it may have unread, whether it still answers, how it is let go. Knows nothing of what is sent.
import type { WebSocket } from 'ws';

/** A client that has this much unread, beside what it was given at the start, is too slow. */
const unreadMaxBytes = 8 * 1024 * 1024;
/** How long a client may take to say goodbye when the service ends. */
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

  /** What it needs to begin with may be large, and counts for nothing against it. */
  greet(texts: readonly string[]): void {
    for (const text of texts) {
      this.unreadMax += Buffer.byteLength(text);
      this.socket.send(text);
    }
  }

  /** False when it was too slow and has been let go. */
  send(text: string | Buffer): boolean {
    const slow = this.socket.bufferedAmount > this.unreadMax;
    if (slow) this.socket.terminate();
    else this.socket.send(text, { binary: false });
    return !slow;
  }

  /** False when it has not answered the last ping and has been let go. */
  ping(): boolean {
    const { answered } = this;
    this.answered = false;
    if (answered) this.socket.ping();
    else this.socket.terminate();
    return answered;
  }

  /** Resolves when it is gone, which it is after a short while at the latest. */
  async sayGoodbye(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.socket.terminate(), goodbyeMs);
      this.socket.once('close', () => {
        clearTimeout(timer);
        resolve();
      });
      this.socket.close(1001, 'the service ends');
    });
  }
}
