// A run of journalctl, line by line. Its output waits in the pipe while nobody takes it, and the journal keeps what does not fit there.
import { spawn } from 'node:child_process';
import { LineSplitter } from '../following/line-splitter.ts';

const complaintKept = 500;

export interface JournalRun {
  lines: AsyncGenerator<string>;
  /** Why it ended, once `lines` is over; null when it was at the end of the journal, or was ended by `end`. */
  complaint: () => string | null;
  end: () => void;
}

/** `onComplaint` gets what it says of itself on the way, a line or several. */
export function runJournalctl(command: string, args: readonly string[], onComplaint: (text: string) => void): JournalRun {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });
  let said = '';
  let isOver = false;
  let wasEnded = false;
  let failure: string | null = null;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-complaintKept);
    onComplaint(said);
  });
  const closed = new Promise<void>((resolve) => {
    const end = (): void => {
      isOver = true;
      resolve();
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      failure =
        error.code === 'ENOENT'
          ? `${command} is not there: this machine has no journal; name its log files in the settings`
          : error.message;
      end();
    });
    child.once('close', (code, signal) => {
      if (code !== 0 || signal !== null)
        failure ??= `${command} ended with ${signal ?? `code ${code}`}${said === '' ? '' : `: ${said.trim()}`}`;
      end();
    });
  });
  return {
    lines: linesOf(child.stdout, closed),
    complaint: () => (wasEnded ? null : failure),
    end: () => {
      wasEnded ||= !isOver;
      child.kill();
    },
  };
}

async function* linesOf(output: AsyncIterable<Buffer>, closed: Promise<void>): AsyncGenerator<string> {
  const splitter = new LineSplitter();
  try {
    // What was begun when journalctl died is read again.
    for await (const chunk of output) for (const { text } of splitter.feed(chunk)) yield text;
  } catch {
    // The pipe broke: the reason is that of the process.
  }
  await closed;
}
