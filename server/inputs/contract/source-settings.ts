// What the settings say of any source, whatever its type; each plug-in checks the rest of its own.

export interface SourceSettings {
  readonly type: string;
  /** Default: what its plug-in calls it. */
  readonly name?: string | undefined;
}

/** A source that follows log files. */
export interface LogSettings extends SourceSettings {
  /** A file, or several by a `*` in its name. */
  readonly path: string;
  readonly from: 'end' | 'beginning';
}

export function isLog(source: SourceSettings): source is LogSettings {
  return 'path' in source;
}
