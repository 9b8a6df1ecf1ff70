// Copies a text, and says that it did.
import { useState } from 'react';

const saidForMs = 1500;

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    setSaid((await copyText(text)) ? 'copied' : 'not copied');
    setTimeout(() => setSaid(null), saidForMs);
  };
  return (
    <button type="button" className="quiet-button" onClick={() => void copy()} aria-label={label} title={label}>
      <span aria-live="polite">{said ?? 'copy'}</span>
    </button>
  );
}

/** The clipboard's own interface is only there on https and localhost; boot servers are mostly plain http. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  document.body.append(field);
  field.select();
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else copies on plain http
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}
