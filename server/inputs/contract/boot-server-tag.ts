// How a program's lines begin in the system log, after time and host: ` dhcpd[127]: `.

/** `names`: alternatives of a regular expression. */
export const tagged = (names: string): RegExp => new RegExp(`\\s(?:${names})(?:\\[\\d+\\])?: `);
