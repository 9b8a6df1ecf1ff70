// Slipway's launches, asked for every few seconds: `GET /launches` gives each one with its ships and the steps of each so far.

const isoNow = (nowMs) => new Date(nowMs()).toISOString();

export function createSource({ options, nowMs }) {
  let reported = {}; // how many steps of each ship have been reported
  let trouble = 'not asked yet';
  let timer;
  let stopped = false;

  async function ask(push) {
    try {
      const answer = await fetch(`${options.url}/launches`, { signal: AbortSignal.timeout(5_000) });
      if (!answer.ok) throw new Error(`answers ${answer.status}`);
      for (const launch of await answer.json()) await report(launch, push);
      trouble = null;
    } catch (error) {
      trouble = `${options.url} can't be asked: ${error.message}`;
    }
    if (!stopped) timer = setTimeout(ask, options.everySeconds * 1000, push);
  }

  async function report({ id, state, ships }, push) {
    const deployment = `slipway:${id}`;
    const members = ships.map(({ name, state: word, status }) => ({
      backend: name,
      batch: null,
      status,
      state: word,
      detail: null,
      startedAt: null,
      endedAt: null,
    }));
    await push({
      kind: 'deployment',
      report: { id: deployment, workflow: 'slipway', title: `Launch ${id}`, reportedAt: isoNow(nowMs), status: state, state, members },
    });
    for (const { name, steps } of ships) {
      const key = `${deployment} ${name}`;
      for (const { step, at, error = null } of steps.slice(reported[key] ?? 0)) {
        reported = { ...reported, [key]: (reported[key] ?? 0) + 1 };
        const sight = { kind: 'event', name: `slipway/${step}`, error: error !== null, text: error ?? `${step} is done` };
        const observation = { who: { host: name }, deployment, sight, observedAtMs: Date.parse(at), evidence: `${name} ${step} ${at}` };
        await push({ kind: 'observation', observation, at: reported });
      }
    }
  }

  return {
    resume: (at) => (reported = at),
    follow: (push) => void ask(push),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
    status: () => ({ from: options.url, trouble }),
  };
}
