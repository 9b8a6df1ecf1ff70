// The log that parts of the program write to. The service makes one (service/log.ts); everything else needs only this.

/** `log.warn('words')`, or `log.warn({ path, error }, 'words')`. */
type Write = (...said: [text: string] | [details: object, text: string]) => void;

export interface Log {
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
}
