import type { Finding } from '../../analyze/finding.ts';
import type { Deployment } from '../../model/deployment.ts';
import type { SketchTask } from './example-deployment.ts';
import type { ResultSketch } from './example-results.ts';

const ROLES: readonly (readonly [string, readonly string[]])[] = [
  ['db1', ['packages', 'postgres', 'schema', 'replication']],
  ['db2', ['packages', 'postgres', 'standby']],
  ['queue', ['packages', 'rabbitmq', 'vhosts']],
  ['cache', ['packages', 'redis']],
  ['auth', ['packages', 'keycloak', 'realm', 'clients']],
  ['api1', ['packages', 'runtime', 'migrate', 'service']],
  ['api2', ['packages', 'runtime', 'service']],
  ['worker', ['packages', 'runtime', 'jobs']],
  ['web', ['packages', 'nginx', 'certificates', 'site']],
  ['monitor', ['packages', 'prometheus', 'targets', 'alerts']],
];

const VALUES: Readonly<Record<string, readonly string[]>> = {
  'db2.standby': ['db1.replication'],
  'auth.realm': ['db1.schema'],
  'api1.migrate': ['db1.schema', 'auth.clients'],
  'api1.service': ['queue.vhosts', 'cache.redis'],
  'api2.service': ['api1.migrate'],
  'worker.jobs': ['queue.vhosts', 'api1.migrate'],
  'web.site': ['api1.service', 'api2.service'],
  'monitor.targets': ['web.nginx', 'db2.standby'],
};

/** Ten hosts of a small shop, their network, and a wait for the first boot: sixty tasks. */
export const shopSketch: ResultSketch = {
  file: 'shop.yaml',
  tasks: shopTasks(),
  origins: ['default', 'template', 'assumed', 'assumed', 'timing-file'],
  spread: 0.5,
  findings: shopFindings,
};

/** What a template may hold to harm the one who reads about it. */
export const hostileNames: readonly string[] = [
  '</script><script>document.title="owned"</script>',
  '"><img src=x onerror=document.title=1>',
  '\u202egnp.exe\u2066\u0007\u001b[31m',
  'N'.repeat(10_000),
  '🙂'.repeat(40),
  '<style>*{display:none}</style>',
  '{{constructor}} $(1+1) &lt;b&gt; \u2028\u2029 --> ]]>',
];

export const hostileSketch: ResultSketch = {
  file: '</title><svg onload=document.title=1>.yaml',
  tasks: hostileNames.flatMap((name, index): SketchTask[] => {
    const host = name.replaceAll('.', '·');
    const before = hostileNames[index - 1]?.replaceAll('.', '·');
    return [
      { id: `${host}.base`, seconds: 3 + index, type: name },
      { id: `${host}.b<i>1`, seconds: 2, after: [`${host}.base`], values: before ? [`${before}.base`] : [] },
    ];
  }),
  findings: (deployment) =>
    deployment.tasks.mapNodes((id, { span }) => ({
      rule: id.slice(0, 60),
      severity: 'error',
      confidence: 'possible',
      message: id,
      span,
      related: [{ message: id, span }],
      evidence: [
        { kind: 'path', title: id, closed: true, steps: [{ subject: id, text: id, span }] },
        {
          kind: 'schedule',
          title: id,
          events: [
            { task: id, event: 'start', text: id, span },
            { task: id, event: 'stuck', text: `${id} is stuck`, span },
          ],
        },
        { kind: 'table', title: id, columns: [id, id], rows: [[id, id]] },
      ],
      fix: { description: id, certain: false, edits: [{ span, text: id }] },
    })),
};

/** Hosts of ten tasks in a chain; each host from the second on needs a value of the one before. */
export function largeSketch(size: number): ResultSketch {
  const tasks = Array.from({ length: size }, (_, index): SketchTask => {
    const [host, part] = [Math.floor(index / 10), index % 10];
    const after = part === 0 ? [] : [`h${host}.c${part - 1}`];
    const values = part === 4 && host > 0 ? [`h${host - 1 - ((host * 7) % Math.min(12, host))}.c2`] : [];
    return { id: `h${host}.c${part}`, seconds: 2 + ((index * 7) % 11), after, values };
  });
  return { file: `large-${size}.yaml`, tasks };
}

function shopTasks(): readonly SketchTask[] {
  const network: readonly SketchTask[] = [
    { id: 'network', seconds: 3, type: 'OS::Neutron::Net' },
    { id: 'subnet', seconds: 2, type: 'OS::Neutron::Subnet', after: ['network'] },
    { id: 'router', seconds: 4, type: 'OS::Neutron::Router', after: ['network'] },
    { id: 'gateway', seconds: 2, type: 'OS::Neutron::RouterInterface', after: ['router', 'subnet'] },
    { id: 'firewall', seconds: 2, type: 'OS::Neutron::SecurityGroup' },
    { id: 'volume', seconds: 9, type: 'OS::Cinder::Volume' },
    {
      id: 'db_ready',
      seconds: 0,
      kind: 'wait',
      type: 'OS::Heat::WaitCondition',
      waitsFor: 'db_handle',
      after: ['db1.postgres'],
    },
    { id: 'address', seconds: 2, type: 'OS::Neutron::FloatingIP', after: ['gateway', 'web.base'] },
  ];
  const hosts = ROLES.flatMap(([host, components], row) => [
    {
      id: `${host}.base`,
      seconds: 20 + 3 * ((row * 7) % 5),
      kind: 'server',
      type: 'OS::Nova::Server',
      after: ['subnet', 'firewall', ...(row < 2 ? ['volume'] : [])],
    } as const,
    ...components.map((name, index): SketchTask => {
      const id = `${host}.${name}`;
      const before = `${host}.${components[index - 1] ?? 'base'}`;
      const signals = id === 'db1.schema' ? ['db_handle'] : [];
      return { id, seconds: 6 + ((row * 11 + index * 17) % 35), after: [before], values: VALUES[id] ?? [], signals };
    }),
  ]);
  return [...network, ...hosts];
}

function shopFindings(deployment: Deployment): readonly Finding[] {
  const span = (id: string) => deployment.tasks.getNodeAttribute(id, 'span');
  const base = { related: [], evidence: [], confidence: 'proved' } as const;
  return [
    {
      ...base,
      rule: 'unused-value',
      severity: 'info',
      confidence: 'possible',
      message: "'auth.clients' is provided twice.",
      span: span('auth.clients'),
    },
    {
      ...base,
      rule: 'unsatisfiable-wait',
      severity: 'error',
      message: "'db_ready' waits for 2 signals to 'db_handle', and at most 1 can come.",
      span: span('db_ready'),
      related: [{ message: 'the only signal is sent here', span: span('db1.schema') }],
      evidence: [
        {
          kind: 'schedule',
          title: 'the shortest schedule that gets stuck',
          events: [
            { task: 'db1.base', event: 'finish', text: 'is active; its components may run' },
            { task: 'db1.schema', event: 'signal', text: 'sends signal 1 of 2 to db_handle' },
            { task: 'db_ready', event: 'stuck', text: 'waits for signal 2, which nothing sends' },
          ],
        },
        { kind: 'interval', title: 'when the timeout strikes', unit: 's', low: 600, high: 660 },
      ],
    },
    {
      ...base,
      rule: 'timeout-too-short',
      severity: 'warning',
      confidence: 'likely',
      message: "'db_ready' may time out: its signal comes after 600 s in 3 of 100 deployments.",
      span: span('db_ready'),
      evidence: [
        {
          kind: 'table',
          title: 'what comes before the signal',
          columns: ['task', 'median', 'p95'],
          rows: [
            ['db1.base', '26 s', '41 s'],
            ['db1.postgres', '19 s', '52 s'],
          ],
        },
        { kind: 'environment', title: 'holds when', values: { with_replica: true, small: false } },
      ],
    },
  ];
}
