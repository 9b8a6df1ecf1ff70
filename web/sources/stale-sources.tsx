// In place of the line on top when the server does not answer: what stands below is from before.
import { useServerSecond } from '../feed/hooks.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { Time } from '../ui/time.tsx';

/** `problem`: why there is no newer answer; null when the page is not connected at all, which is said elsewhere. */
export function StaleSources({ at, problem }: { at: string; problem: string | null }) {
  const nowMs = useServerSecond();
  return (
    <h2 className="sources-stand">
      <StatusMark tone={problem === null ? 'idle' : 'late'} glyph={problem === null ? '·' : '▲'} word="As it was at" />
      <span>
        <Time at={at} nowMs={nowMs} />;
      </span>
      <span className="dim">whether anything is read now is not known{problem !== null && `: ${problem}`}</span>
    </h2>
  );
}
