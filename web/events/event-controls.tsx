// The controls above the event stream: filters, pause and export.
import { statusMark, statuses as allStatuses } from '../../state-machines/vocabulary.ts';
import { go, useAddress } from '../address.ts';
import { WorkflowFilter } from '../fleet/filters/workflow-filter.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { FilterMenu } from '../ui/filter-menu.tsx';
import { StatusMark } from '../ui/status-mark.tsx';
import { eventColumns } from './event-columns.ts';
import { kindGroups, kindTitles, wordsFor, type KindGroup } from './event-kinds.ts';
import type { ShownEvents } from './use-shown-events.ts';

const statusOptions = allStatuses.map((status) => ({
  value: status,
  content: <StatusMark {...statusMark(status)} />,
}));

export function EventControls({ shown, toNewest }: { shown: ShownEvents; toNewest: () => void }) {
  const { statuses, workflow } = useAddress();
  const { events, groups, counts, paused, waiting, pause, resume } = shown;
  return (
    <div className="event-controls">
      <div className="event-groups" role="group" aria-label="Event types">
        {kindGroups.map((group) => (
          <GroupToggle key={group} group={group} count={counts[group]} groups={groups} />
        ))}
      </div>
      <FilterMenu label="Resulting status" options={statusOptions} chosen={statuses} onChange={chooseStatuses} />
      <WorkflowFilter chosen={workflow} />
      <span className="event-gap" />
      {waiting > 0 && (
        <button type="button" className="button event-waiting" onClick={toNewest}>
          {waiting.toLocaleString('en')} new: jump to newest
        </button>
      )}
      <button type="button" className="button" aria-pressed={paused} onClick={paused ? resume : pause}>
        {paused ? '▶ Resume' : '‖ Pause'} <span className="dim">p</span>
      </button>
      <ExportMenu name="events" rows={events} columns={eventColumns} />
    </div>
  );
}

function chooseStatuses(chosen: readonly string[]): void {
  go({ statuses: allStatuses.filter((status) => chosen.includes(status)) }, 'replace');
}

function GroupToggle({ group, count, groups }: { group: KindGroup; count: number; groups: readonly KindGroup[] }) {
  const on = groups.includes(group);
  const toggle = (): void => {
    const chosen = kindGroups.filter((other) => (other === group ? !on : groups.includes(other)));
    go({ kinds: wordsFor(chosen) }, 'replace');
  };
  return (
    <button type="button" className="button" aria-pressed={on} title={kindTitles[group].about} onClick={toggle}>
      {kindTitles[group].word} <span className="dim">{count.toLocaleString('en')}</span>
    </button>
  );
}
