import type { Options } from 'yargs';
import { explainSyntax } from '../../load/explain-syntax.ts';
import { frontEnds, load } from '../../load/index.ts';
import type { LoadOptions, LoadResult } from '../../load/load.ts';
import type { Arguments } from '../arguments.ts';
import { fileSource } from '../file-source.ts';
import { Misuse } from '../misuse.ts';
import { readText } from '../read-file.ts';

const group = 'Template:';

/** How a template is read. */
export const templateOptions: Readonly<Record<string, Options>> = {
  parameter: { alias: 'P', describe: 'NAME=VALUE, a parameter of the template', requiresArg: true, group },
  environment: {
    alias: 'e',
    describe: 'An environment file; of several, later ones win',
    requiresArg: true,
    group,
  },
  'read-as': {
    describe: 'native, heat, cloudformation, taskflow or graph, where the content does not tell',
    requiresArg: true,
    group,
  },
  'allow-root': {
    describe: 'A folder that the template may read files from beside its own',
    requiresArg: true,
    group,
  },
};

/** The options that hold for every template of the call; their files are read once. @throws Misuse */
export function readLoadOptions(given: Arguments): Omit<LoadOptions, 'files'> {
  const formats = frontEnds.map(({ id }) => id);
  const format = given.text('read-as') === null ? null : given.choice('read-as', formats, '');
  return {
    parameters: given.pairs('parameter'),
    environments: given.texts('environment').map((file) => ({ file, text: demandText(file) })),
    ...(format === null ? {} : { format }),
  };
}

/** Reads a template. @throws Misuse when its file cannot be read; what is wrong inside it is data */
export async function openTemplate(
  file: string,
  given: Arguments,
  options = readLoadOptions(given),
): Promise<LoadResult> {
  return openText(file, demandText(file), { given, options });
}

/** The same for a text that is at hand; the name says where its other files are. */
export async function openText(
  file: string,
  text: string,
  { given, options }: { readonly given: Arguments; readonly options: Omit<LoadOptions, 'files'> },
): Promise<LoadResult> {
  const files = fileSource(file, given.texts('allow-root'));
  return explainSyntax(file, load(file, text, { ...options, files }));
}

/** @throws Misuse naming the file and why it cannot be read */
export function demandText(file: string): string {
  const read = readText(file);
  if ('text' in read) return read.text;
  throw new Misuse(`${file} ${read.error}`);
}
