/** A SARIF log as JSON gives it; each question below says what it expects. */
// biome-ignore lint/suspicious/noExplicitAny: a validator asks of data that may be anything.
type Json = any;

/**
 * What GitHub's code scanning would refuse or lose, beyond the schema (docs.github.com, "SARIF support for code
 * scanning"): required properties and limits. Empty when nothing.
 */
export function githubMisses(log: Json): readonly string[] {
  return log.runs.length > 20 ? ['more than 20 runs'] : log.runs.flatMap(runMisses);
}

function runMisses(run: Json): readonly string[] {
  const { name, rules } = run.tool.driver;
  const ids = new Set<string>(rules.map(({ id }: Json) => id));
  return [
    ...(name ? [] : ['no tool.driver.name']),
    ...(run.results.length > 25_000 ? ['more than 25,000 results'] : []),
    ...rules.flatMap(ruleMisses),
    ...run.results.flatMap((result: Json, index: number) =>
      resultMisses(result, ids).map((what) => `${index}: ${what}`),
    ),
  ];
}

function ruleMisses(rule: Json): readonly string[] {
  const texts = ['shortDescription', 'fullDescription', 'help'];
  return [
    ...texts.filter((key) => !rule[key]?.text).map((key) => `${rule.id} has no ${key}.text`),
    ...texts
      .slice(0, 2)
      .filter((key) => rule[key]?.text?.length > 1024)
      .map((key) => `${rule.id}: ${key} is too long`),
    ...(rule.name.length > 255 ? [`${rule.id}: the name is too long`] : []),
    ...((rule.properties?.tags ?? []).length > 10 ? [`${rule.id}: more than 10 tags`] : []),
  ];
}

function resultMisses(result: Json, ids: ReadonlySet<string>): readonly string[] {
  const { physicalLocation } = result.locations?.[0] ?? {};
  const uri: string = physicalLocation?.artifactLocation?.uri ?? '';
  const isRelative = uri !== '' && !/^[a-z]+:|^\/|^\.\.\/|\\/i.test(uri) && uri === encodeURI(decodeURI(uri));
  const sides = ['startLine', 'startColumn', 'endLine', 'endColumn'];
  return [
    ...(result.message?.text ? [] : ['no message.text']),
    ...(ids.has(result.ruleId) ? [] : [`rule ${result.ruleId} is not described`]),
    ...(result.partialFingerprints?.primaryLocationLineHash ? [] : ['no primaryLocationLineHash']),
    ...(isRelative ? [] : [`uri ${uri} is not relative, percent-encoded and with /`]),
    ...sides.filter((side) => !(physicalLocation?.region?.[side] >= 1)).map((side) => `no region.${side}`),
    ...((result.relatedLocations ?? []).length > 100 ? ['more than 100 related locations'] : []),
  ];
}
