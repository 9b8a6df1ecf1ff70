// Settings common to all sources; each plug-in validates its own.

export interface SourceSettings {
  readonly type: string;
  /** Default: the plug-in's label. */
  readonly name?: string | undefined;
}

/** A source that follows log files. */
export interface LogSettings extends SourceSettings {
  /** A file, or several with `*` in the file name. */
  readonly path: string;
  readonly from: 'end' | 'beginning';
}

export function isLog(source: SourceSettings): source is LogSettings {
  return 'path' in source;
}
