// Replaces the line at the top while the server does not answer: the sources below show an earlier state.
import { useServerSecond } from '../feed/hooks.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { Time } from '../ui/time.tsx';

/** `problem`: why there is no newer answer; null if the page is not connected, which a notice says already. */
export function StaleSources({ at, problem }: { at: string; problem: string | null }) {
  const nowMs = useServerSecond();
  return (
    <h2 className="sources-stand">
      <StatusMark tone={problem === null ? 'idle' : 'late'} glyph={problem === null ? '·' : '▲'} word="State at" />
      <span>
        <Time at={at} nowMs={nowMs} />;
      </span>
      <span className="dim">the current state is unknown{problem !== null && `: ${problem}`}</span>
    </h2>
  );
}
