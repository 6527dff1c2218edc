const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ADDRESS = `${OCTET}(?:\\.${OCTET}){3}`;
const IS_ADDRESS = new RegExp(`^${ADDRESS}$`);
const IS_NETWORK = new RegExp(`^${ADDRESS}/(?:3[0-2]|[12]?\\d)$`);

/** What Heat demands of a text that is an address or a name; other such constraints ask a cloud or a clock. */
export type AddressKind = 'ip_addr' | 'net_cidr' | 'dns_domain' | 'rel_dns_name';

/**
 * What the text should be instead, when it is no address. Only version 4 is judged: of what has a colon nothing is
 * said; of a name only its last dot. Sources: heat/engine/constraint/common_constraints.py, and `validate_ip_address` and
 * `validate_subnet` in neutron_lib/api/validators, which take no short forms and no leading zeros.
 * @returns null when the text may be right
 */
export function expectedAddress(kind: AddressKind, text: string): string | null {
  switch (kind) {
    case 'ip_addr':
      return text.includes(':') || IS_ADDRESS.test(text) ? null : 'an IP address such as 10.0.0.5';
    case 'net_cidr':
      return text.includes(':') || IS_NETWORK.test(text) ? null : 'a network such as 10.0.0.0/24';
    case 'dns_domain':
      return text === '' || text.endsWith('.') ? null : 'a whole domain name, which ends with a dot';
    case 'rel_dns_name':
      return text.endsWith('.') ? 'a relative name, which ends without a dot' : null;
  }
}
