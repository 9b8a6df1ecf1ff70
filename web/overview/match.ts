// Which backends the filter and the search box leave. Pure.
import type { BackendSummary } from '../../state-machines/summary.ts';
import type { BackendStatus } from '../../state-machines/vocabulary.ts';

export interface Filter {
  /** Those to show; none means all. */
  statuses: readonly BackendStatus[];
  search: string;
}

/** `10.1.1.`: without its dots it would find MACs that have nothing to do with it. The dots in a MAC stand after four digits. */
const partOfAddress = /^\.?(?:\d{1,3}\.)+\d{0,3}$/;

/** A test for the backends to show: of one of the statuses (none means all), and with the text in host, IP or MAC. */
export function matcher({ statuses, search }: Filter): (backend: BackendSummary) => boolean {
  const text = search.trim().toLowerCase();
  const bareMac = /^[0-9a-f.-]{4,}$/.test(text) && !partOfAddress.test(text) ? text.replace(/[.-]/g, '') : null;
  return (backend) => (statuses.length === 0 || statuses.includes(backend.status)) && hasText(backend, text, bareMac);
}

/** A MAC is also found as switches and firmware write it: 5254-00aa-0010, 52-54-00-aa-00-10. */
function hasText({ id, host, ip, mac }: BackendSummary, text: string, bareMac: string | null): boolean {
  if (text === '') return true;
  if ([host, ip, mac, id].some((name) => name?.toLowerCase().includes(text))) return true;
  return bareMac !== null && bareMac !== '' && mac !== null && mac.replaceAll(':', '').includes(bareMac);
}
