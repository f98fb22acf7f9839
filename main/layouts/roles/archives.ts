import type { Archive, ArchiveFormat, Verification } from '../../../shared/domain/archives.ts';
import type { ArchiveId, TenantId } from '../../../shared/domain/ids.ts';
import type { Inventory } from '../../../shared/domain/inventory.ts';
import type { AppError } from '../../../shared/errors.ts';

export interface ArchiveCatalog {
  list(tenantId: TenantId | null): Promise<ReadonlyArray<Archive>>;
  find(id: ArchiveId): Promise<Archive | undefined>;
  tool(): Promise<ArchiveTool>;
  /** By tenant; null where there is no database. */
  sizes(tenants: ReadonlyArray<TenantId>): Promise<ReadonlyMap<TenantId, number | null>>;
  /** A line for a crontab that backs these databases up into a folder. Holds no password. */
  cronLine(databases: ReadonlyArray<string>, folder: string): string;
}

/** The list of backups and exports, as an operation adds to it. */
export interface ArchiveRecords {
  record(archive: Archive): Promise<void>;
  find(id: ArchiveId): Promise<Archive | undefined>;
  keepVerification(id: ArchiveId, verification: Verification): Promise<void>;
}

export interface ArchiveTool {
  readonly format: Extract<ArchiveFormat, 'pg_dump' | 'console'>;
  /** As in `pg_dump 18.4`. */
  readonly label: string;
  /** Why it is not the server's own tool. */
  readonly problem: AppError | null;
}

export interface ArchiverIo {
  readonly signal: AbortSignal;
  /** Bytes so far, and how many are expected in all. */
  report(bytes: number, of: number): void;
}

export interface ExportedTable {
  readonly schema: string;
  readonly name: string;
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>;
}

/** Copies a tenant's database into files and back, on sessions that carry the operation's fence. */
export interface DatabaseArchiver {
  tool(): Promise<ArchiveTool>;
  /** Of everything but the console's stamp, as one snapshot sees it. */
  inventory(database: string, signal: AbortSignal): Promise<Inventory>;
  /** Writes a new file, which must not be there. Contents and inventory are of one snapshot. */
  dump(
    ask: { readonly database: string; readonly format: ArchiveFormat; readonly file: string },
    io: ArchiverIo,
  ): Promise<{ readonly inventory: Inventory; readonly bytes: number }>;
  /** Into a database that was just made and has nothing in it. */
  load(
    ask: { readonly database: string; readonly format: ArchiveFormat; readonly file: string },
    io: ArchiverIo,
  ): Promise<void>;
  /** The schema as text, then every table with its rows as text, all of one snapshot; or one module's part of them. */
  read(
    database: string,
    visit: {
      schema(ddl: string): Promise<void>;
      table(table: ExportedTable, rows: AsyncIterable<ReadonlyArray<string | null>>): Promise<void>;
    },
    io: ArchiverIo,
    only?: { readonly module: string; readonly schema: string },
  ): Promise<Inventory>;
}
