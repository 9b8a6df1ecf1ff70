// The columns that the table can be sorted by; urgency is the default.
export const sortKeys = ['urgency', 'host', 'workflow', 'stage', 'time', 'started'] as const;
export type SortKey = (typeof sortKeys)[number];
