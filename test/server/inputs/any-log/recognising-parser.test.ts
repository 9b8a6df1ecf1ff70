import { expect, it } from 'vitest';
import { createRecognisingParser } from '../../../../server/inputs/any-log/recognising-parser.ts';
import { accessLines, logLine, receivedAtMs, syslogLines } from '../real-lines.ts';
import { createParser, sniffFormat } from '../readers.ts';

const [syslog = ''] = syslogLines;
const [access = ''] = accessLines;

function create() {
  const made: string[] = [];
  const parser = createRecognisingParser({ recognise: sniffFormat }, (format) => {
    made.push(format);
    return createParser(format, { timeZone: 'UTC', nowMs: () => receivedAtMs });
  });
  return { made, kindOf: (text: string) => parser.parse(logLine(text)).kind };
}

it('its first line of a known form tells, and those before are odd', () => {
  const { made, kindOf } = create();
  expect(['# made by hand', '', syslog, syslog].map(kindOf)).toEqual(['odd', 'odd', 'observation', 'observation']);
  expect(made).toEqual(['syslog']);
});

it('one line of another form changes nothing; twenty in a row do', () => {
  const { made, kindOf } = create();
  expect([syslog, access, syslog].map(kindOf)).toEqual(['observation', 'odd', 'observation']);
  expect(made).toEqual(['syslog']);
  for (let i = 0; i < 20; i++) expect(kindOf(access)).toBe('odd');
  expect(kindOf(access)).toBe('observation');
  expect(made).toEqual(['syslog', 'access-log']);
});
