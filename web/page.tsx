// The frame that every view stands in: head line, what is wrong with the page itself, and the view that the address asks for.
import { useAddress } from './address.ts';
import { BackendPage } from './backend/backend-page.tsx';
import { Notices } from './notices.tsx';
import { Overview } from './overview/overview.tsx';
import { PageHead } from './page-head.tsx';
import './page.css';

export function Page() {
  const { backend } = useAddress();
  return (
    <div className="page">
      <PageHead />
      <Notices />
      <main className="page-view">{backend === null ? <Overview /> : <BackendPage key={backend} id={backend} />}</main>
    </div>
  );
}
