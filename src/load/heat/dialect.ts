/**
 * What each template version understands. Source: the `functions`, `condition_functions`, `SECTIONS` and
 * `_RESOURCE_KEYS` tables of Heat's template classes (heat/engine/hot/template.py, heat/engine/cfn/template.py).
 */
export interface Dialect {
  /** The version as the template classes name it: `2018-08-31`, for every alias of it. */
  readonly version: string;
  readonly style: 'hot' | 'cfn';
  /** Functions that this version parses. */
  readonly functions: ReadonlySet<string>;
  /** Functions that older versions had: Heat rejects them when it validates. */
  readonly removed: ReadonlySet<string>;
  /** Functions that conditions may use; empty when the version knows no conditions. */
  readonly conditionFunctions: ReadonlySet<string>;
  readonly sections: ReadonlySet<string>;
  readonly resourceKeys: ReadonlySet<string>;
  readonly hasConditions: boolean;
  /** Whether `if` may leave out what stands for false. */
  readonly hasNullableIf: boolean;
  /** Whether `get_attr` may name a resource alone. */
  readonly hasAllAttributes: boolean;
  /** The words of this style for what both styles say. */
  readonly words: Words;
}

export interface Words {
  readonly parameters: string;
  readonly resources: string;
  readonly outputs: string;
  readonly conditions: string;
  readonly type: string;
  readonly properties: string;
  readonly metadata: string;
  readonly dependsOn: string;
  readonly condition: string;
  readonly updatePolicy: string;
  readonly deletionPolicy: string;
  readonly externalId: string;
  readonly parameterType: string;
  readonly default: string;
  readonly value: string;
}

const HOT_WORDS: Words = {
  parameters: 'parameters',
  resources: 'resources',
  outputs: 'outputs',
  conditions: 'conditions',
  type: 'type',
  properties: 'properties',
  metadata: 'metadata',
  dependsOn: 'depends_on',
  condition: 'condition',
  updatePolicy: 'update_policy',
  deletionPolicy: 'deletion_policy',
  externalId: 'external_id',
  parameterType: 'type',
  default: 'default',
  value: 'value',
};

const CFN_WORDS: Words = {
  parameters: 'Parameters',
  resources: 'Resources',
  outputs: 'Outputs',
  conditions: 'Conditions',
  type: 'Type',
  properties: 'Properties',
  metadata: 'Metadata',
  dependsOn: 'DependsOn',
  condition: 'Condition',
  updatePolicy: 'UpdatePolicy',
  deletionPolicy: 'DeletionPolicy',
  // CFN-style templates have no such key; the name can therefore never be found.
  externalId: '',
  parameterType: 'Type',
  default: 'Default',
  value: 'Value',
};

const CFN_STRINGS =
  'Ref Fn::Join Fn::Split Fn::Replace Fn::Base64 Fn::GetAZs Fn::MemberListToMap Fn::ResourceFacade'.split(' ');
const CFN_FUNCTIONS = [...CFN_STRINGS, 'Fn::Select', 'Fn::GetAtt', 'Fn::FindInMap'];
const HOT_CORE = 'get_attr get_file get_param get_resource list_join resource_facade str_replace'.split(' ');

/** Functions that each HOT version adds to the one before it. */
const HOT_ADDED: readonly (readonly [version: string, added: string])[] = [
  ['2013-05-23', [...CFN_STRINGS, 'Fn::Select'].join(' ')],
  ['2014-10-16', ''],
  ['2015-04-30', 'repeat digest'],
  ['2015-10-15', 'str_split'],
  ['2016-04-08', 'map_merge'],
  ['2016-10-14', 'if yaql map_replace'],
  ['2017-02-24', 'filter str_replace_strict'],
  ['2017-09-01', 'make_url list_concat list_concat_unique contains str_replace_vstrict'],
  ['2018-03-02', ''],
  ['2018-08-31', ''],
  ['2021-04-16', ''],
];

const ALIASES: Readonly<Record<string, string>> = {
  newton: '2016-10-14',
  ocata: '2017-02-24',
  pike: '2017-09-01',
  queens: '2018-03-02',
  rocky: '2018-08-31',
  wallaby: '2021-04-16',
};

const HOT_SECTIONS = 'heat_template_version description parameter_groups parameters resources outputs'.split(' ');
const HOT_KEYS = 'type properties metadata depends_on deletion_policy update_policy description'.split(' ');
const CFN_SECTIONS =
  'AWSTemplateFormatVersion HeatTemplateFormatVersion Description Mappings Parameters Resources Outputs'.split(' ');
const CFN_KEYS = 'Type Properties Metadata DependsOn DeletionPolicy UpdatePolicy Description'.split(' ');

const DIALECTS: ReadonlyMap<string, Dialect> = new Map([
  ...hotDialects().map((dialect) => [`heat_template_version ${dialect.version}`, dialect] as const),
  ['AWSTemplateFormatVersion 2010-09-09', cfnDialect('2010-09-09', true)],
  ['HeatTemplateFormatVersion 2012-12-12', cfnDialect('2012-12-12', false)],
]);

/** The keys that say which language and version a template is written in. */
export const VERSION_KEYS = ['heat_template_version', 'HeatTemplateFormatVersion', 'AWSTemplateFormatVersion'] as const;

/** @returns the dialect of a version, an alias included; undefined for a version that Heat does not know */
export function dialectOf(key: string, version: string): Dialect | undefined {
  return DIALECTS.get(`${key} ${key === 'heat_template_version' ? (ALIASES[version] ?? version) : version}`);
}

/** The dialect as it is inside conditions, where other functions count. */
export function insideConditions(dialect: Dialect): Dialect {
  return { ...dialect, functions: dialect.conditionFunctions, removed: new Set() };
}

/** The versions that may stand after a version key, oldest first, aliases last. */
export function knownVersions(key: string): readonly string[] {
  const versions = [...DIALECTS.keys()].filter((name) => name.startsWith(`${key} `)).map((name) => name.split(' ')[1]!);
  return key === 'heat_template_version' ? [...versions, ...Object.keys(ALIASES)] : versions;
}

/** The first HOT version that has a function; undefined when none has. */
export function versionThatAdded(name: string): string | undefined {
  if (HOT_CORE.includes(name)) return HOT_ADDED[0]?.[0];
  return HOT_ADDED.find(([, added]) => added.split(' ').includes(name))?.[0];
}

function hotDialects(): readonly Dialect[] {
  const functions = new Set(HOT_CORE);
  const removed = new Set<string>();
  return HOT_ADDED.map(([version, added]) => {
    for (const name of added.split(' ')) if (name !== '') functions.add(name);
    if (version === '2014-10-16') retire(CFN_STRINGS, functions, removed);
    if (version === '2015-10-15') retire(['Fn::Select'], functions, removed);
    const hasConditions = version >= '2016-10-14';
    const conditionWords =
      version >= '2017-09-01' ? 'get_param equals not and or yaql contains' : 'get_param equals not and or';
    return {
      version,
      style: 'hot',
      functions: new Set(functions),
      removed: new Set(removed),
      conditionFunctions: new Set(hasConditions ? conditionWords.split(' ') : []),
      sections: new Set(hasConditions ? [...HOT_SECTIONS, 'conditions'] : HOT_SECTIONS),
      resourceKeys: new Set(hasConditions ? [...HOT_KEYS, 'external_id', 'condition'] : HOT_KEYS),
      hasConditions,
      hasNullableIf: version >= '2021-04-16',
      hasAllAttributes: version >= '2015-10-15',
      words: HOT_WORDS,
    };
  });
}

function retire(names: readonly string[], from: Set<string>, to: Set<string>): void {
  for (const name of names) {
    from.delete(name);
    to.add(name);
  }
}

function cfnDialect(version: string, hasConditions: boolean): Dialect {
  const conditionWords = 'Fn::Equals Ref Fn::FindInMap Fn::Not Fn::And Fn::Or'.split(' ');
  return {
    version,
    style: 'cfn',
    functions: new Set(hasConditions ? [...CFN_FUNCTIONS, 'Fn::If'] : CFN_FUNCTIONS),
    removed: new Set(),
    conditionFunctions: new Set(hasConditions ? conditionWords : []),
    sections: new Set(hasConditions ? [...CFN_SECTIONS, 'Conditions'] : CFN_SECTIONS),
    resourceKeys: new Set(hasConditions ? [...CFN_KEYS, 'Condition'] : CFN_KEYS),
    hasConditions,
    hasNullableIf: false,
    hasAllAttributes: false,
    words: CFN_WORDS,
  };
}
