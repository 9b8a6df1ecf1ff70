// A button that copies a text and confirms it.
import { useState } from 'react';

const saidForMs = 1500;

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    setSaid((await copyText(text)) ? 'copied' : 'copy failed');
    setTimeout(() => setSaid(null), saidForMs);
  };
  return (
    <button type="button" className="quiet-button" onClick={() => void copy()} aria-label={label} title={label}>
      <span aria-live="polite">{said ?? 'copy'}</span>
    </button>
  );
}

/** The clipboard API works only on https and localhost; boot servers mostly use plain http. */
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
