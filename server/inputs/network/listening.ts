// A port that a source listens on: reports trouble if it can't be opened, and retries until it can. A port in use stops only its own source.
export interface ListeningOptions {
  /** Such as `UDP port 5000`. */
  what: string;
  /** Opens the port; resolves when it is open. */
  open: () => Promise<void>;
  onTrouble: (trouble: string | null) => void;
  retryMs?: number | undefined;
}

const usualRetryMs = 5_000;
const reasons: Record<string, string> = {
  EADDRINUSE: 'another program listens there; stop it, or set another port',
  EACCES: 'permission denied; ports below 1024 need CAP_NET_BIND_SERVICE',
  EADDRNOTAVAIL: 'this machine does not have that address; set host to one of its addresses',
};

export class Listening {
  trouble: string | null = 'not listening yet';
  private readonly options: ListeningOptions;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(options: ListeningOptions) {
    this.options = options;
  }

  /** Resolves after the first attempt. */
  async start(): Promise<void> {
    if (this.stopped) return;
    try {
      await this.options.open();
      this.tell(null);
    } catch (error) {
      this.fail(error as NodeJS.ErrnoException);
    }
  }

  /** The port was closed unexpectedly or could not be opened: retries after a while. */
  fail(error: NodeJS.ErrnoException): void {
    this.tell(`cannot listen on ${this.options.what}: ${reasons[error.code ?? ''] ?? error.message}`);
    if (!this.stopped) this.retry = setTimeout(() => void this.start(), this.options.retryMs ?? usualRetryMs);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
  }

  private tell(trouble: string | null): void {
    if (this.stopped || trouble === this.trouble) return;
    this.trouble = trouble;
    this.options.onTrouble(trouble);
  }
}
