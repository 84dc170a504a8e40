// Opens trails in the list.

const LOW = 320; // A window of at most this height, in pixels, as in the style sheets.

/** Opens a trail, or closes it. In a low window all the room is for what was opened. `app`: the LogtrailApp. */
export async function toggleTrail(app, key) {
  app.model.toggle(key);
  if (innerHeight > LOW || !app.model.openKeys.has(key)) return;
  await app.updateComplete;
  const row = [...app.querySelectorAll('button.row')].find((r) => r.dataset.key === key);
  row?.closest('article').scrollIntoView({ block: 'start' });
}
