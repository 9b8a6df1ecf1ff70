// Runs in the page before anything of its own: notes when the snapshot came and when the first row was drawn, long tasks, and frames that took long.
const seen = { longTasks: [], frames: 0, slowFrames: 0, changes: 0 };
globalThis.seen = seen;

new PerformanceObserver((list) => seen.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
  type: 'longtask',
  buffered: true,
});

globalThis.WebSocket = class extends WebSocket {
  constructor(...args) {
    super(...args);
    this.addEventListener('message', ({ data }) => {
      if (performance.getEntriesByName('snapshot').length === 0) performance.mark('snapshot');
      if (data.startsWith('{"type":"changes"')) seen.changes++;
    });
  }
};

new MutationObserver((_, observer) => {
  if (!document.querySelector('[data-backend], [data-event]')) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(() => performance.mark('content')));
}).observe(document, { childList: true, subtree: true });

let last = performance.now();
function frame(now) {
  seen.frames++;
  if (now - last > 50) seen.slowFrames++;
  last = now;
  requestAnimationFrame(frame);
}
requestAnimationFrame(frame);
