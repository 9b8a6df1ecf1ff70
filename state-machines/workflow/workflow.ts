// Workflows: the shape of their files, what they are once complete, and how the one becomes the other. Other rooms import them from here.
export * from './mistakes.ts';
export * from './model.ts';
export * from './parse.ts';
export * from './schema.ts';
