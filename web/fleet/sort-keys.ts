// What the table can be sorted by; urgency is the order that it has by itself.
export const sortKeys = ['urgency', 'host', 'workflow', 'stage', 'time', 'started'] as const;
export type SortKey = (typeof sortKeys)[number];
