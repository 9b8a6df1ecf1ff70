// The words of the project, as types: statuses, stages, what an input can see, transitions. Every other room imports them from here.
// Pure data: no I/O, no clock, nothing of Node or of the browser.
export * from './vocabulary/observation.ts';
export * from './vocabulary/stage.ts';
export * from './vocabulary/status.ts';
export * from './vocabulary/transition.ts';
