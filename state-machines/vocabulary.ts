// The project's shared types: statuses, stages, observations, transitions. Every other room imports them from here.
// Pure data: no I/O, no clock, no Node or browser APIs.
export * from './vocabulary/observation.ts';
export * from './vocabulary/stage.ts';
export * from './vocabulary/status.ts';
export * from './vocabulary/transition.ts';
