import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillAgent } from '../../../../server/http/installers/agent.ts';
import { agentScript, packageRoot } from '../../../../server/service/version.ts';
import { call } from '../../call.ts';
import { tempFolders } from '../../temp-folder.ts';
import { startTestService } from '../../service/test-service.ts';

const newFolder = tempFolders();
const template = readFileSync(agentScript, 'utf8');

describe('/agent.sh', () => {
  it('is the helper, with the address that it was asked at, and is not sent again while it is the same', async () => {
    const { url } = await startTestService(newFolder());
    const answer = await fetch(`${url}/agent.sh`);
    expect(answer.headers.get('content-type')).toBe('text/x-shellscript; charset=utf-8');
    expect(await answer.text()).toBe(template.replace("served_by=''", `served_by='${url}'`));
    const again = await fetch(`${url}/agent.sh`, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('is refused where the Host header is no address, and described', async () => {
    const { url } = await startTestService(newFolder());
    const answer = await call(`${url}/agent.sh`, { headers: { host: "a'$(reboot)" } });
    expect([answer.status, answer.json()]).toEqual([400, { error: expect.stringMatching(/Host header/) }]);
    expect((await call(`${url}/api/openapi.json`)).json().paths['/agent.sh'].get.summary).toMatch(/agent/);
  });

  it('is in the package', () => {
    const { files } = JSON.parse(readFileSync(`${packageRoot}package.json`, 'utf8')) as { files: string[] };
    expect(files.map((file) => `${packageRoot}${file}`)).toContain(agentScript);
  });
});

describe('the address in it', () => {
  it.each(['frontend', 'frontend:4080', 'frontend-0-0.local:80', 'under_score', '10.1.1.1:4080', '[fd00::1]', '[fd00::1]:4080'])(
    '%s',
    (host) => {
      expect(fillAgent(template, host)).toContain(`\nserved_by='http://${host}'\n`);
    },
  );

  it.each([
    undefined,
    '',
    "a'b",
    'a b',
    'a\nb',
    'a;b',
    '$(id)',
    '`id`',
    'a/b',
    'user@host',
    '$&',
    'frontend:',
    'frontend:port',
    'frontend:123456',
    '-frontend',
    'fd00::1',
    '[fd00::1',
    'a'.repeat(300),
  ])('%j is none', (host) => {
    expect(fillAgent(template, host)).toBeNull();
  });
});
