/**
 * What a reader has set, kept in the address so that a link opens the page as it was: `#graph?graph.focus=vmA.a1`. The
 * part before the question mark is where to look, the rest is what every view was told, under its own name.
 */
let place = '';
let settings = new URLSearchParams();
read();

/** What a view was told, or null. */
export function setting(view: string, name: string): string | null {
  return settings.get(`${view}.${name}`);
}

/** Remembers what a view was told; null forgets it. The address follows without a new entry in the history. */
export function keepSetting(view: string, name: string, value: string | null): void {
  if (value === null) settings.delete(`${view}.${name}`);
  else settings.set(`${view}.${name}`, value);
  place = view;
  write();
}

/** Where the address points: the id of a part of the page. */
export function placeInAddress(): string {
  return place;
}

/** Calls back when somebody else changed the settings in the address; a link to a part keeps them. */
export function onOtherSettings(redraw: () => void): void {
  addEventListener('hashchange', () => {
    const before = settings.toString();
    const hasSettings = location.hash.includes('?');
    if (!hasSettings) {
      place = decoded(location.hash.slice(1));
      if (before !== '') write();
      return;
    }
    read();
    if (settings.toString() !== before) redraw();
  });
}

function read(): void {
  const [part = '', query = ''] = location.hash.slice(1).split('?');
  place = decoded(part);
  settings = new URLSearchParams(query);
}

function write(): void {
  const query = settings.toString();
  history.replaceState(null, '', `#${encodeURIComponent(place)}${query === '' ? '' : `?${query}`}`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
