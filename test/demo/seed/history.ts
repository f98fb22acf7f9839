import type pg from 'pg';
import type { DemoContent } from '../content/types.ts';

/** How long each of the nine steps took, as on a server somewhere else. */
const durationsMs = [180, 240, 90, 1_850, 4_200, 620, 310, 1_240, 40];

/** What was done a moment ago happened when the content says; nothing here but times changes. */
export async function moveIntoThePast(client: pg.ClientBase, { tenants, registrations }: DemoContent): Promise<void> {
  const begun = tenants.map(({ id, createdAt }) => ({ key: `provision:${id}`, tenant: id, at: createdAt }));
  const moments = `jsonb_to_recordset($1::jsonb) AS begun (key text, tenant uuid, at timestamptz)`;
  await client.query(
    `WITH durations AS (
       SELECT place - 1 AS seq, ms, sum(ms) OVER (ORDER BY place) - ms AS before
         FROM unnest($2::integer[]) WITH ORDINALITY AS listed (ms, place))
     UPDATE tenantry.op_step s
        SET started_at = begun.at + make_interval(secs => d.before / 1000.0),
            ended_at = CASE s.state WHEN 'intent' THEN NULL ELSE begun.at + make_interval(secs => (d.before + d.ms) / 1000.0) END
       FROM tenantry.operation o JOIN ${moments} ON o.idem_key = begun.key, durations d
      WHERE s.op_id = o.op_id AND s.seq = d.seq AND s.state <> 'pending'`,
    [JSON.stringify(begun), durationsMs],
  );
  await client.query(
    `UPDATE tenantry.operation o
        SET created_at = begun.at,
            heartbeat_at = begun.at + interval '10 seconds',
            lease_until = CASE o.state WHEN 'running' THEN begun.at + interval '40 seconds' END,
            ended_at = CASE o.state WHEN 'running' THEN NULL
                       ELSE (SELECT max(s.ended_at) FROM tenantry.op_step s WHERE s.op_id = o.op_id) END
       FROM ${moments} WHERE o.idem_key = begun.key`,
    [JSON.stringify(begun)],
  );
  const unfinished = begun.filter(({ tenant }) => registrations.some((one) => one.tenant?.id === tenant));
  await client.query(
    `WITH moved AS (
       UPDATE public."TenantDomains" d SET "CreatedAt" = begun.at, "VerifiedAt" = begun.at
         FROM ${moments} WHERE d."TenantId" = begun.tenant AND d."IsPrimary" RETURNING d."TenantId"),
     registered AS (
       UPDATE public."TenantRegistrations" r SET "UpdatedAt" = begun.at + interval '1 minute'
         FROM ${moments} WHERE r."TenantId" = begun.tenant RETURNING r."Id")
     UPDATE public."Tenants" t SET "CreatedAt" = begun.at, "UpdatedAt" = begun.at
       FROM ${moments} WHERE t."Id" = begun.tenant`,
    [JSON.stringify(unfinished)],
  );
}
