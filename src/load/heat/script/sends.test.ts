import { describe, expect, it } from 'vitest';
import { isUnknown } from '../../../model/unknown.ts';
import { loadHeat } from '../testing/load-heat.ts';

/** The signals of a server whose user data is this script; `notify` is the handle's curl call. */
function signalsOf(script: string): readonly string[] {
  const indented = script.split('\n').map((line) => `            ${line}`);
  const { deployment } = loadHeat(`resources:
  h: {type: OS::Heat::WaitConditionHandle}
  vm:
    type: OS::Nova::Server
    properties:
      flavor: f
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
${indented.join('\n')}
`);
  return deployment.signals.map(({ id, status, at, optional, multiplicity }) => {
    const idText = id === null ? 'no id' : isUnknown(id) ? 'id?' : id;
    const statusText = isUnknown(status) ? 'status?' : status;
    const times = isUnknown(multiplicity) ? 'n times' : multiplicity === 1 ? '' : `${multiplicity} times`;
    return [statusText, idText, at, optional ? 'optional' : '', times].filter((word) => word !== '').join(', ');
  });
}

const CASES: readonly (readonly [name: string, script: string, expected: readonly string[]])[] = [
  ['a bare call is a success', 'install\nnotify', ['SUCCESS, no id, end']],
  ['data give status and id', `notify --data-binary '{"status": "FAILURE", "id": "x"}'`, ['FAILURE, x, end']],
  ['an unquoted id counts', 'notify -d \'{"id": 7}\'', ['SUCCESS, 7, end']],
  ['work after the signal makes it early', 'notify\nsystemctl start db', ['SUCCESS, no id, start']],
  ['echo and exit are no work', 'notify\necho done\nexit 0', ['SUCCESS, no id, end']],
  ['what stands behind an exit is never sent', 'exit 0\nnotify', []],
  ['an exit in a branch ends nothing', 'test -e /x || exit 1\nnotify', ['SUCCESS, no id, end']],
  ['an exit in braces behind an operator ends nothing', 'a || { b; exit 1; }\nnotify', ['SUCCESS, no id, end']],
  ['an exit in a subshell behind an operator ends nothing', 'a || (b; exit 1)\nnotify', ['SUCCESS, no id, end']],
  ['a signal behind an operator may not come', 'install && notify', ['SUCCESS, no id, end, optional']],
  ['a signal in a branch may not come', 'if a; then\n  notify\nfi', ['SUCCESS, no id, end, optional']],
  ['a signal in a case may not come', 'case $x in\n  a) notify ;;\nesac', ['SUCCESS, no id, end, optional']],
  ['a signal in a trap may not come', "trap 'notify' ERR\ninstall", ['status?, id?, start, optional, n times']],
  ['a signal in the background is not at the end', 'notify &', ['SUCCESS, no id, start']],
  ['a loop over words sends as often', 'for x in a b c; do\n  notify\ndone', ['SUCCESS, no id, end, 3 times']],
  ['a loop over a range sends as often', 'for x in {1..4}; do notify; done', ['SUCCESS, no id, end, 4 times']],
  ['a constant id in a loop counts once', 'for x in a b; do notify -d \'{"id": "k"}\'; done', ['SUCCESS, k, end']],
  ['a loop over what runs is open', 'for x in $(ls); do notify; done', ['SUCCESS, no id, end, optional, n times']],
  ['a function sends where it is called', 'ok() {\n  notify\n}\ninstall\nok', ['SUCCESS, no id, end']],
  ['a function that nothing calls sends nothing', 'function ok {\n  notify\n}\ninstall', []],
  [
    'a function called behind an operator may not send',
    'bad() { notify; }\na || bad\nb',
    ['SUCCESS, no id, start, optional'],
  ],
  ['a variable carries the handle', 'CALL="notify"\ninstall\n$CALL', ['SUCCESS, no id, end']],
  ['a computed id is unknown', 'notify -d "{\\"id\\": \\"$HOSTNAME\\"}"', ['SUCCESS, id?, end']],
  ['a continued line is one command', 'notify \\\n  --data-binary \'{"id": "x"}\'', ['SUCCESS, x, end']],
  ['a comment sends nothing', '# notify', []],
  ['what goes into a file may run or not', 'cat > /x <<EOF\nnotify\nEOF', ['status?, id?, start, optional, n times']],
  ['another language cannot be read', '#!/usr/bin/python3\ncall("notify")', ['status?, id?, start, optional, n times']],
  [
    'a handle that is only written down may be used',
    'echo notify > /etc/call',
    ['status?, id?, start, optional, n times'],
  ],
];

describe('signals of a script', () => {
  it.each(CASES)('%s', (_name, script, expected) => {
    expect(signalsOf(script)).toEqual(expected);
  });

  it('are placed at their line of the template', () => {
    const { deployment } = loadHeat(`resources:
  h: {type: OS::Heat::WaitConditionHandle}
  vm:
    type: OS::Nova::Server
    properties:
      flavor: f
      user_data:
        str_replace:
          params: {notify: {get_attr: [h, curl_cli]}}
          template: |
            #!/bin/sh
            install
              notify -d '{}'
`);
    expect(deployment.signals[0]?.span).toMatchObject({ line: 14, column: 15, endLine: 14, endColumn: 29 });
  });
});
