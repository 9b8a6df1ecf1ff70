// Workflows: the schema of their files, the completed model, and the conversion between them. Other rooms import them from here.
export * from './mistakes.ts';
export * from './model.ts';
export * from './parse.ts';
export * from './schema.ts';
