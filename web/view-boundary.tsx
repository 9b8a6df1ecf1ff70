// Stands around a view: when it can't be loaded (the server is gone, or has another version) or breaks, the rest of the page goes on, and
// somebody reads what to do.
import { Component, type ReactNode } from 'react';

export class ViewBoundary extends Component<{ children: ReactNode }, { broken: Error | null }> {
  override state: { broken: Error | null } = { broken: null };

  static getDerivedStateFromError(broken: Error): { broken: Error } {
    return { broken };
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <section className="nothing-here" role="alert">
        <h2>This view can’t be shown.</h2>
        <p className="dim">{this.state.broken.message}</p>
        <p>
          <button type="button" className="button" onClick={() => location.reload()}>
            Reload the page
          </button>
        </p>
      </section>
    );
  }
}
