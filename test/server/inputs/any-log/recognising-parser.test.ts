import { expect, it } from 'vitest';
import { createRecognisingParser } from '../../../../server/inputs/any-log/recognising-parser.ts';
import { accessLines, logLine, receivedAtMs, syslogLines, kindOf } from '../real-lines.ts';
import { createParser, sniffFormat } from '../readers.ts';

const [syslog = ''] = syslogLines;
const [access = ''] = accessLines;

function create() {
  const made: string[] = [];
  const parser = createRecognisingParser({ recognise: sniffFormat }, (format) => {
    made.push(format);
    return createParser(format, { timeZone: 'UTC', nowMs: () => receivedAtMs });
  });
  return { made, read: (text: string) => kindOf(parser.parse(logLine(text))) };
}

it('its first line of a known form tells, and those before are odd', () => {
  const { made, read } = create();
  expect(['# made by hand', '', syslog, syslog].map(read)).toEqual(['unparsed', 'unparsed', 'observation', 'observation']);
  expect(made).toEqual(['syslog']);
});

it('one line of another form changes nothing; twenty in a row do', () => {
  const { made, read } = create();
  expect([syslog, access, syslog].map(read)).toEqual(['observation', 'unparsed', 'observation']);
  expect(made).toEqual(['syslog']);
  for (let i = 0; i < 20; i++) expect(read(access)).toBe('unparsed');
  expect(read(access)).toBe('observation');
  expect(made).toEqual(['syslog', 'access-log']);
});
