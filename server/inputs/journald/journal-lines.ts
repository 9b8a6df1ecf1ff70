// Runs journalctl and returns its lines. Unread output waits in the pipe, and beyond that in the journal.
import { spawn } from 'node:child_process';
import { LineSplitter } from '../following/line-splitter.ts';

const complaintKept = 500;

export interface JournalRun {
  lines: AsyncGenerator<string>;
  /** Why it exited, once `lines` has ended; null at the end of the journal, or after `end`. */
  complaint: () => string | null;
  end: () => void;
}

/** `onComplaint` receives its stderr as it arrives, one or more lines. */
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
      failure = error.code === 'ENOENT' ? `${command} not found: this machine has no journal; set its log files as sources` : error.message;
      end();
    });
    child.once('close', (code, signal) => {
      if (code !== 0 || signal !== null)
        failure ??= `${command} exited with ${signal ?? `code ${code}`}${said === '' ? '' : `: ${said.trim()}`}`;
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
    // A partial line is read again after a restart of journalctl.
    for await (const chunk of output) for (const { text } of splitter.feed(chunk)) yield text;
  } catch {
    // The pipe broke; the exit status has the reason.
  }
  await closed;
}
