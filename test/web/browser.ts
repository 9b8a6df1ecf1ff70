// Debian's Chromium, driven by playwright-core, for tests and screenshots.
import { chromium, type Browser } from 'playwright-core';

/** No sandbox, as tests may run as root; no background traffic to anywhere. */
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args });
}
