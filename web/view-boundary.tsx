// Wraps a view: if it cannot be loaded (the server is gone or has a different version) or throws, the rest of the page keeps working and shows
// what to do.
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
        <h2>This view cannot be shown.</h2>
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
