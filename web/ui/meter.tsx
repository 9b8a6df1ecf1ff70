// A thin bar: how much of a limit is used up. The words beside it say the same, so it is hidden from screen readers.
import './meter.css';

export function Meter({ share }: { share: number }) {
  const over = share > 1;
  return (
    <span className={over ? 'meter meter-over' : 'meter'} aria-hidden="true">
      <span style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </span>
  );
}
