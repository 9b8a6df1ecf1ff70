// The interface of the log. The service implements it (service/log.ts).

/** `log.warn('message')`, or `log.warn({ path, error }, 'message')`. */
type Write = (...said: [text: string] | [details: object, text: string]) => void;

export interface Log {
  debug: Write;
  info: Write;
  warn: Write;
  error: Write;
}
