import { rules } from '../../analyze/rules/index.ts';
import type { Command, CommandEntry } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { commonOptions } from '../options/common-options.ts';

/** `makespan completion SHELL`. The list of commands is handed in: it names this one. */
export function completionFor(commands: readonly CommandEntry[]): Command {
  return {
    description: 'Prints a script that completes commands, options and rules in a shell.',
    options: {},
    examples: [
      ['completion bash > ~/.local/share/bash-completion/completions/makespan', 'for bash'],
      ['completion zsh > ~/.zfunc/_makespan', 'for zsh, with ~/.zfunc in fpath'],
      ['completion fish > ~/.config/fish/completions/makespan.fish', 'for fish'],
    ],
    run: async (given, terminal) => {
      const shell = given.choice('shell', ['bash', 'zsh', 'fish'], 'bash');
      const words = await wordsOf(commands);
      terminal.print(shell === 'fish' ? fishScript(words) : bashScript(words, shell === 'zsh'));
      return exitCode.fine;
    },
  };
}

interface CommandWords {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly string[];
}

async function wordsOf(commands: readonly CommandEntry[]): Promise<readonly CommandWords[]> {
  return await Promise.all(
    commands.map(async ({ name, summary, load }) => {
      const { options } = await load();
      return { name, summary, options: Object.keys({ ...options, ...commonOptions, help: {} }).sort() };
    }),
  );
}

function bashScript(words: readonly CommandWords[], isZsh: boolean): string {
  const cases = words.map(
    ({ name, options }) => `    ${name}) words="${options.map((one) => `--${one}`).join(' ')}";;`,
  );
  return `${isZsh ? '#compdef makespan\nautoload -U +X bashcompinit && bashcompinit\n' : ''}_makespan() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${words.map(({ name }) => name).join(' ')}" -- "$current")); return
  fi
  case "$previous" in
    explain|--rule|--ignore-rule) COMPREPLY=($(compgen -W "${rules.map(({ id }) => id).join(' ')}" -- "$current")); return;;
  esac
  case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current"));;
    *) COMPREPLY=($(compgen -f -- "$current"));;
  esac
}
complete -o filenames -F _makespan makespan
`;
}

function fishScript(words: readonly CommandWords[]): string {
  const lines = words.flatMap(({ name, summary, options }) => [
    `complete -c makespan -n __fish_use_subcommand -a ${name} -d '${summary.replaceAll("'", "\\'")}'`,
    ...options.map((one) => `complete -c makespan -n '__fish_seen_subcommand_from ${name}' -l ${one}`),
  ]);
  const ids = rules.map(({ id }) => id).join(' ');
  return `${[...lines, `complete -c makespan -n '__fish_seen_subcommand_from explain' -f -a '${ids}'`].join('\n')}\n`;
}
