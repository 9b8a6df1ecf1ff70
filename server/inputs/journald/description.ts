// systemd's journal, live and as output of `journalctl -o json`.
import * as z from 'zod';
import type { PlugIn } from '../contract/plug-in.ts';
import { sourceKind, sourceName } from '../contract/source-kind.ts';
import { startFrom } from '../following/log-source.ts';
import { examineJournal } from './doctor.ts';
import { createJournalParser, isJournalEntry } from './journal-entry.ts';
import { JournalSource } from './journal-source.ts';

const journalSource = sourceKind({
  schema: z.strictObject({
    type: z.literal('journal'),
    directory: z.string().optional().describe("folder with journal files, such as those of another host; default: this host's journal"),
    name: sourceName,
    from: startFrom,
  }),
  paths: ['directory'],
  place: ({ directory }) => directory ?? 'of this machine',
  create: (settings, { sinceMs, logs, ...context }) =>
    new JournalSource({ ...settings, ...context, since: sinceMs, programs: logs.programs }),
  examine: examineJournal,
});

export const journald = {
  name: 'journald',
  page: 'boot-servers/journald.md',
  logging: {
    title: "systemd's journal",
    provides: 'keeps the messages of all others',
    enable: "nothing; the service's user must be in the group `systemd-journal`",
    notShown: 'what the journal drops before it is read',
  },
  formats: [
    {
      name: 'journal-json',
      title: 'the journal as JSON',
      isLine: isJournalEntry,
      createParser: (_options, programs) => createJournalParser(programs),
    },
  ],
  logNames: { names: ['journal.json'] },
  sources: [journalSource],
  usualSources: [{ there: '/run/systemd/journal/socket', settings: { type: 'journal', from: 'end' }, as: 'journal' }],
} satisfies PlugIn;
