// Defers work to the next animation frame, or to a timer if there is none: a hidden page has no frames but must keep its title and icon right.

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
