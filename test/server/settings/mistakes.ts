// The mistakes that something lists when it refuses what a user wrote.
import { SettingsError } from '../../../server/settings/settings-error.ts';

export function mistakesOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof SettingsError) return error.mistakes;
    throw error;
  }
  throw new Error('nothing was refused');
}
