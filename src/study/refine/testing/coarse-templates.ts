import fc from 'fast-check';

/** A fine deployment, and which machines were put after which as wholes on top of it. */
export interface CoarseTemplate {
  /** Components of each machine, each with its seconds. */
  readonly hosts: readonly (readonly number[])[];
  /** A component takes a value of another: machine and component, each by index. */
  readonly values: readonly { readonly from: Place; readonly to: Place }[];
  /** Machines that come after whole machines. */
  readonly wholes: readonly { readonly from: number; readonly to: number }[];
  /** A component signals a handle, a wait counts it, and another component comes after the wait. */
  readonly signal: { readonly from: Place; readonly to: Place } | null;
}

export type Place = readonly [host: number, component: number];

/**
 * Machines of a base and two components, values between them either way as long as the components stay without a
 * cycle, and a whole order wherever a value passes: the template that coarse thinking makes of the fine one.
 */
export function coarseTemplates(machines: number): fc.Arbitrary<CoarseTemplate> {
  const place = fc.tuple(fc.nat(machines - 1), fc.nat(1));
  const parts = fc.record({
    hosts: fc.array(times(), { minLength: machines, maxLength: machines }),
    pairs: fc.array(fc.tuple(place, place), { minLength: 1, maxLength: machines + 1 }),
    signal: fc.option(fc.tuple(place, place), { nil: null }),
    extra: fc.boolean(),
  });
  return parts.map(({ hosts, pairs, signal, extra }) => {
    const across = pairs.filter(([from, to]) => from[0] !== to[0]).map(([from, to]) => ({ from, to }));
    const values = across.filter((_pair, index) => isAcyclic(across.slice(0, index + 1)));
    const withSignal = signal === null ? null : { from: signal[0], to: signal[1] };
    const isSound =
      withSignal !== null && withSignal.from[0] !== withSignal.to[0] && isAcyclic([...values, withSignal]);
    const directions = new Set(values.map(({ from, to }) => `${from[0]} ${to[0]}`));
    if (extra) directions.add('0 1');
    const wholes = [...directions].map((pair) => ({ from: Number(pair[0]), to: Number(pair[2]) }));
    return { hosts, values, wholes, signal: isSound ? withSignal : null };
  });
}

function times(): fc.Arbitrary<number[]> {
  return fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 });
}

/** Whether components in their order on each machine, and these values, are without a cycle. */
function isAcyclic(pairs: readonly { readonly from: Place; readonly to: Place }[]): boolean {
  const reach = (at: Place, goal: Place, depth: number): boolean =>
    (at[0] === goal[0] && at[1] <= goal[1]) ||
    (depth > 0 && pairs.some(({ from, to }) => from[0] === at[0] && from[1] >= at[1] && reach(to, goal, depth - 1)));
  return pairs.every(({ from, to }) => !reach(to, from, pairs.length));
}

/** In the native format; without the whole orders it is the fine template. */
export function nativeText({ hosts, values, wholes, signal }: CoarseTemplate, isCoarse: boolean): string {
  const body = hosts.map(([base, ...components], host) => {
    const after = isCoarse ? wholes.filter(({ to }) => to === host).map(({ from }) => `h${from}`) : [];
    return [
      `  h${host}:`,
      ...(after.length > 0 ? [after.length === 1 ? `    after: ${after[0]}` : `    after: [${after.join(', ')}]`] : []),
      `    base: ${base}s`,
      '    components:',
      ...components.map((seconds, index) => {
        const takes = values.filter(({ to }) => to[0] === host && to[1] === index).map(({ from }) => from);
        const consumes = [...new Set(takes.map((from) => `v${from.join('')}: h${from[0]}.c${from[1]}.out`))];
        const parts = [
          `duration: ${seconds}s`,
          'provides: out',
          ...(consumes.length > 0 ? [`consumes: {${consumes.join(', ')}}`] : []),
          ...(signal?.from[0] === host && signal.from[1] === index ? ['signals: told'] : []),
          ...(signal?.to[0] === host && signal.to[1] === index ? ['after: gate'] : []),
        ];
        return `      c${index}: {${parts.join(', ')}}  # ${host}${index}`;
      }),
    ];
  });
  const waits = signal === null ? [] : ['handles:', '  told:', 'tasks:', '  gate: {wait: told}'];
  return ['makespan: 1', 'hosts:', ...body.flat(), ...waits, ''].join('\n');
}

/** The same in HOT: a whole order is that of a server after the last deployment of another. */
export function heatText({ hosts, values, wholes }: CoarseTemplate, isCoarse: boolean): string {
  const lines = hosts.flatMap(([base, ...components], host) => {
    const after = isCoarse ? wholes.filter(({ to }) => to === host).map(({ from }) => `h${from}c1`) : [];
    return [
      `  h${host}:`,
      '    type: OS::Nova::Server',
      ...(after.length > 0 ? ['    depends_on:', ...after.map((name) => `      - ${name}`)] : []),
      `    metadata: {makespan: {duration: ${base}s}}`,
      '    properties: {image: i, flavor: f, user_data_format: SOFTWARE_CONFIG}',
      ...components.flatMap((seconds, index) => {
        const takes = [
          ...new Set(values.filter(({ to }) => to[0] === host && to[1] === index).map(({ from }) => from.join('c'))),
        ];
        return [
          `  h${host}c${index}:  # ${host}${index}`,
          '    type: OS::Heat::SoftwareDeployment',
          ...(index > 0 ? [`    depends_on: h${host}c${index - 1}`] : []),
          `    metadata: {makespan: {duration: ${seconds}s}}`,
          '    properties:',
          `      server: {get_resource: h${host}}`,
          '      config: {get_resource: config}',
          ...(takes.length > 0 ? ['      input_values:'] : []),
          ...takes.map((name, at) => `        i${at}: {get_attr: [h${name}, out]}`),
        ];
      }),
    ];
  });
  const config = [
    '  config:',
    '    type: OS::Heat::SoftwareConfig',
    '    metadata: {makespan: {duration: 0s}}',
    '    properties:',
    '      group: script',
    '      inputs: [{name: i0}, {name: i1}, {name: i2}]',
    '      outputs: [{name: out}]',
    '      config: echo',
  ];
  return ['heat_template_version: 2018-08-31', 'resources:', ...lines, ...config, ''].join('\n');
}
