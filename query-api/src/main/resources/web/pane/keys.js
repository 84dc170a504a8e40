// The keyboard: moves the focus between trails, and runs the action of a key.

const rows = (root) => [...root.querySelectorAll('button.row')];

function moveFocus(root, step) {
  const all = rows(root);
  const at = all.indexOf(root.querySelector('button.row:focus'));
  const rowOfFocus = document.activeElement?.closest?.('article.trail')?.querySelector('button.row');
  const from = at >= 0 ? at : all.indexOf(rowOfFocus);
  const next = all[Math.min(Math.max(from + step, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

function focusNextFailed(root) {
  const all = rows(root);
  const from = all.indexOf(document.activeElement);
  const next = all.find((row, i) => i > from && row.closest('.is-failed')) ?? all.find((r) => r.closest('.is-failed'));
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

const isTyping = (el) => el.matches?.('input, textarea, select') || el.closest?.('dialog[open]');

/** Listens for keys; `actions` has a function for each key that does not move the focus. Returns how to stop. */
export function listenToKeys(root, actions) {
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') return actions.Escape(event);
    if (isTyping(event.target)) return;
    const action = {
      j: () => moveFocus(root, 1),
      k: () => moveFocus(root, -1),
      ArrowDown: () => moveFocus(root, 1),
      ArrowUp: () => moveFocus(root, -1),
      e: () => focusNextFailed(root),
      ...actions,
    }[event.key];
    if (!action) return;
    event.preventDefault();
    action(event);
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
