/** The page's colours, light and dark, for pictures that stand alone: a test holds them to the page's own style. */
export const colours = {
  page: ['#f6f7f8', '#121518'],
  surface: ['#ffffff', '#1a1e22'],
  sunken: ['#f0f2f4', '#14181b'],
  ink: ['#1a1f25', '#e7eaed'],
  soft: ['#525c66', '#a5afb9'],
  line: ['#d8dde2', '#343b42'],
  'strong-line': ['#8b96a1', '#6a7580'],
  fine: ['#1a5fb4', '#7db4ff'],
  'fine-soft': ['#d3e3f6', '#25405f'],
  coarse: ['#a84a08', '#f0a361'],
  'coarse-soft': ['#f7e0cb', '#553519'],
  'on-strong': ['#ffffff', '#10151a'],
  value: ['#00715a', '#57cbab'],
  signal: ['#8539a0', '#d79ee8'],
  error: ['#b01c2e', '#ff9494'],
  warning: ['#765200', '#e8c05c'],
  good: ['#1b6a39', '#80d29b'],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;

export type Colour = keyof typeof colours;

/** The hue of a granularity; any other series takes a neutral one. */
export function hueOf(name: string): Colour {
  return name === 'fine' || name === 'coarse' ? name : 'soft';
}

export function softHueOf(name: string): Colour {
  return name === 'fine' ? 'fine-soft' : name === 'coarse' ? 'coarse-soft' : 'line';
}
