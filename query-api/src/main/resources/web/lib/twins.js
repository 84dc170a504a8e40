// Functions of one name in several accounts or regions, which have to be told apart.

/** What tells them apart, by name: {account, region}, whether they differ by it. */
export function twinsOf(items, nameOf) {
  const byName = new Map();
  for (const item of items) byName.set(nameOf(item), [...(byName.get(nameOf(item)) ?? []), item]);
  const differ = (of, key) => new Set(of.map((item) => item[key])).size > 1;
  return new Map([...byName].map(([name, of]) => [name, { account: differ(of, 'account'), region: differ(of, 'region') }]));
}

/** Account and region of one, those that it has to be told by: {account, region, text}; null and '' where its name is enough. */
export function placeOf(item, twins, nameOf) {
  const by = twins.get(nameOf(item));
  const [account, region] = [by?.account ? item.account : null, by?.region ? item.region : null];
  return { account, region, text: [account, region].filter(Boolean).join(' ') };
}
