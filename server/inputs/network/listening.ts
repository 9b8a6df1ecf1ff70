// A port that a source listens on: opened when it can be, told when it can't, tried again until then. A port that is taken keeps one source
// from being read and nothing else.
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
  EADDRINUSE: 'another program listens there; end it, or choose another port in the settings',
  EACCES: 'not allowed: ports below 1024 need the right CAP_NET_BIND_SERVICE',
  EADDRNOTAVAIL: 'this machine does not have that address; host in the settings names one that it has',
};

export class Listening {
  trouble: string | null = 'not listening yet';
  private readonly options: ListeningOptions;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(options: ListeningOptions) {
    this.options = options;
  }

  /** Resolves after the first try. */
  async start(): Promise<void> {
    if (this.stopped) return;
    try {
      await this.options.open();
      this.tell(null);
    } catch (error) {
      this.fail(error as NodeJS.ErrnoException);
    }
  }

  /** The port was closed under us, or could not be opened: it is tried again after a while. */
  fail(error: NodeJS.ErrnoException): void {
    this.tell(`${this.options.what} can't be listened on: ${reasons[error.code ?? ''] ?? error.message}`);
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
