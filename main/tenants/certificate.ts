import { createHash } from 'node:crypto';
import type { Certificate, CertificateItem, KeptItem, ManualItem } from '../../shared/domain/deletion.ts';
import type { Evidence } from '../../shared/domain/operations.ts';
import { canonicalJson } from '../local/canonical-json.ts';
import type { DeleteParams } from './deletion-params.ts';

/** What was there when the deletion could no longer be stopped, kept in the journal before anything is removed. */
export interface Found {
  readonly database: boolean;
  readonly role: boolean;
  readonly copies: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<CertificateItem>;
}

const between = ', ';
const rowsKey = 'rows_';
const list = (names: ReadonlyArray<string>): string => names.join(between);
const names = (value: Evidence[string] | undefined): ReadonlyArray<string> =>
  typeof value === 'string' && value !== '' ? value.split(between) : [];

const named = (rows: ReadonlyArray<CertificateItem>, kind: 'domain'): ReadonlyArray<string> =>
  rows.flatMap((item) => (item.kind === kind ? [item.name] : []));

export const evidenceOf = ({ database, role, copies, rows }: Found): Evidence => ({
  database,
  role,
  copies: list(copies),
  domains: list(named(rows, 'domain')),
  ...Object.fromEntries(rows.flatMap((item) => (item.kind === 'rows' ? [[`${rowsKey}${item.name}`, item.count]] : []))),
});

export const foundIn = (evidence: Evidence): Found => ({
  database: evidence['database'] === true,
  role: evidence['role'] === true,
  copies: names(evidence['copies']),
  rows: [
    ...names(evidence['domains']).map((name): CertificateItem => ({ kind: 'domain', name })),
    ...Object.entries(evidence)
      .filter(([key, count]) => key.startsWith(rowsKey) && typeof count === 'number')
      .map(
        ([key, count]): CertificateItem => ({ kind: 'rows', name: key.slice(rowsKey.length), count: Number(count) }),
      ),
  ],
});

/** What was not there any more is named too: whoever asks for it gets an answer. */
function removedItems(
  { database, role }: Pick<DeleteParams, 'database' | 'role'>,
  found: Found,
): ReadonlyArray<CertificateItem> {
  const gone = (there: boolean): { readonly found?: 'gone' } => (there ? {} : { found: 'gone' });
  return [
    ...(database === null ? [] : [{ kind: 'database' as const, name: database, ...gone(found.database) }]),
    ...found.copies.map((name) => ({ kind: 'copy' as const, name })),
    ...(role === null
      ? []
      : [
          { kind: 'role' as const, name: role, ...gone(found.role) },
          { kind: 'secret' as const, name: role },
        ]),
    ...found.rows,
  ];
}

/** The bar to bringing it back, and the record of how it went, stay in any case. */
function keptItems(kept: ReadonlyArray<KeptItem>): ReadonlyArray<KeptItem> {
  const always: ReadonlyArray<KeptItem> = [
    { name: 'tombstone', count: 1, reason: 'tombstone' },
    { name: 'operation_log', count: 1, reason: 'operation_log' },
  ];
  return [...kept, ...always.filter(({ reason }) => kept.every((item) => item.reason !== reason))];
}

const toDo = ({ files, customDomains, primaryDomain }: DeleteParams): ReadonlyArray<ManualItem> => [
  ...files.map(
    ({ purpose, name, where }): ManualItem => ({
      kind: purpose === 'backup' ? 'backup_file' : 'export_file',
      name,
      where,
    }),
  ),
  ...customDomains.map((name): ManualItem => ({ kind: 'dns', name, where: `CNAME ${primaryDomain ?? ''}` })),
];

/** The same on every console that goes on with the deletion, but for the moment at which it ends. */
export const certificateOf = (
  params: DeleteParams,
  facts: {
    readonly operationId: string;
    readonly found: Found;
    readonly kept: ReadonlyArray<KeptItem>;
    readonly at: Date;
  },
): Certificate => ({
  version: 1,
  tenantId: params.tenantId,
  code: params.code,
  name: params.name,
  platform: params.platform,
  server: params.server,
  systemIdentifier: params.systemIdentifier,
  operationId: facts.operationId,
  reason: params.reason,
  startedBy: params.startedBy,
  finishedAt: facts.at.toISOString(),
  backup: params.backup,
  export: params.export,
  removed: removedItems(params, facts.found),
  kept: keptItems(facts.kept),
  toDo: toDo(params),
});

/** Of the one text that this certificate has, whatever the order of its keys. */
export const certificateHash = (certificate: Certificate): string =>
  createHash('sha256').update(canonicalJson(certificate)).digest('hex');

/** For machines: the certificate in that one text, and its hash beside it. */
export const certificateJson = (certificate: Certificate): string =>
  `{"certificate":${canonicalJson(certificate)},"sha256":"${certificateHash(certificate)}"}\n`;
