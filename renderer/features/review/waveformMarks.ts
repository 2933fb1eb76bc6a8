/** What stands on the marks of a waveform: flags and words. */

/** A small flag at the top of a bookmark's line; its word is shown where the pointer rests. */
export function flagOf(words: string): HTMLElement {
  return marked(
    { title: words },
    {
      position: "absolute",
      top: "0",
      left: "0",
      width: "12px",
      height: "10px",
      background: "var(--color-warm-line)",
      clipPath: "polygon(0 0, 100% 0, 70% 50%, 100% 100%, 0 100%)",
      cursor: "pointer",
    },
  );
}

/** How long a pause was, small at the foot of its line. */
export function pauseWords(words: string): HTMLElement {
  return marked(
    { textContent: words },
    {
      position: "absolute",
      bottom: "0",
      left: "4px",
      color: "var(--color-muted)",
      fontSize: "0.75rem",
      whiteSpace: "nowrap",
      pointerEvents: "none",
    },
  );
}

/** A short passage is narrower than its word: the word then stands beside it, legible on the bars. */
export function wordOn(word: string): HTMLElement {
  return marked(
    { textContent: word },
    {
      display: "inline-block",
      padding: "0 5px",
      borderRadius: "0 0 5px 0",
      background: "var(--color-panel)",
      color: "var(--color-muted)",
      fontSize: "13px",
      lineHeight: "18px",
      whiteSpace: "nowrap",
    },
  );
}

function marked(words: Partial<HTMLElement>, style: Partial<CSSStyleDeclaration>): HTMLElement {
  const element = Object.assign(document.createElement("span"), words);
  Object.assign(element.style, style);
  return element;
}
