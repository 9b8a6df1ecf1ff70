// The frame of every view: the top line, the notices, and the view that the URL names. The overview and a backend's page are loaded with the
// page, the other views when they are opened.
import { lazy, Suspense, type ReactNode } from 'react';
import { useAddress } from './address.ts';
import type { View } from './address-query.ts';
import { BackendPage } from './backend/backend-page.tsx';
import { Notices } from './notices/notices.tsx';
import { Overview } from './overview/overview.tsx';
import { PageHead } from './page-head.tsx';
import { UsualTimesProvider } from './run/usual-times.tsx';
import { ViewBoundary } from './view-boundary.tsx';
import './page.css';
import './page-head.css';
import './notices/notices.css';

const GridView = lazy(async () => ({ default: (await import('./grid/grid-view.tsx')).GridView }));
const DeploymentsView = lazy(async () => ({ default: (await import('./deployments/deployments-view.tsx')).DeploymentsView }));
const EventsView = lazy(async () => ({ default: (await import('./events/events-view.tsx')).EventsView }));
const SourcesView = lazy(async () => ({ default: (await import('./sources/sources-view.tsx')).SourcesView }));
const Wall = lazy(async () => ({ default: (await import('./wall/wall.tsx')).Wall }));

const viewsByName: Readonly<Record<View, () => ReactNode>> = {
  table: () => <Overview />,
  grid: () => <GridView />,
  deployments: () => <DeploymentsView />,
  events: () => <EventsView />,
  sources: () => <SourcesView />,
};

export function Page() {
  return <UsualTimesProvider>{useAddress().wall ? <InTime view="wall">{<Wall />}</InTime> : <Views />}</UsualTimesProvider>;
}

function Views() {
  const { backend, view } = useAddress();
  return (
    <div className="page">
      <PageHead />
      <Notices />
      <main className="page-view">
        {backend === null ? <InTime view={view}>{viewsByName[view]()}</InTime> : <BackendPage key={backend} id={backend} />}
      </main>
    </div>
  );
}

/** For a view that may have to be loaded first. */
function InTime({ view, children }: { view: string; children: ReactNode }) {
  return (
    <ViewBoundary key={view}>
      <Suspense fallback={<p className="nothing-here dim">Loading</p>}>{children}</Suspense>
    </ViewBoundary>
  );
}
