// The keyboard: runs the action of a key.

/** The key of the trail that the focus is in; undefined if in none. */
export const focusedKey = () => document.activeElement?.closest?.('article.trail')?.querySelector('button.row')?.dataset.key;

const isTyping = (el) => el.matches?.('input, textarea, select') || el.closest?.('dialog[open]');

/** Listens for keys; `actions` has a function for each, which answers false where the key is the browser's. Returns how to stop. */
export function listenToKeys(actions) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return actions.Escape(event);
    if (isTyping(event.target)) return;
    const action = actions[event.key];
    if (!action) return;
    if (action(event) !== false) event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
