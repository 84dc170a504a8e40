// Tabs above a panel, as the pattern of ARIA has them: arrows move between them, and one is in the order of the focus.

import { html } from '../lib/lit.js';

function onKey(event, names, chosen, onChoose) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  event.stopPropagation();
  const next = names[(names.indexOf(chosen) + step + names.length) % names.length];
  event.currentTarget.querySelector(`[data-tab="${next}"]`).focus();
  onChoose(next);
}

/** `tabs`: {name: text}; `panel`: the id of the panel. */
export function tabsView(tabs, chosen, panel, onChoose) {
  const names = Object.keys(tabs);
  return html`<div class="tabs" role="tablist" @keydown=${(e) => onKey(e, names, chosen, onChoose)}>
    ${names.map(
      (name) => html`<button
        role="tab"
        data-tab=${name}
        aria-selected=${name === chosen}
        aria-controls=${panel}
        tabindex=${name === chosen ? 0 : -1}
        @click=${() => onChoose(name)}
      >${tabs[name]}</button>`,
    )}
  </div>`;
}
