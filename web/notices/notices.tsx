// What is wrong with the page or the service itself, above every view: connection lost, version changed, restart, unreadable messages, service
// problems. Empty when all is well.
import { ConnectionNotice } from './connection-notice.tsx';
import { DamagedNotice, ErrorNotice } from './feed-notices.tsx';
import { RestartNotice } from './restart-notice.tsx';
import { ServiceNotice } from './service-notice.tsx';
import { VersionNotice } from './version-notice.tsx';

export function Notices() {
  return (
    <div className="notices">
      <ConnectionNotice />
      <VersionNotice />
      <RestartNotice />
      <DamagedNotice />
      <ErrorNotice />
      <ServiceNotice />
    </div>
  );
}
