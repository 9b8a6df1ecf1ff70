// What happened, what it means, what to check: for a run that is not well. And the installer's last words for one that is.
import type { RunView } from '../../state-machines/view.ts';
import { deadlineOf } from '../../state-machines/pace.ts';
import { troubledStage } from '../run/reason.ts';
import { useServerSecond } from '../feed/hooks.ts';
import { Time } from '../ui/time.tsx';
import { durationText } from '../../state-machines/duration.ts';

export function RunWhy({ run }: { run: RunView }) {
  if (run.message === null && run.hint === null) return null;
  return (
    <dl className={`run-why tone-${run.status}`}>
      <dt>What happened</dt>
      <dd>
        <Happened run={run} />
      </dd>
      {run.hint !== null && <dt>What to check</dt>}
      {run.hint !== null && <dd>{run.hint}</dd>}
    </dl>
  );
}

function Happened({ run }: { run: RunView }) {
  const stage = troubledStage(run);
  if (run.status === 'late') return <Missing run={run} />;
  const { message } = run;
  // A refused request's message is the log line itself.
  const isLine = stage?.evidence.some(({ text }) => text === message) ?? false;
  return (
    <>
      {stage && (
        <p>
          <strong>
            {stage.name} {run.status === 'failed' && 'failed'}
          </strong>
          {stage.count > 1 && `, seen ${stage.count} times`}
          {stage.lastAt !== null && <Ago at={stage.lastAt} />}
        </p>
      )}
      {message !== null && <p className={isLine ? 'mono' : ''}>{message}</p>}
    </>
  );
}

function Missing({ run }: { run: RunView }) {
  const nowMs = useServerSecond();
  const deadline = deadlineOf(run);
  return (
    <>
      <p>
        <strong>
          {run.nextStage} has not come after {run.stage}
        </strong>
        {deadline !== null && (
          <>
            ; it was due at <Time at={deadline} nowMs={nowMs} />, {durationText((endMs(run) ?? nowMs) - Date.parse(deadline))} ago
          </>
        )}
      </p>
      <p className="dim">{run.message}</p>
    </>
  );
}

function endMs(run: RunView): number | null {
  return run.endedAt === null ? null : Date.parse(run.endedAt);
}

function Ago({ at }: { at: string }) {
  const nowMs = useServerSecond();
  return (
    <>
      , last at <Time at={at} nowMs={nowMs} />, {durationText(nowMs - Date.parse(at))} ago
    </>
  );
}
