// The time of the last line, and how long ago that was by the server's clock. A leaf: it renders every second.
import { durationText } from '../../state-machines/vocabulary/duration.ts';
import { useServerSecond } from '../feed/hooks.ts';
import { Time } from '../ui/time.tsx';

/** Logs have whole seconds and other clocks: a smaller difference is normal. */
const aheadMs = 60_000;

export function LastLine({ at }: { at: string | null }) {
  const nowMs = useServerSecond();
  if (at === null) return <span className="dim">none yet</span>;
  const ageMs = nowMs - Date.parse(at);
  return (
    <>
      <Time at={at} nowMs={nowMs} />{' '}
      {ageMs < -aheadMs ? (
        <span className="time-over">{durationText(-ageMs)} ahead of the server: check timezone in the settings</span>
      ) : (
        <span className="dim">{durationText(ageMs)} ago</span>
      )}
    </>
  );
}

/** For the end of a sentence. */
export function LastLineAge({ at }: { at: string | null }) {
  const nowMs = useServerSecond();
  return at === null ? 'no line yet' : `last line ${durationText(nowMs - Date.parse(at))} ago`;
}
