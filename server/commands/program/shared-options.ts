// What several commands have in common.
import type { Command } from 'commander';

/** Adds a command to the program. */
export type NewCommand = (name: string, description: string) => Command;

export const settings = ['-c, --config <file>', 'settings file (default: /etc/checklist/checklist.yaml, else ./checklist.yaml)'] as const;
export const url = ['--url <url>', 'address of the running service', 'http://127.0.0.1:4080'] as const;
