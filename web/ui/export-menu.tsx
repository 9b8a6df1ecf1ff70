// A menu that saves the given rows as CSV or JSON. The formats are in web/export.
import * as Radix from '@radix-ui/react-dropdown-menu';
import type { Column } from '../export/column.ts';
import { csvOf } from '../export/csv.ts';
import { exportFileName, type FileFormat } from '../export/file-name.ts';
import { jsonOf } from '../export/json.ts';
import { saveFile } from '../export/save-file.ts';
import { useFeed } from '../feed/hooks.ts';
import './menu.css';

interface Props<Row> {
  /** Part of the file name: the view or a backend. */
  name: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
}

const formats: Record<FileFormat, { title: string; type: string }> = {
  csv: { title: 'CSV, for a spreadsheet', type: 'text/csv; charset=utf-8' },
  json: { title: 'JSON', type: 'application/json' },
};

export function ExportMenu<Row>({ name, rows, columns }: Props<Row>) {
  const { clock } = useFeed();
  const save = (format: FileFormat): void => {
    const text = format === 'csv' ? csvOf(rows, columns) : jsonOf(rows, columns);
    saveFile(exportFileName(name, clock.now(), format), text, formats[format].type);
  };
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger className="button menu-button" disabled={rows.length === 0}>
        Export <span aria-hidden="true">▾</span>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="menu" align="end" sideOffset={4}>
          <Radix.Label className="menu-title">
            {rows.length.toLocaleString('en')} {rows.length === 1 ? 'row' : 'rows'}, as shown
          </Radix.Label>
          {(['csv', 'json'] as const).map((format) => (
            <Radix.Item key={format} className="menu-item" onSelect={() => save(format)}>
              {formats[format].title}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
