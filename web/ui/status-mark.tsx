// A status as glyph, word and colour.
import './status-mark.css';

export function StatusMark({ tone, glyph, word }: { tone: string; glyph: string; word: string }) {
  return (
    <span className={`status-mark tone-${tone}`}>
      <span className="status-glyph" aria-hidden="true">
        {glyph}
      </span>
      {word}
    </span>
  );
}
