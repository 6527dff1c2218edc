import { load } from '../../load/index.ts';
import type { Deployment } from '../../model/deployment.ts';
import type { Arguments } from '../arguments.ts';
import { fileSource } from '../file-source.ts';
import { Misuse } from '../misuse.ts';
import { demandText, readLoadOptions } from '../options/template-options.ts';
import { isRejected } from '../rejection.ts';

/** Loads the template again with other parameters. @throws Misuse when it is then rejected */
export function reloader(file: string, given: Arguments): (parameters: Readonly<Record<string, string>>) => Deployment {
  const options = readLoadOptions(given);
  return (parameters) => {
    const files = fileSource(file, given.texts('allow-root'));
    const merged = new Map([...(options.parameters ?? []), ...Object.entries(parameters)]);
    const loaded = load(file, demandText(file), { ...options, parameters: merged, files });
    if (!isRejected(loaded)) return loaded.deployment;
    const named = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
    const wrong = loaded.diagnostics.find(({ severity }) => severity === 'error');
    throw new Misuse(`with ${named.join(', ')} ${file} is rejected: ${wrong?.message ?? 'see makespan check'}`);
  };
}
