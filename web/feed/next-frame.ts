// Puts work off to the next animation frame, or to a timer where none comes: a hidden page still has a title and an icon to keep true.

const hiddenPageMs = 200;

/** Calls `work` once, at the next animation frame or after 200 ms, whichever is first. */
export function onNextFrame(work: () => void): void {
  const frame = requestAnimationFrame(done);
  const timer = setTimeout(done, hiddenPageMs);
  function done(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    work();
  }
}
